import type { Keywords, ParagraphStore, Postings } from '../stores/paragraph-store.ts';
import type { TermSpread } from './spread-term.ts';

const SATURATION = 1;
const LENGTH_NORMALIZATION = 0.4;
/** Postings read for a question at most, the rarest terms first: what is left out is made up for below. */
const MOST_POSTINGS = 200_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MOST_POSTINGS), frequencies: new Uint16Array(MOST_POSTINGS) };
/** Where words were left out, so many paragraphs are scored by all words, those that are best by the others. */
const SCORED_AGAIN = 200;

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
  within?: readonly { first: number; last: number }[];
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
  const { scores, inverseFrequencies, isWhole } = scoreByPostings(terms, keywords, { within, mostPostings });
  const { averageLength } = keywords;
  const slots = bestSlots(scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const found = new Map(slots.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  for (const key of also) {
    const slot = keywords.slotOf(key);
    if (slot !== undefined && scores[slot]! > 0) found.set(key, scores[slot]!);
    else if (slot !== undefined && !isWhole) found.set(key, 0);
  }
  if (!isWhole) {
    for (const [key, frequencies] of await store.termsOf([...found.keys()])) {
      const length = keywords.lengthOf(keywords.slotOf(key) ?? -1);
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

/** Scores by slot. `isWhole`: no word was left out. */
function scoreByPostings(
  terms: SpreadTerm[],
  keywords: Keywords,
  { within, mostPostings }: { within: KeywordSearch['within']; mostPostings: number },
) {
  const { slots, paragraphCount, averageLength } = keywords;
  const scores = new Float32Array(slots);
  const frequencies = new Float32Array(slots);
  const likenesses = new Float32Array(slots);
  const isSearched = within && slotsWithin(keywords, within);
  const inverseFrequencies = terms.map(() => 0);
  let isWhole = true;
  let read = 0;

  for (const index of rarestFirst(terms, keywords)) {
    const { weight, spread } = terms[index]!;
    const touched: number[] = [];
    let documentFrequency = 0;
    for (const [termKey, likeness] of spread) {
      const count = keywords.countOf(termKey);
      if (read + count > mostPostings) {
        documentFrequency += likeness * count;
        isWhole = false;
        continue;
      }
      read += count;
      keywords.read(termKey, buffer);
      for (let place = 0; place < count; place += 1) {
        const slot = buffer.slots[place]!;
        if (frequencies[slot] === 0) touched.push(slot);
        frequencies[slot]! += likeness * buffer.frequencies[place]!;
        if (likeness > likenesses[slot]!) likenesses[slot] = likeness;
      }
    }
    const isCounted = (slot: number) => keywords.lengthOf(slot) > 0 && isSearched?.[slot] !== 0;
    for (const slot of touched) if (isCounted(slot)) documentFrequency += likenesses[slot]!;
    const inverseFrequency = inverseOf(documentFrequency, paragraphCount);
    inverseFrequencies[index] = inverseFrequency;
    for (const slot of touched) {
      if (isCounted(slot)) {
        const gain = saturated(frequencies[slot]!, keywords.lengthOf(slot), averageLength);
        scores[slot]! += weight * inverseFrequency * gain;
      }
      frequencies[slot] = 0;
      likenesses[slot] = 0;
    }
  }
  return { scores, inverseFrequencies, isWhole };
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

/** The slots with the highest scores above 0, at most `limit`, in no particular order. */
function bestSlots(scores: Float32Array, limit: number): number[] {
  let candidates: number[] = [];
  let least = 0;
  for (let slot = 0; slot < scores.length; slot += 1) {
    if (scores[slot]! <= least) continue;
    candidates.push(slot);
    if (candidates.length < limit * 4) continue;
    candidates = candidates.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
    least = scores[candidates.at(-1)!]!;
  }
  return candidates.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
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
