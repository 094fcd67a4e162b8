import { appendTo } from '../runtime/append-to.ts';
import { stemOf } from './stem.ts';
import { tokenize } from './tokenize.ts';

const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
/** Letters that are kept of the first word: «зар|плата», «спец|операция», «загран|паспорт». */
const MIN_KEPT = 3;
const MAX_KEPT = 6;
/** Of both words. */
const MIN_LENGTH = 4;

/** Words next to each other, for each stem of the second the first ones: «плат» → «заработная». */
export type WordPairs = ReadonlyMap<string, readonly string[]>;

/** The pairs of neighbouring Cyrillic words of a text that a contraction may stand for. */
export function wordPairsOf(text: string): WordPairs {
  const pairs = new Map<string, string[]>();
  /** The word before, empty where it is none that may be shortened. */
  let before = '';
  for (const word of tokenize(text)) {
    const isCyrillic = word.length >= MIN_LENGTH && CYRILLIC.test(word);
    if (before && isCyrillic) appendTo(pairs, stemOf(word), before);
    before = isCyrillic ? word : '';
  }
  return pairs;
}

/** Ways to read a word as a Russian contraction of two: what is kept of the first, and the stem of the second. */
export function readingsAsContraction(word: string): { kept: string; stem: string }[] {
  if (!CYRILLIC.test(word)) return [];
  const lengths = Array.from({ length: MAX_KEPT - MIN_KEPT + 1 }, (_, more) => MIN_KEPT + more);
  return lengths
    .filter((length) => word.length - length >= MIN_LENGTH)
    .map((length) => ({ kept: word.slice(0, length), stem: stemOf(word.slice(length)) }));
}

/** Whether a text with these pairs has what a word, read so, stands for; «строй» is kept of «строительных». */
export function isContractionOf(pairs: WordPairs, readings: ReturnType<typeof readingsAsContraction>): boolean {
  return readings.some(
    ({ kept, stem }) =>
      pairs.get(stem)?.some((first) => first.replaceAll('й', 'и').startsWith(kept.replaceAll('й', 'и'))) ?? false,
  );
}
