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
  const places = new Map<number | string, number>();
  const isAsked = new Uint8Array(FILTER_SIZE);
  for (const { term, weight } of asked) {
    const isWhole = /\p{N}/u.test(term) || UNSEGMENTED.test(term);
    for (const gram of isWhole ? [term] : hashesOf(term)) {
      const place = places.get(gram) ?? weights.length;
      places.set(gram, place);
      weights[place] = Math.max(weights[place] ?? 0, weight);
      if (typeof gram === 'number') isAsked[gram & (FILTER_SIZE - 1)] = 1;
    }
  }
  return {
    weights,
    gramsOf(term) {
      const whole = places.get(term);
      return whole === undefined ? placesOf(hashesOf(term, isAsked), places) : [whole];
    },
  };
}

const NONE: readonly number[] = [];

function placesOf(hashes: readonly number[], places: ReadonlyMap<number | string, number>): readonly number[] {
  return hashes.length === 0 ? NONE : hashes.flatMap((hash) => places.get(hash) ?? NONE);
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
  for (let from = -1; from === -1 || from + 3 <= length; from += 1) {
    const end = Math.min(from + 4, length + 1);
    let hash = end - from;
    for (let place = from; place < end; place += 1) {
      hash = Math.imul(hash ^ (place < 0 || place >= length ? EDGE : term.charCodeAt(place)), FNV_PRIME);
    }
    if (isWanted && isWanted[hash & (FILTER_SIZE - 1)] === 0) continue;
    if (hashes) hashes.push(hash);
    else hashes = [hash];
  }
  return hashes ?? NONE;
}
