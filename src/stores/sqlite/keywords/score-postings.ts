import { inverseOf, OTHER_PARAGRAPHS, SCORED_AGAIN, saturated } from '../../bm25.ts';
import type { ExpandedTerm, TermExpansion, WordScores, WordSearch } from '../../paragraph-search.ts';
import type { Postings } from '../../terms-blob.ts';
import type { KeyRange, Keywords } from './keywords.ts';

/** Postings read for a question at most, those of the rarest terms first. */
const MAX_POSTINGS = 100_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MAX_POSTINGS), frequencies: new Uint16Array(MAX_POSTINGS) };

/** The slots that the words of one term were met in; used as the buffer is. */
const met = new Uint32Array(MAX_POSTINGS);

/** A number for each slot, four times, all 0 between two questions: making new ones would cost more than a question does. */
const tables = {
  scores: new Float32Array(0),
  frequencies: new Float32Array(0),
  /** How like a term of the question the likest word of each paragraph is. */
  likest: new Float32Array(0),
  isTouched: new Uint8Array(0),
  ofSize(slots: number) {
    if (this.scores.length < slots) {
      const size = slots + Math.floor(slots / 4);
      for (const name of ['scores', 'frequencies', 'likest'] as const) this[name] = new Float32Array(size);
      this.isTouched = new Uint8Array(size);
    }
    return this;
  },
};

/** Where a term was found. */
interface TermPostings {
  /** The slots, in the order in which they were met. */
  slots: Uint32Array;
  /** How often the term stands in each of them, every word counted by its likeness. */
  frequencies: Float32Array;
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
  const { scores, likest, isTouched } = tables.ofSize(keywords.slots);
  const { lengths } = keywords;
  const reader = createReader(keywords, { within, maxPostings });
  const found: TermPostings[] = [];
  for (const index of rarestFirst(terms, keywords)) found[index] = reader.read(terms[index]!.expansion);

  const touched = slotsOf(found, isTouched);
  const { paragraphCount, averageLength } = sumUp(touched, found, keywords);
  const inverseFrequencies = found.map(({ documentFrequency }) => inverseOf(documentFrequency, paragraphCount));
  for (const [index, { slots, frequencies }] of found.entries()) {
    const factor = terms[index]!.weight * inverseFrequencies[index]!;
    for (let place = 0; place < slots.length; place += 1) {
      const slot = slots[place]!;
      scores[slot]! += factor * saturated(frequencies[place]!, lengths[slot]!, averageLength);
    }
  }
  const { isWhole } = reader;
  const best = bestSlots(touched, scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const byKey = new Map(best.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  for (const slot of touched) {
    scores[slot] = 0;
    likest[slot] = 0;
    isTouched[slot] = 0;
  }
  return { scores: byKey, inverseFrequencies, averageLength, isWhole };
}

/** The slots in which any term was found, each once. */
function slotsOf(found: readonly TermPostings[], isTouched: Uint8Array): Uint32Array {
  const touched = new Uint32Array(found.reduce((sum, { slots }) => sum + slots.length, 0));
  let count = 0;
  for (const { slots } of found) {
    for (const slot of slots) {
      if (isTouched[slot] === 1) continue;
      isTouched[slot] = 1;
      touched[count] = slot;
      count += 1;
    }
  }
  return touched.subarray(0, count);
}

/** What inverse frequencies and lengths are measured by: the paragraphs that have words of the question, each counted by its likest. */
function sumUp(touched: Uint32Array, found: readonly TermPostings[], { lengths }: Keywords) {
  const { likest } = tables;
  let reach = 0;
  let length = 0;
  for (const slot of touched) {
    reach += likest[slot]!;
    length += likest[slot]! * lengths[slot]!;
  }
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
  const { lengths } = keywords;
  const { frequencies, likest } = tables;
  let postingsRead = 0;
  const reader = {
    /** Whether all words were read. */
    isWhole: true,
    read(expansion: TermExpansion): TermPostings {
      let count = 0;
      let documentFrequency = 0;
      // The likest words first: how like a paragraph's best word is, is known when the paragraph is first met.
      for (const [termKey, likeness] of [...expansion].sort(([, a], [, b]) => b - a)) {
        const postings = keywords.countOf(termKey);
        if (postingsRead + postings > maxPostings) {
          documentFrequency += likeness * postings;
          reader.isWhole = false;
          continue;
        }
        postingsRead += postings;
        keywords.read(termKey, buffer);
        for (let place = 0; place < postings; place += 1) {
          const slot = buffer.slots[place]!;
          if (frequencies[slot] === 0) {
            if (lengths[slot] === 0 || isSearched?.[slot] === 0) continue;
            met[count] = slot;
            count += 1;
            documentFrequency += likeness;
            if (likeness > likest[slot]!) likest[slot] = likeness;
          }
          frequencies[slot]! += likeness * buffer.frequencies[place]!;
        }
      }
      const slots = met.slice(0, count);
      const found = new Float32Array(count);
      for (let place = 0; place < count; place += 1) {
        found[place] = frequencies[slots[place]!]!;
        frequencies[slots[place]!] = 0;
      }
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
function bestSlots(slots: Uint32Array, scores: Float32Array, limit: number): number[] {
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
