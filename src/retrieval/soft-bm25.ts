import { saturated } from '../stores/bm25.ts';
import type { ExpandedTerm, ParagraphSearch, ParagraphWords, WordSearch } from '../stores/paragraph-search.ts';
import { readTermsMeant } from './terms-meant.ts';

/** How well paragraphs match the terms of a question. */
export interface KeywordMatches {
  /** Keys of the best paragraphs, best first; none without any likeness. */
  best: number[];
  /** The terms of the best paragraphs and of those asked for, by key of the paragraph. */
  words: Map<number, ParagraphWords>;
  /** Inverse document frequency of each term, in the order of the terms: how much it sets paragraphs apart. */
  inverseFrequencies: number[];
  /** How far a paragraph has each term, 0…1, in the order of the terms. */
  termShares(words: ParagraphWords): number[];
}

/** Where to look, and which paragraphs to read as well. */
export interface KeywordSearch extends WordSearch {
  store: Pick<ParagraphSearch, 'scoreWords' | 'wordsOf'>;
  /** Paragraphs to read as well, by key; keys that are still being searched for are awaited. */
  also: readonly number[] | Promise<readonly number[]>;
}

/**
 * BM25 (Robertson & Zaragoza, 2009) in which every word counts as much as it is like a term of the question.
 *
 * Words that very many paragraphs have say little and would cost the most: where the store left some out, it gives more paragraphs, and
 * those that are best by all words are found from their own terms.
 */
export async function matchKeywords(
  terms: readonly ExpandedTerm[],
  { store, also, ...search }: KeywordSearch,
): Promise<KeywordMatches> {
  // Together: when the store fails, both do, and a rejection without a handler would end the process.
  const [{ scores, inverseFrequencies, averageLength, isWhole }, asked] = await Promise.all([
    store.scoreWords([...terms], search),
    also,
  ]);
  const words = await store.wordsOf([...new Set([...scores.keys(), ...asked])]);
  // Where no word was looked at, as all are in very many paragraphs, the store knows no average.
  const termShares = createTermShares(terms, averageLength || meanLength([...words.values()]));
  const rescored = new Map(
    [...scores].map(([key, score]) => {
      const own = words.get(key);
      return [key, isWhole || !own ? score : scoreOf(termShares(own), terms, inverseFrequencies)];
    }),
  );
  const best = [...rescored].sort(([, a], [, b]) => b - a).slice(0, search.limit);
  return { best: best.map(([key]) => key), words, inverseFrequencies, termShares };
}

function meanLength(words: readonly ParagraphWords[]): number {
  return words.reduce((sum, { length }) => sum + length, 0) / Math.max(1, words.length);
}

/** Soft BM25, given how far a paragraph has each term: unbounded, the same as stores compute. */
export function scoreOf(
  shares: readonly number[],
  terms: readonly ExpandedTerm[],
  inverseFrequencies: readonly number[],
): number {
  return terms.reduce((sum, { weight }, index) => sum + weight * inverseFrequencies[index]! * shares[index]!, 0);
}

function createTermShares(terms: readonly ExpandedTerm[], averageLength: number): (words: ParagraphWords) => number[] {
  const termsMeant = readTermsMeant(terms);
  return ({ terms: keys, frequencies, length }) => {
    const sums = terms.map(() => 0);
    for (let place = 0; place < keys.length; place += 1) {
      const meant = termsMeant(keys[place]!);
      if (meant) for (const { index, likeness } of meant) sums[index]! += likeness * frequencies[place]!;
    }
    return sums.map((sum) => (sum === 0 ? 0 : saturated(sum, length, averageLength)));
  };
}
