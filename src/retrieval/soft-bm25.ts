import type { Keywords, ParagraphStore } from '../stores/paragraph-store.ts';
import { saturated } from './bm25.ts';
import { MOST_POSTINGS, scoreByPostings } from './score-postings.ts';
import type { TermSpread } from './spread-term.ts';

/** A term of the question: how much it counts, and the words of the corpus it may stand for. */
export interface SpreadTerm {
  term: string;
  /** 1 in the question itself, less when it comes from the conversation before. */
  weight: number;
  spread: TermSpread;
}

/** What the keywords say. */
export interface KeywordScores {
  /** The best paragraphs, best first; none without any likeness. */
  best: { key: number; score: number }[];
  /** Paragraph key to score of the best ones and of those asked for, where it is above 0. */
  scores: ReadonlyMap<number, number>;
  /** Inverse document frequency of each term, in the order of the terms: how much it tells paragraphs apart. */
  inverseFrequencies: number[];
}

/** Where to look, and for what. */
export interface KeywordSearch {
  /** Reads the terms of paragraphs. */
  store: Pick<ParagraphStore, 'termsOf'>;
  /** How many of the best are wanted. */
  limit: number;
  /** Paragraphs to score as well, by key; what is still being looked for is waited for after the rest. */
  also: readonly number[] | Promise<readonly number[]>;
  /** Only paragraphs with keys between these. */
  within?: readonly { first: number; last: number }[] | undefined;
  /** Postings read at most: no more than by default. */
  mostPostings?: number;
}

/**
 * BM25 (Robertson & Zaragoza, 2009) in which every word counts as much as it is like a term of the question.
 *
 * Words that very many paragraphs have tell little and would cost the most: where reading them would take too long, the paragraphs that are
 * best by the other words are scored anew by all of them, from their own terms.
 */
export async function scoreKeywords(
  terms: SpreadTerm[],
  keywords: Keywords,
  { store, limit, also, within, mostPostings = MOST_POSTINGS }: KeywordSearch,
): Promise<KeywordScores> {
  const { found, inverseFrequencies, isWhole } = scoreByPostings(terms, keywords, { limit, within, mostPostings });
  const scoreOf = createParagraphScorer(terms, { inverseFrequencies, averageLength: keywords.averageLength });
  const others = (await also).filter((key) => keywords.slotOf(key) !== undefined && !found.has(key));
  for (const [key, frequencies] of await store.termsOf([...(isWhole ? [] : found.keys()), ...others])) {
    const slot = keywords.slotOf(key);
    if (slot !== undefined) found.set(key, scoreOf(frequencies, keywords.lengths[slot]!));
  }
  const best = [...found]
    .filter(([, score]) => score > 0)
    .map(([key, score]) => ({ key, score }))
    .sort((a, b) => b.score - a.score);
  return {
    best: best.slice(0, limit),
    scores: new Map(best.map(({ key, score }) => [key, score])),
    inverseFrequencies,
  };
}

/** The same scores, from the terms of one paragraph. */
function createParagraphScorer(
  terms: SpreadTerm[],
  { inverseFrequencies, averageLength }: { inverseFrequencies: number[]; averageLength: number },
): (frequencies: Map<number, number>, length: number) => number {
  const standsFor = new Map<number, { index: number; likeness: number }[]>();
  for (const [index, { spread }] of terms.entries()) {
    for (const [termKey, likeness] of spread) {
      standsFor.set(termKey, [...(standsFor.get(termKey) ?? []), { index, likeness }]);
    }
  }
  return (frequencies, length) => {
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
