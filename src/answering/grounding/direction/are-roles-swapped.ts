import { gramsOf, overlapOfGrams } from '../../../text/n-grams.ts';
import { isTerm, tokenize } from '../../../text/tokenize.ts';
import { isSameScript } from '../names/names-in.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';

/** Overlap of 3-grams of forms of one word. */
const SAME_WORD = 0.5;
const PASSIVE = /(?<!\p{L})(?:was|were|is|are|been|be|being)\s+\p{L}+(?:ed|en|t)(?!\p{L})|(?<!\p{L})by(?!\p{L})/iu;
/** "…", says the notice: the verb stands before who says it. */
const QUOTE = /["“”«»„]/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * Whether two nouns of a sentence have changed places: in Russian, each has the case of the other, «музей передал Кручинину» for «Кручинин передал
 * музею»; in English, each stands on the other side of the verb.
 */
export function areRolesSwapped({ segment, nearest }: AlignedSegment): boolean {
  const said = tokenize(segment.text).filter(isTerm);
  return nearest.some(({ text }) => {
    const known = tokenize(text).filter(isTerm);
    if (isReceiverActing(segment.text, text)) return true;
    if (said.length < 3 || !isSameScript(said.join(''), known.join(''))) return false;
    const pairs = said.flatMap((word, place) => {
      const other = known.findIndex((candidate) => isForm(word, candidate));
      return other < 0 ? [] : [{ word, place, other, known: known[other]! }];
    });
    return CYRILLIC.test(said.join('')) ? haveEachOthersCase(pairs) : standOnOtherSides(pairs, segment.text, text);
  });
}

const SOFT: Record<string, string> = { я: 'а', и: 'ы', ю: 'у', е: 'о' };

interface Pair {
  word: string;
  place: number;
  other: number;
  known: string;
}

function isForm(word: string, other: string): boolean {
  return (
    word === other ||
    (word.length > 3 &&
      word.slice(0, 3) === other.slice(0, 3) &&
      overlapOfGrams(gramsOf(word), gramsOf(other)) >= SAME_WORD)
  );
}

/** One noun has lost the ending of a case, and another has got it, while the verb is as it was. */
function haveEachOthersCase(pairs: Pair[]): boolean {
  const changed = pairs.filter(({ word, known }) => word !== known);
  const isVerbKept = pairs.some(({ word, known }) => word === known && /(?:л|ла|ло|ли|ет|ит|ют|ат|ят|ут)$/u.test(word));
  return (
    isVerbKept &&
    changed.some((one) =>
      changed.some(
        (other) =>
          other !== one &&
          ((isNominative(one.word, one.known) && isNominative(other.known, other.word)) ||
            haveEachOthersEnding(one, other)),
      ),
    )
  );
}

/** «сотрудники … посетителя» for «посетители … сотрудника»: hard and soft endings are one. */
function haveEachOthersEnding(one: Pair, other: Pair): boolean {
  const ending = (word: string) => SOFT[word.at(-1)!] ?? word.at(-1)!;
  const [first, second] = [ending(one.word), ending(other.word)];
  return (
    first !== second && ending(one.known) === second && ending(other.known) === first && [first, second].includes('ы')
  );
}

/** Whether the first of two forms is the plain one, of which the other is a case: «музей» of «музею». */
function isNominative(form: string, other: string): boolean {
  if (form === other) return false;
  const isPlain = (word: string) => /[бвгджзклмнпрстфхцчшщйьая]$/u.test(word);
  return (
    isPlain(form) &&
    /(?:у|ю|е|ой|ей|ом|ем|ым|им|ому|ему|а|ы|и)$/u.test(other) &&
    (form.length <= other.length || /[ая]$/u.test(form))
  );
}

/** Two nouns around one verb have changed sides, and neither clause is passive. */
function standOnOtherSides(pairs: Pair[], text: string, known: string): boolean {
  if (PASSIVE.test(text) || PASSIVE.test(known) || QUOTE.test(known)) return false;
  return pairs.some(
    (verb) =>
      verb.word === verb.known &&
      /(?:s|ed|t)$/u.test(verb.word) &&
      pairs.some(
        (one) =>
          one.place === verb.place - 1 &&
          one.other > verb.other &&
          pairs.some((other) => other.place > verb.place && other.other === verb.other - 1),
      ),
  );
}

const NAME = /(?:\p{Lu}[\p{L}-]+\s+)?(\p{Lu}[\p{L}-]+)/u.source;
const ACTING = new RegExp(`^${NAME}\\s+(\\p{Ll}{3,}(?:ed|d|t|ught|ave|old))(?!\\p{L})`, 'u');

/** "Brandt sold it" where the source says "sold it to Brandt". */
function isReceiverActing(text: string, known: string): boolean {
  const [, name, verb] = ACTING.exec(text.trim()) ?? [];
  if (name === undefined) return false;
  return new RegExp(
    `(?<!\\p{L})${verb}\\s(?:\\p{L}+\\s){0,6}(?:to|from|by|for)\\s(?:\\p{Lu}[\\p{L}-]+\\s)?${name}(?!\\p{L})`,
    'u',
  ).test(known);
}
