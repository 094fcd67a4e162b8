import { inverseOf, SCORED_AGAIN, saturated } from '../../bm25.ts';
import type { ExpandedTerm, WordScores, WordSearch } from '../../paragraph-search.ts';
import type { Postings } from '../../terms-blob.ts';
import type { KeyRange, Keywords } from './keywords.ts';

/** Postings read for a question at most, those of the rarest terms first. */
const MAX_POSTINGS = 100_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MAX_POSTINGS), frequencies: new Uint16Array(MAX_POSTINGS) };

/** A number for each slot, twice, all 0 between two questions: making new ones would cost more than a question does. */
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

/**
 * BM25 of the best paragraphs, from the postings of all words that the terms may stand for.
 *
 * @param within Only paragraphs with keys between these.
 */
export function scoreByPostings(
  terms: ExpandedTerm[],
  keywords: Keywords,
  {
    limit,
    within,
    maxPostings = MAX_POSTINGS,
  }: Pick<WordSearch, 'limit' | 'maxPostings'> & { within?: KeyRange[] | undefined },
): WordScores {
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
    const { weight, expansion } = terms[index]!;
    const touched: number[] = [];
    let documentFrequency = 0;
    // The likest words first: how like a paragraph's best word is, is known when the paragraph is first met.
    for (const [termKey, likeness] of [...expansion].sort(([, a], [, b]) => b - a)) {
      const count = keywords.countOf(termKey);
      if (read + count > maxPostings) {
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
    for (const slot of touched) if (scores[slot] === 0) scored.push(slot);
    addScores(touched, { keywords, factor: weight * inverseFrequency });
  }

  const best = bestSlots(scored, scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const found = new Map(best.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  for (const slot of scored) scores[slot] = 0;
  return { scores: found, inverseFrequencies, averageLength, isWhole };
}

/** Adds what a term gains in each slot it was found in, and leaves its frequencies at 0 again. @param factor How much the term counts. */
function addScores(touched: readonly number[], { keywords, factor }: { keywords: Keywords; factor: number }): void {
  const { scores, frequencies } = tables;
  const { lengths, averageLength } = keywords;
  for (const slot of touched) {
    scores[slot]! += factor * saturated(frequencies[slot]!, lengths[slot]!, averageLength);
    frequencies[slot] = 0;
  }
}

/** The places of the terms, those with the fewest postings first. */
function rarestFirst(terms: ExpandedTerm[], keywords: Keywords): number[] {
  const counts = terms.map(({ expansion }) =>
    [...expansion.keys()].reduce((sum, termKey) => sum + keywords.countOf(termKey), 0),
  );
  return terms.map((_, index) => index).sort((a, b) => counts[a]! - counts[b]!);
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
function slotsWithin(keywords: Keywords, within: KeyRange[]): Uint8Array {
  const isSearched = new Uint8Array(keywords.slots);
  for (const { first, last } of within) {
    for (let key = first; key <= last; key += 1) {
      const slot = keywords.slotOf(key);
      if (slot !== undefined) isSearched[slot] = 1;
    }
  }
  return isSearched;
}
