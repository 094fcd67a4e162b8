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
  const count = Math.max(padded.length - size + 1, 1);
  return new Set(Array.from({ length: count }, (_, index) => padded.slice(index, index + size)));
}

/** Reads which 4-grams of some terms other terms have. */
interface SpellingReader {
  /** How much each 4-gram counts: as the term that counts most of those with it. A 4-gram is a place in this list. */
  weights: number[];
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
    if (/\p{N}/u.test(term) || UNSEGMENTED.test(term)) placeIn(wholes, term, weight);
    else {
      for (const hash of hashesOf(term)) {
        placeIn(places, hash, weight);
        isAsked[hash & (FILTER_SIZE - 1)] = 1;
      }
    }
  }
  return {
    weights,
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

/** The lowest bits of hashes that are looked up: a power of two. */
const FILTER_SIZE = 0x1_00_00;
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
