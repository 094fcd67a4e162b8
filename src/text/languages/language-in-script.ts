import { eld } from 'eld/extrasmall';
import type { Script, ScriptWords } from './script-languages.ts';
import { FOREIGN_LETTERS, SIGNS } from './signs.ts';

/** Of a script that languages share, those that n-grams distinguish. */
const BY_N_GRAMS: Partial<Record<Script, readonly string[]>> = {
  Latin: [
    ...[
      'az',
      'ca',
      'cs',
      'da',
      'de',
      'en',
      'es',
      'et',
      'fi',
      'fr',
      'hr',
      'hu',
      'is',
      'it',
      'lt',
      'lv',
      'ms',
      'nl',
      'no',
      'pl',
      'pt',
      'ro',
    ],
    ...['sk', 'sl', 'sq', 'sv', 'tl', 'tr', 'vi'],
  ],
  Cyrillic: ['ru', 'be', 'bg', 'sr', 'uk'],
  Arabic: ['ar', 'fa', 'ku', 'ur'],
};
/** What a script is taken for when nothing decides: Latin words may be a name or a code, which are of no language. */
const USUAL: Partial<Record<Script, string>> = { Cyrillic: 'ru', Arabic: 'ar', Devanagari: 'hi' };
/** How far the usual language is ahead of the others: of so few words their n-grams say the same. */
const USUAL_LEAD = 0.03;
/** The n-grams know Malay, which Indonesian is nearly the same as; nine of ten who write either write Indonesian. */
const TAGS: Record<string, string> = { ms: 'id', tl: 'fil' };

/** From this share of words with a sign on, a text is in the language of the sign. */
const MIN_SIGNS = 0.2;
/** Right guesses about words in Latin letters score .75 to .8 on average; below this, their n-grams are hardly known. */
const MIN_SCORE = 0.46;
/** N-grams read a few words: of a long text, some from several places, each of so many UTF-16 code units. */
const PASSAGE_LENGTH = 150;
const MAX_PASSAGES = 8;

const foreignLetters = new Map<string, RegExp>(Object.entries(FOREIGN_LETTERS));

/** The language of words in a script that several share; null where nothing decides it. */
export function languageInScript({ script, words, plain }: ScriptWords): string | null {
  const read = plain.length > 0 ? plain : words.map((word) => word.toLowerCase());
  return languageBySigns(script, read) ?? languageByNGrams(script, words.join(' '), read) ?? USUAL[script] ?? null;
}

function languageBySigns(script: Script, words: string[]): string | null {
  const found = Object.entries(SIGNS[script] ?? {}).map(([language, { words: known, letters, foreign }]) => {
    const count = (isSign: (word: string) => boolean) => words.filter(isSign).length;
    const signs = count((word) => known.has(word)) + count((word) => letters.test(word));
    return { language, share: (signs - count((word) => foreign.test(word))) / words.length };
  });
  const [best] = found.sort((a, b) => b.share - a.share);
  return best && best.share >= MIN_SIGNS ? best.language : null;
}

/** @param text The words, as they are written. @param words Those that are no names, in small letters. */
function languageByNGrams(script: Script, text: string, words: string[]): string | null {
  if (script === 'Latin' && words.length === 1 && isPlain(words[0]!)) return null;
  const languages = BY_N_GRAMS[script] ?? [];
  const guesses = passagesOf(text).map((passage) => eld.detect(passage).getScores());
  const usual = USUAL[script];
  const scored = languages.map((language) => {
    const known = guesses.reduce((sum, scores) => sum + (scores[language] ?? 0), 0) / (guesses.length || 1);
    const foreign = foreignLetters.get(language);
    const strange = foreign ? words.filter((word) => foreign.test(word)).length / words.length : 0;
    return { language, score: known - strange + (language === usual ? USUAL_LEAD : 0) };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score >= MIN_SCORE ? (TAGS[best.language] ?? best.language) : null;
}

/** One word without a letter that is particular may be a name, and is a word of several languages. */
function isPlain(word: string): boolean {
  return /^[a-z]+$/.test(word);
}

/** The text itself when it is short, otherwise passages from all over it. */
function passagesOf(text: string): string[] {
  const step = Math.max(PASSAGE_LENGTH, Math.floor(text.length / MAX_PASSAGES));
  const starts = Array.from({ length: Math.max(1, Math.floor(text.length / step)) }, (_, index) => index * step);
  return starts.map((start) => text.slice(start, start + PASSAGE_LENGTH));
}
