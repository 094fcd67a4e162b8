import type { TermExpansion } from '../../paragraph-search.ts';
import type { Postings } from '../../terms-blob.ts';
import type { KeyRange, Keywords } from './keywords.ts';

/** Postings read for a question at most, those of the rarest terms first. */
export const MAX_POSTINGS = 100_000;
/** Where the postings of one word are read to; used by one question at a time, as nothing is awaited in between. */
const buffer: Postings = { slots: new Uint32Array(MAX_POSTINGS), frequencies: new Uint16Array(MAX_POSTINGS) };

/**
 * The slots that the terms of a question were met in, one term's after the other's, and how often each stands in them; used as the buffer is.
 * No question meets more than the postings it reads.
 */
const met = { slots: new Uint32Array(MAX_POSTINGS), frequencies: new Float32Array(MAX_POSTINGS), count: 0 };

/** A number for each slot, all 0 between two questions: making new ones would cost more than a question does. */
const tables = {
  /** Where in `met` a slot is among those of the term that is read, counted from 1. */
  places: new Uint32Array(0),
  /** How like a term of the question the likest word of each paragraph is. */
  likest: new Float32Array(0),
};

/** Where a term was found. */
export interface TermPostings {
  /** The slots, in the order in which they were met. */
  slots: Uint32Array;
  /** How often the term stands in each of them, every word counted by its likeness. */
  frequencies: Float32Array;
  /** In how many paragraphs, each counted by its likest word. */
  documentFrequency: number;
}

/** Reads the postings of the terms of a question. */
export interface PostingsReader {
  /** Whether all words were read. */
  isWhole: boolean;
  /** Reads those of one term; they stay as they are until the next question. */
  read(expansion: TermExpansion): TermPostings;
  /** By slot, how like a term of the question the likest word of each paragraph is: what is read of it is to be set to 0 again. */
  likest: Float32Array;
}

/** Creates what reads the postings of a question, as many as are allowed: the one before has no use for its own any more. */
export function createPostingsReader(
  keywords: Keywords,
  { within, maxPostings }: { within: KeyRange[] | undefined; maxPostings: number },
): PostingsReader {
  if (tables.places.length < keywords.slots) {
    const size = keywords.slots + Math.floor(keywords.slots / 4);
    tables.places = new Uint32Array(size);
    tables.likest = new Float32Array(size);
  }
  const isSearched = within && slotsWithin(keywords, within);
  let postingsRead = 0;
  met.count = 0;
  const reader: PostingsReader = {
    isWhole: true,
    likest: tables.likest,
    read(expansion) {
      const first = met.count;
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
        const before = met.count;
        meet(postings, likeness, { lengths: keywords.lengths, isSearched });
        for (let count = before; count < met.count; count += 1) documentFrequency += likeness;
      }
      tables.places.fill(0, 0, keywords.slots);
      const slots = met.slots.subarray(first, met.count);
      return { slots, frequencies: met.frequencies.subarray(first, met.count), documentFrequency };
    },
  };
  return reader;
}

/** Adds the postings of a word, which are in the buffer, to what was met of its term. */
function meet(
  postings: number,
  likeness: number,
  { lengths, isSearched }: { lengths: Uint16Array; isSearched: Uint8Array | undefined },
): void {
  const { places, likest } = tables;
  const { slots, frequencies } = met;
  let { count } = met;
  for (let index = 0; index < postings; index += 1) {
    const slot = buffer.slots[index]!;
    const place = places[slot]!;
    if (place > 0) {
      frequencies[place - 1]! += likeness * buffer.frequencies[index]!;
      continue;
    }
    if (lengths[slot] === 0 || isSearched?.[slot] === 0) continue;
    slots[count] = slot;
    frequencies[count] = likeness * buffer.frequencies[index]!;
    count += 1;
    places[slot] = count;
    if (likeness > likest[slot]!) likest[slot] = likeness;
  }
  met.count = count;
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
