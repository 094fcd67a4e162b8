import { saturated } from '../stores/bm25.ts';
import type { ExpandedTerm, ParagraphSearch, ParagraphWords, WordSearch } from '../stores/paragraph-search.ts';

/** How well paragraphs match the terms of a question. */
export interface KeywordScores {
  /** The best paragraphs, best first; none without any likeness. */
  best: { key: number; score: number }[];
  /** Paragraph key to score of the best ones and of those asked for, where it is above 0. */
  scores: ReadonlyMap<number, number>;
  /** Inverse document frequency of each term, in the order of the terms: how much it sets paragraphs apart. */
  inverseFrequencies: number[];
}

/** Where to look, and which paragraphs to score. */
export interface KeywordSearch extends WordSearch {
  store: Pick<ParagraphSearch, 'scoreWords' | 'wordsOf'>;
  /** Paragraphs to score as well, by key; keys that are still being searched for are awaited. */
  also: readonly number[] | Promise<readonly number[]>;
}

/**
 * BM25 (Robertson & Zaragoza, 2009) in which every word counts as much as it is like a term of the question.
 *
 * Words that very many paragraphs have say little and would cost the most: where the store left some out, the paragraphs that are
 * best by the other words are scored again by all of them, from their own terms.
 */
export async function scoreKeywords(
  terms: ExpandedTerm[],
  { store, also, ...search }: KeywordSearch,
): Promise<KeywordScores> {
  // Together: when the store fails, both do, and a rejection without a handler would end the process.
  const [{ scores, inverseFrequencies, averageLength, isWhole }, asked] = await Promise.all([
    store.scoreWords(terms, search),
    also,
  ]);
  const scoreOf = createParagraphScorer(terms, { inverseFrequencies, averageLength });
  const others = asked.filter((key) => !scores.has(key));
  const rescored = isWhole ? others : [...scores.keys(), ...others];
  if (rescored.length > 0) for (const [key, words] of await store.wordsOf(rescored)) scores.set(key, scoreOf(words));
  const best = [...scores]
    .filter(([, score]) => score > 0)
    .map(([key, score]) => ({ key, score }))
    .sort((a, b) => b.score - a.score);
  return {
    best: best.slice(0, search.limit),
    scores: new Map(best.map(({ key, score }) => [key, score])),
    inverseFrequencies,
  };
}

/** Creates the function that computes the same score from the terms of one paragraph. */
function createParagraphScorer(
  terms: ExpandedTerm[],
  { inverseFrequencies, averageLength }: { inverseFrequencies: number[]; averageLength: number },
): (words: ParagraphWords) => number {
  const standsFor = new Map<number, { index: number; likeness: number }[]>();
  for (const [index, { expansion }] of terms.entries()) {
    for (const [termKey, likeness] of expansion) {
      standsFor.set(termKey, [...(standsFor.get(termKey) ?? []), { index, likeness }]);
    }
  }
  return ({ frequencies, length }) => {
    const sums = terms.map(() => 0);
    for (const [termKey, frequency] of frequencies) {
      for (const { index, likeness } of standsFor.get(termKey) ?? []) sums[index]! += likeness * frequency;
    }
    return terms.reduce(
      (sum, { weight }, index) =>
        sum + weight * inverseFrequencies[index]! * saturated(sums[index]!, length, averageLength),
      0,
    );
  };
}
