import { detectLanguage } from '../../../text/detect-language.ts';
import { isOtherLanguage } from '../../../text/language-tags.ts';
import { tokenize } from '../../../text/tokenize.ts';
import { contentOf } from '../coverage/coverage.ts';
import { type QuantifiedText, readQuantities, withoutQuantities } from '../quantities/read-quantities.ts';
import { cached } from './cached.ts';
import { withUnitsOfHeader } from './with-units-of-header.ts';
import { withoutListMark } from './without-list-mark.ts';

/** What a sentence is checked against: the cited texts, the title of their document, and the question. */
interface Cited {
  cited: string[];
  title: string;
  question: string;
}

/** A sentence and its source as the rules read them: numbers spelt in digits, no list mark. */
export interface Texts extends Cited {
  sentence: QuantifiedText;
  source: QuantifiedText;
  /** The words of the sentence that say something. */
  words: string[];
  /** The words of source, title and question. */
  known: string[];
  /** Whether the sentence is in another language than its source. */
  isTranslated: boolean;
  /** Whether it is in German, where nouns have a capital as names have. */
  areNounsCapital: boolean;
}

/** Texts whose words and language are cached. */
const MAX_CACHED = 50;
/** A sentence with so many of its words in the source is in its language. */
const MIN_SHARED = 0.4;
const wordsOfText = cached(MAX_CACHED, (text) => [...new Set(tokenize(text))]);
const languageOf = cached(MAX_CACHED, detectLanguage);

/** Reads a sentence and what it is checked against. */
export function readTexts(written: string, { cited, title, question }: Cited): Texts {
  const sentence = readQuantities(withoutListMark(written));
  const source = readQuantities(withUnitsOfHeader(cited.join('\n')));
  const words = contentOf(sentence.text);
  const known = wordsOfText(`${source.text}\n${title}\n${question}`);
  const shared = words.filter((word) => known.includes(word)).length;
  const language = detectLanguage(sentence.text);
  const isTranslated = shared < MIN_SHARED * words.length && isOtherLanguage(language, languageOf(source.text));
  const areNounsCapital = (isTranslated ? language : languageOf(source.text)) === 'de' || language === 'de';
  return { cited, title, question, sentence, source, words, known, isTranslated, areNounsCapital };
}

/** Whether number words of a text are read: those of Russian and English are. */
export function areNumbersRead(text: string): boolean {
  return /^(?:ru|en|und)(?:-|$)/u.test(languageOf(text));
}

/** Every word that the rules compare. */
export function wordsOf({ sentence, known }: Texts): string[] {
  // What is left of "14-day" without its number is a word of its own.
  return [...tokenize(`${sentence.text}\n${withoutQuantities(sentence, ' ')}`), ...known];
}
