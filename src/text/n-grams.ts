import { UNSEGMENTED } from './tokenize.ts';

/** Mean of containment and Dice overlap of two words, given their 3-grams, 0…1. */
export function overlapOfGrams(grams: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared += 1;
  return overlap(shared, grams.size, others.size);
}

/** Mean of containment and Dice overlap of two sets that have `shared` elements in common, 0…1. */
export function overlap(shared: number, sizeA: number, sizeB: number): number {
  return (shared / Math.min(sizeA, sizeB) + (2 * shared) / (sizeA + sizeB)) / 2;
}

/** The n-grams of a word with its beginning and end marked; the marked word itself where it is shorter. */
export function gramsOf(term: string, size = 3): Set<string> {
  const padded = `^${term}$`;
  const count = Math.max(padded.length - size + 1, 1);
  return new Set(Array.from({ length: count }, (_, index) => padded.slice(index, index + size)));
}

/** The 4-grams that terms are compared by. Numbers, codes and writing without blanks are compared as a whole: parts of them are other ones. */
export function spellingOf(term: string): ReadonlySet<string> {
  return /\p{N}/u.test(term) || UNSEGMENTED.test(term) ? new Set([term]) : gramsOf(term, 4);
}
