import type { Posting, Vocabulary } from '../stores/paragraph-store.ts';
import type { TermSpread } from './spread-term.ts';

const SATURATION = 1;
const LENGTH_NORMALIZATION = 0.4;

/** A term of the question: how much it counts, and the words of the corpus it may stand for. */
export interface SpreadTerm {
  term: string;
  /** 1 in the question itself, less when it comes from the conversation before. */
  weight: number;
  spread: TermSpread;
}

/** What the keywords say. */
export interface KeywordScores {
  /** Paragraph key to score, above 0; paragraphs without any likeness are not in it. */
  scores: Map<number, number>;
  /** Inverse document frequency of each term, in the order of the terms: how much it tells paragraphs apart. */
  inverseFrequencies: number[];
}

/** BM25 (Robertson & Zaragoza, 2009) in which every word counts as much as it is like a term of the question. */
export function scoreKeywords(
  terms: SpreadTerm[],
  postings: Posting[],
  { paragraphCount, averageLength }: Vocabulary,
): KeywordScores {
  const scores = new Map<number, number>();
  const inverseFrequencies = terms.map(({ weight, spread }) => {
    const found = matchesOf(spread, postings);
    let documentFrequency = 0;
    for (const { best } of found.values()) documentFrequency += best;
    const inverseFrequency = Math.log(1 + (paragraphCount - documentFrequency + 0.5) / (documentFrequency + 0.5));
    for (const [key, { frequency, length }] of found) {
      const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * length) / averageLength);
      const gain = weight * inverseFrequency * ((frequency * (SATURATION + 1)) / (frequency + norm));
      scores.set(key, (scores.get(key) ?? 0) + gain);
    }
    return inverseFrequency;
  });
  return { scores, inverseFrequencies };
}

/** Per paragraph: the frequency of the term weighted by likeness, and the best likeness of one word. */
function matchesOf(spread: TermSpread, postings: Posting[]) {
  const found = new Map<number, { frequency: number; best: number; length: number }>();
  for (const { termKey, paragraphKey, frequency, length } of postings) {
    const likeness = spread.get(termKey);
    if (likeness === undefined) continue;
    const match = found.get(paragraphKey);
    if (match) {
      match.frequency += likeness * frequency;
      match.best = Math.max(match.best, likeness);
    } else {
      found.set(paragraphKey, { frequency: likeness * frequency, best: likeness, length });
    }
  }
  return found;
}
