import { STOP_WORDS } from './stop-words.ts';

/** Raised whenever the same text may give other terms: an index built by another version is rebuilt. */
export const ANALYZER_VERSION = 1;

/**
 * Splits text into words as they are compared: lower case, ё as е, compatibility forms folded, hyphenated words in their parts.
 *
 * @returns Words and numbers in the order of the text, stop words included.
 */
export function tokenize(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('’', "'")
    .replaceAll(/[\u0300\u0301\u00ad]/g, '');
  const words = folded.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:'\p{L}+)?/gu) ?? [];
  return words.map((word) => word.replace(/'s$/u, ''));
}

/** The words of a text that carry its subject, each with how often it occurs. */
export function termsOf(text: string): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const word of tokenize(text)) {
    if (!isTerm(word)) continue;
    frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return frequencies;
}

/** Single letters and stop words are no terms; numbers are. */
export function isTerm(word: string): boolean {
  return (word.length > 1 || /\p{N}/u.test(word)) && !STOP_WORDS.has(word);
}
