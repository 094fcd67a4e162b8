import { inverseOf, OTHER_PARAGRAPHS, SCORED_AGAIN, saturated } from '../../bm25.ts';
import type { ExpandedTerm, TermExpansion, WordScores, WordSearch } from '../../paragraph-search.ts';
import type { Postings } from '../../terms-blob.ts';
import type { KeyRange, Keywords } from './keywords.ts';

/** Postings read for a question at most, those of the rarest terms first. */
const MAX_POSTINGS = 100_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MAX_POSTINGS), frequencies: new Uint16Array(MAX_POSTINGS) };

/** A number for each slot, three times, all 0 between two questions: making new ones would cost more than a question does. */
const tables = {
  scores: new Float32Array(0),
  frequencies: new Float32Array(0),
  /** How like a term of the question the likest word of each paragraph is. */
  likest: new Float32Array(0),
  ofSize(slots: number) {
    if (this.scores.length < slots) {
      const size = slots + Math.floor(slots / 4);
      for (const name of ['scores', 'frequencies', 'likest'] as const) this[name] = new Float32Array(size);
    }
    return this;
  },
};

/** Where a term was found. */
interface TermPostings {
  /** The slots, in the order in which they were met. */
  slots: number[];
  /** How often the term stands in each of them, every word counted by its likeness. */
  frequencies: number[];
  /** In how many paragraphs, each counted by its likest word. */
  documentFrequency: number;
}

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
  const { scores, likest } = tables.ofSize(keywords.slots);
  const reader = createReader(keywords, { within, maxPostings });
  const found: TermPostings[] = [];
  for (const index of rarestFirst(terms, keywords)) found[index] = reader.read(terms[index]!.expansion);

  const touched = [...new Set(found.flatMap(({ slots }) => slots))];
  const { paragraphCount, averageLength } = sumUp(touched, found, keywords);
  const inverseFrequencies = found.map(({ documentFrequency }) => inverseOf(documentFrequency, paragraphCount));
  for (const [index, { slots, frequencies }] of found.entries()) {
    const factor = terms[index]!.weight * inverseFrequencies[index]!;
    for (const [place, slot] of slots.entries()) {
      scores[slot]! += factor * saturated(frequencies[place]!, keywords.lengths[slot]!, averageLength);
    }
  }
  const { isWhole } = reader;
  const best = bestSlots(touched, scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const byKey = new Map(best.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  for (const slot of touched) {
    scores[slot] = 0;
    likest[slot] = 0;
  }
  return { scores: byKey, inverseFrequencies, averageLength, isWhole };
}

/** What inverse frequencies and lengths are measured by: the paragraphs that have words of the question, each counted by its likest. */
function sumUp(touched: readonly number[], found: readonly TermPostings[], { lengths }: Keywords) {
  const { likest } = tables;
  const reach = touched.reduce((sum, slot) => sum + likest[slot]!, 0);
  const length = touched.reduce((sum, slot) => sum + likest[slot]! * lengths[slot]!, 0);
  const mostFrequent = Math.max(0, ...found.map(({ documentFrequency }) => documentFrequency));
  return {
    paragraphCount: OTHER_PARAGRAPHS + Math.max(reach, mostFrequent),
    averageLength: reach === 0 ? 0 : length / reach,
  };
}

/** Creates what reads the postings of terms, as many as are allowed for a question. */
function createReader(
  keywords: Keywords,
  { within, maxPostings }: { within: KeyRange[] | undefined; maxPostings: number },
) {
  const isSearched = within && slotsWithin(keywords, within);
  let postingsRead = 0;
  const reader = {
    /** Whether all words were read. */
    isWhole: true,
    read(expansion: TermExpansion): TermPostings {
      const { frequencies, likest } = tables;
      const slots: number[] = [];
      let documentFrequency = 0;
      // The likest words first: how like a paragraph's best word is, is known when the paragraph is first met.
      for (const [termKey, likeness] of [...expansion].sort(([, a], [, b]) => b - a)) {
        const count = keywords.countOf(termKey);
        if (postingsRead + count > maxPostings) {
          documentFrequency += likeness * count;
          reader.isWhole = false;
          continue;
        }
        postingsRead += count;
        keywords.read(termKey, buffer);
        for (let place = 0; place < count; place += 1) {
          const slot = buffer.slots[place]!;
          if (frequencies[slot] === 0) {
            if (keywords.lengths[slot] === 0 || isSearched?.[slot] === 0) continue;
            slots.push(slot);
            documentFrequency += likeness;
            likest[slot] = Math.max(likest[slot]!, likeness);
          }
          frequencies[slot]! += likeness * buffer.frequencies[place]!;
        }
      }
      const found = slots.map((slot) => frequencies[slot]!);
      for (const slot of slots) frequencies[slot] = 0;
      return { slots, frequencies: found, documentFrequency };
    },
  };
  return reader;
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
