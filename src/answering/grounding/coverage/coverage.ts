import { splitSentences } from '../../../text/split-sentences.ts';
import { ASKING_WORDS } from '../../../text/stop-words.ts';
import { isTerm, tokenize } from '../../../text/tokenize.ts';
import { valuesIn } from '../../../text/values.ts';
import type { WordLikeness } from '../compare-words.ts';
import { isNegation, isNegative } from '../polarity/negations.ts';
import { isLight } from './light-words.ts';

/** The words of a sentence that say something: no lead-ins such as «в документе говорится», no values, which are compared as such. */
export function contentOf(sentence: string): string[] {
  const words = tokenize(sentence).filter(
    (word) => isTerm(word) && !isNegation(word) && !ASKING_WORDS.has(word) && valuesIn(word).length === 0,
  );
  return [...new Set(words)];
}

/** Mean likeness of words to the nearest of a text, 0…1. */
function coverage(words: string[], text: string, likeness: WordLikeness): number {
  const others = tokenize(text).filter(isTerm);
  const sum = words.reduce((total, word) => total + nearestLikeness(word, others, likeness), 0);
  return sum / words.length;
}

/** What of a sentence is to be found in a source. */
interface Covered {
  words: string[];
  /** How many of its numbers are there. */
  numbers: number;
  /** Whether the two say one thing with a negation and with a word: the least like words need not be there. */
  isDeniedOtherwise: boolean;
}

/** How many words may be others where a negation stands for one. */
const DENYING_WORDS = 2;

/** Mean likeness of what a sentence says to the nearest words of a source, 0…1; light words count only where there are no others. */
export function meanCoverage(
  { words, numbers, isDeniedOtherwise }: Covered,
  known: string[],
  likeness: WordLikeness,
): number {
  const heavy = words.filter((word) => !isLight(word));
  const judged = (heavy.length > 0 ? heavy : words)
    .map((word) => nearestLikeness(word, known, likeness))
    .sort((a, b) => b - a);
  const counted = isDeniedOtherwise ? judged.slice(0, Math.max(1, judged.length - DENYING_WORDS)) : judged;
  if (counted.length + numbers === 0) return 1;
  return (counted.reduce((sum, one) => sum + one, 0) + numbers) / (counted.length + numbers);
}

/** Likeness of a word to the nearest of others, 0…1. */
export function nearestLikeness(word: string, others: string[], likeness: WordLikeness): number {
  return others.reduce((most, other) => Math.max(most, likeness(word, other)), 0);
}

/** Of the sentences of a source the one that has most of these words. */
export function nearestSentence(words: string[], source: string, likeness: WordLikeness): string {
  const sentences = splitSentences(source).map(({ start, end }) => source.slice(start, end));
  const coverages = sentences.map((sentence) => coverage(words, sentence, likeness));
  return sentences[coverages.indexOf(Math.max(...coverages))] ?? '';
}

/** Whether one text says with a negation what the other says with a word: their other words need not be alike. */
export function saysWithNegation(text: string, other: string): boolean {
  const [words, others] = [tokenize(text), tokenize(other)];
  const isOneWay = (one: string[], two: string[]) =>
    one.some(isNegation) && !two.some(isNegation) && two.some(isNegative);
  return isOneWay(words, others) || isOneWay(others, words);
}
