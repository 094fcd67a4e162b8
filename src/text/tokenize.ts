import { spacedCodesIn } from './exact-terms/codes.ts';
import { exactTermsIn } from './exact-terms/exact-terms.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Raised whenever the same text may give other terms: an index built by another version is rebuilt. */
export const ANALYZER_VERSION = 4;

/** Writing without blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
export const UNSEGMENTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SAME_WRITING = new RegExp(`${UNSEGMENTED.source}+|(?:(?!${UNSEGMENTED.source})[^])+`, 'gu');

/** Greek capitals have no accent, and one form of sigma. */
const GREEK_PLAIN: Record<string, string> = { ά: 'α', έ: 'ε', ή: 'η', ί: 'ι', ό: 'ο', ύ: 'υ', ώ: 'ω', ς: 'σ' };

/**
 * Splits text into words as they are compared: lower case, ё as е, ı as i, Greek without accents, compatibility forms folded, hyphenated words in their parts. Writing
 * without blanks is split into its overlapping pairs of characters: where the words begin is not written.
 *
 * @returns Words and numbers in the order of the text, stop words included.
 */
export function tokenize(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('’', "'")
    .replaceAll('ı', 'i')
    .replaceAll(/[άέήίόύώς]/g, (letter) => GREEK_PLAIN[letter]!)
    .replaceAll(/[\u0300\u0301\u0307\u00ad]/g, '');
  const words = folded.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:'\p{L}+)?/gu) ?? [];
  if (!folded.includes("'") && !UNSEGMENTED.test(folded)) return words;
  return words.flatMap((word) =>
    UNSEGMENTED.test(word) ? word.match(SAME_WRITING)!.flatMap(pairsOf) : word.replace(/'s$/u, ''),
  );
}

/** The overlapping pairs of characters of writing without blanks; other writing as it is. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 3 || !UNSEGMENTED.test(run)) return [run];
  return characters.slice(1).map((character, index) => characters[index] + character);
}

/**
 * The words of a text that carry its subject, each with how often it occurs; and its dates, codes and parts of documents in one form for all
 * ways of writing them, with the month and the year of each day.
 */
export function termsOf(text: string): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const word of tokenize(text)) {
    if (!isTerm(word)) continue;
    frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const exact = exactTermsIn(text).flatMap(({ term, broader }) => [term, ...broader]);
  for (const term of [...exact, ...spacedCodesIn(text)]) if (!frequencies.has(term)) frequencies.set(term, 1);
  return frequencies;
}

/** Single letters and stop words are no terms; numbers and single characters that are words are. */
export function isTerm(word: string): boolean {
  return (word.length > 1 || /\p{N}/u.test(word) || UNSEGMENTED.test(word)) && !STOP_WORDS.has(word);
}
