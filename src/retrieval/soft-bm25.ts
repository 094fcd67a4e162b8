import type { Keywords, ParagraphStore, Postings } from '../stores/paragraph-store.ts';
import type { TermSpread } from './spread-term.ts';

const SATURATION = 1;
const LENGTH_NORMALIZATION = 0.4;
/** Postings read for a question at most, the rarest terms first: what is left out is made up for below. */
const MOST_POSTINGS = 100_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MOST_POSTINGS), frequencies: new Uint16Array(MOST_POSTINGS) };
/** Where words were left out, so many paragraphs are scored by all words, those that are best by the others. */
const SCORED_AGAIN = 200;

/** A number for each slot, twice, all 0 between two questions: making them anew would cost more than a question does. */
const tables = {
  scores: new Float32Array(0),
  frequencies: new Float32Array(0),
  ofSize(slots: number) {
    if (this.scores.length < slots) {
      const size = slots + Math.floor(slots / 4);
      for (const name of ['scores', 'frequencies'] as const) this[name] = new Float32Array(size);
    }
    return this;
  },
};

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
  /** Paragraphs to score as well, by key. */
  also: readonly number[];
  /** Only paragraphs with keys between these. */
  within?: readonly { first: number; last: number }[] | undefined;
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
  { store, limit, also, within }: KeywordSearch,
): Promise<KeywordScores> {
  const { found, inverseFrequencies, isWhole } = scoreByPostings(terms, keywords, { limit, also, within });
  const { averageLength } = keywords;
  if (!isWhole) {
    for (const [key, frequencies] of await store.termsOf([...found.keys()])) {
      const length = keywords.lengths[keywords.slotOf(key)!]!;
      found.set(key, scoreOfParagraph(terms, { inverseFrequencies, frequencies, length, averageLength }));
    }
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

/** Scores of the best paragraphs, and of those asked for. `isWhole`: no word was left out. */
function scoreByPostings(
  terms: SpreadTerm[],
  keywords: Keywords,
  { limit, also, within }: Pick<KeywordSearch, 'limit' | 'also' | 'within'>,
) {
  const { paragraphCount, averageLength } = keywords;
  const { scores, frequencies } = tables.ofSize(keywords.slots);
  const { slots, frequencies: counts } = buffer;
  const { lengths } = keywords;
  const isSearched = within && slotsWithin(keywords, within);
  const inverseFrequencies = terms.map(() => 0);
  const scored: number[] = [];
  let isWhole = true;
  let read = 0;

  for (const index of rarestFirst(terms, keywords)) {
    const { weight, spread } = terms[index]!;
    const touched: number[] = [];
    let documentFrequency = 0;
    // The likest words first: how like a paragraph's best word is, is known when the paragraph is first met.
    for (const [termKey, likeness] of [...spread].sort(([, a], [, b]) => b - a)) {
      const count = keywords.countOf(termKey);
      if (read + count > MOST_POSTINGS) {
        documentFrequency += likeness * count;
        isWhole = false;
        continue;
      }
      read += count;
      keywords.read(termKey, buffer);
      for (let place = 0; place < count; place += 1) {
        const slot = slots[place]!;
        if (frequencies[slot] === 0) {
          if (lengths[slot] === 0 || isSearched?.[slot] === 0) continue;
          touched.push(slot);
          documentFrequency += likeness;
        }
        frequencies[slot]! += likeness * counts[place]!;
      }
    }
    const inverseFrequency = inverseOf(documentFrequency, paragraphCount);
    inverseFrequencies[index] = inverseFrequency;
    for (const slot of touched) {
      if (scores[slot] === 0) scored.push(slot);
      const gain = saturated(frequencies[slot]!, lengths[slot]!, averageLength);
      scores[slot]! += weight * inverseFrequency * gain;
      frequencies[slot] = 0;
    }
  }

  const best = bestSlots(scored, scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const found = new Map(best.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  for (const key of also) {
    const slot = keywords.slotOf(key);
    if (slot !== undefined) found.set(key, scores[slot]!);
  }
  for (const slot of scored) scores[slot] = 0;
  return { found, inverseFrequencies, isWhole };
}

/** The places of the terms, those with the fewest postings first. */
function rarestFirst(terms: SpreadTerm[], keywords: Keywords): number[] {
  const counts = terms.map(({ spread }) =>
    [...spread.keys()].reduce((sum, termKey) => sum + keywords.countOf(termKey), 0),
  );
  return terms.map((_, index) => index).sort((a, b) => counts[a]! - counts[b]!);
}

/** The same score, from the terms of one paragraph. */
function scoreOfParagraph(
  terms: SpreadTerm[],
  {
    inverseFrequencies,
    frequencies,
    length,
    averageLength,
  }: { inverseFrequencies: number[]; frequencies: Map<number, number>; length: number; averageLength: number },
): number {
  return terms.reduce((sum, { weight, spread }, index) => {
    let frequency = 0;
    for (const [termKey, likeness] of spread) frequency += likeness * (frequencies.get(termKey) ?? 0);
    return sum + weight * inverseFrequencies[index]! * saturated(frequency, length, averageLength);
  }, 0);
}

function saturated(frequency: number, length: number, averageLength: number): number {
  const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * length) / averageLength);
  return (frequency * (SATURATION + 1)) / (frequency + norm);
}

function inverseOf(documentFrequency: number, paragraphCount: number): number {
  const known = Math.min(documentFrequency, paragraphCount);
  return Math.log(1 + (paragraphCount - known + 0.5) / (known + 0.5));
}

/** The slots with the highest scores, at most `limit`, best first. */
function bestSlots(slots: readonly number[], scores: Float32Array, limit: number): number[] {
  let best: number[] = [];
  let least = 0;
  for (const slot of slots) {
    if (scores[slot]! <= least) continue;
    best.push(slot);
    if (best.length < limit * 4) continue;
    best = best.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
    least = scores[best.at(-1)!]!;
  }
  return best.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
}

/** 1 for each slot whose paragraph is searched. */
function slotsWithin(keywords: Keywords, within: readonly { first: number; last: number }[]): Uint8Array {
  const isSearched = new Uint8Array(keywords.slots);
  for (const { first, last } of within) {
    for (let key = first; key <= last; key += 1) {
      const slot = keywords.slotOf(key);
      if (slot !== undefined) isSearched[slot] = 1;
    }
  }
  return isSearched;
}
