import { UNSEGMENTED } from './tokenize.ts';

/** Mean of containment and Dice overlap of two words, given their 3-grams, 0…1. */
export function overlapOfGrams(grams: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared += 1;
  return overlap(shared, grams.size, others.size);
}

/** Mean of containment and Dice overlap of two sets that have `shared` elements in common, 0…1. */
export function overlap(shared: number, sizeA: number, sizeB: number): number {
  return (shared / Math.min(sizeA, sizeB) + (2 * shared) / (sizeA + sizeB)) / 2;
}

/** The n-grams of a word with its beginning and end marked; the marked word itself where it is shorter. */
export function gramsOf(term: string, size = 3): Set<string> {
  const padded = `^${term}$`;
  const grams = new Set([padded.slice(0, size)]);
  for (let from = 1; from + size <= padded.length; from += 1) grams.add(padded.slice(from, from + size));
  return grams;
}

/** Reads which 4-grams of some terms other terms have. */
export interface SpellingReader {
  /** How much each 4-gram counts: as the term that counts most of those with it. A 4-gram is a place in this list. */
  weights: number[];
  /** 1 for the bits of what is asked, as `filterBitsOf` gives them: a term without any of them has nothing of it. */
  isAsked: Uint8Array;
  gramsOf(term: string): readonly number[];
}

/**
 * Creates what reads the 4-grams of some terms in others. Numbers, codes and writing without blanks are compared as a whole: their parts
 * belong to others.
 *
 * A 4-gram is known by its hash: the paragraphs of one question have ten thousand, and strings of them would cost more than the search does.
 */
export function createSpellingReader(asked: readonly { term: string; weight: number }[]): SpellingReader {
  const weights: number[] = [];
  const wholes = new Map<string, number>();
  const places = new Map<number, number>();
  const isAsked = new Uint8Array(FILTER_SIZE);
  const placeIn = <Gram>(known: Map<Gram, number>, gram: Gram, weight: number) => {
    const place = known.get(gram) ?? weights.length;
    known.set(gram, place);
    weights[place] = Math.max(weights[place] ?? 0, weight);
  };
  for (const { term, weight } of asked) {
    const isWhole = /\p{N}/u.test(term) || UNSEGMENTED.test(term);
    if (isWhole) placeIn(wholes, term, weight);
    for (const hash of hashesOf(term)) {
      if (!isWhole) placeIn(places, hash, weight);
      isAsked[hash & (FILTER_SIZE - 1)] = 1;
    }
  }
  return {
    weights,
    isAsked,
    gramsOf(term) {
      const whole = wholes.size > 0 ? wholes.get(term) : undefined;
      return whole === undefined ? placesOf(hashesOf(term, isAsked), places) : [whole];
    },
  };
}

const NONE: readonly number[] = [];

function placesOf(hashes: readonly number[], places: ReadonlyMap<number, number>): readonly number[] {
  if (hashes.length === 0) return NONE;
  const known: number[] = [];
  for (const hash of hashes) {
    const place = places.get(hash);
    if (place !== undefined) known.push(place);
  }
  return known;
}

/** How many different bits are looked up, the lowest ones of hashes. */
const FILTER_SIZE = 0x1_00_00;

/** The lowest 16 bits of the hash of each 4-gram of a word. */
export function filterBitsOf(term: string): Uint16Array {
  return Uint16Array.from(hashesOf(term));
}

const EDGE = 1;
/** Of the hash of Fowler, Noll and Vo. */
const FNV_PRIME = 0x01_00_01_93;

/**
 * Hashes of the 4-grams of a word with its ends marked; one of the whole word where it is shorter.
 *
 * @param isWanted By their lowest bits, the hashes that are wanted; all of them unless given.
 */
function hashesOf(term: string, isWanted?: Uint8Array): readonly number[] {
  const { length } = term;
  let hashes: number[] | null = null;
  // The three letters before the last one: each is read once, as reading takes longer than the hash.
  let first = 0;
  let second = 0;
  let third = EDGE;
  for (let end = 0; end <= length; end += 1) {
    const last = end < length ? term.charCodeAt(end) : EDGE;
    const hash = Math.imul(Math.imul(Math.imul(first, FNV_PRIME) ^ second, FNV_PRIME) ^ third, FNV_PRIME) ^ last;
    first = second;
    second = third;
    third = last;
    if (end < 2 && end < length) continue;
    if (isWanted && isWanted[hash & (FILTER_SIZE - 1)] === 0) continue;
    if (hashes) hashes.push(hash);
    else hashes = [hash];
  }
  return hashes ?? NONE;
}
