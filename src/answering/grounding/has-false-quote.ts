import { tokenize } from '../../text/tokenize.ts';
import { isSameScript } from './names/names-in.ts';

const QUOTED = /«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|"([^"]+)"/gu;
/** Fewer words in quotation marks are a name, or meant otherwise than usual. */
const MIN_WORDS = 3;

/** Whether a sentence puts words in quotation marks that no known text has in this order; what is in another script may be translated. */
export function hasFalseQuote(sentence: string, known: string[]): boolean {
  const texts = known.map((text) => ` ${tokenize(text).join(' ')} `);
  return Array.from(sentence.matchAll(QUOTED)).some(([, ...groups]) => {
    const pieces = (groups.find((group) => group !== undefined) ?? '').split(/…|\.{3}|\[[^\]]*\]/u).map(tokenize);
    const words = pieces.flat();
    if (words.length < MIN_WORDS || !isSameScript(words.join(''), texts.join(''))) return false;
    return !pieces.every((piece) => texts.some((text) => text.includes(` ${piece.join(' ')} `)));
  });
}
