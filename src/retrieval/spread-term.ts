import type { Vocabulary } from '../stores/paragraph-store.ts';

/** Words of the corpus that a term of the question may stand for: vocabulary key to likeness, 0…1 (1 = the same word). */
export type TermSpread = ReadonlyMap<number, number>;

/** Least overlap of 3-grams that counts. */
const LEAST_OVERLAP = 0.4;
/** Fewer 3-grams in common than this tell nothing, unless the term has no more. */
const FEWEST_SHARED = 3;
/** Cosines of word embeddings at or below this are noise. */
const COSINE_FLOOR = 0.2;
/** A word that only means the same counts less than one that is spelt the same. */
const MEANING_WEIGHT = 0.7;
/** Likeness is raised to this power: near misses fade quickly. */
const SHARPNESS = 1.25;
/** A term spreads over so many words at most, the likest. */
const WIDEST_SPREAD = 100;

/**
 * Makes the function that spreads a term over the vocabulary of a corpus.
 *
 * Likeness is the mean of containment and Dice overlap of 3-grams, or that of the word embeddings where it is larger: one mechanism for
 * typos, inflections, words glued together, synonyms and translations. After the embedding-based translation models of
 * Ganguly et al. (2015) and Zuccon et al. (2015).
 *
 * @returns A function of a term and its unit vector.
 */
export function createTermSpreader(vocabulary: Vocabulary): (term: string, vector: Float32Array) => TermSpread {
  const gramCounts = new Uint16Array(vocabulary.terms.length);
  const rowsWithGram = new Map<string, number[]>();
  for (const [row, term] of vocabulary.terms.entries()) {
    const grams = gramsOf(term);
    gramCounts[row] = grams.size;
    for (const gram of grams) {
      const rows = rowsWithGram.get(gram);
      if (rows) rows.push(row);
      else rowsWithGram.set(gram, [row]);
    }
  }

  return (term, vector) => {
    const likeness = likenessOfMeaning(vocabulary, vector);
    const grams = gramsOf(term);
    const shared = new Map<number, number>();
    for (const gram of grams) {
      for (const row of rowsWithGram.get(gram) ?? []) shared.set(row, (shared.get(row) ?? 0) + 1);
    }
    for (const [row, count] of shared) {
      if (count < FEWEST_SHARED && count < grams.size) continue;
      const spelling = overlap(count, grams.size, gramCounts[row]!);
      if (spelling >= LEAST_OVERLAP) likeness.set(row, Math.max(likeness.get(row) ?? 0, spelling));
    }
    const likest = [...likeness].sort(([, a], [, b]) => b - a).slice(0, WIDEST_SPREAD);
    return new Map(likest.map(([row, value]) => [vocabulary.keys[row]!, value ** SHARPNESS]));
  };
}

function likenessOfMeaning({ keys, vectors, dimensions }: Vocabulary, vector: Float32Array): Map<number, number> {
  const likeness = new Map<number, number>();
  for (let row = 0; row < keys.length; row += 1) {
    let cosine = 0;
    const offset = row * dimensions;
    for (let index = 0; index < dimensions; index += 1) cosine += vectors[offset + index]! * vector[index]!;
    if (cosine > COSINE_FLOOR) likeness.set(row, (MEANING_WEIGHT * (cosine - COSINE_FLOOR)) / (1 - COSINE_FLOOR));
  }
  return likeness;
}

/** Mean of containment and Dice overlap of the 3-grams of two words, 0…1. */
export function overlapOfGrams(grams: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared += 1;
  return overlap(shared, grams.size, others.size);
}

function overlap(shared: number, sizeA: number, sizeB: number): number {
  return (shared / Math.min(sizeA, sizeB) + (2 * shared) / (sizeA + sizeB)) / 2;
}

/** The 3-grams of a word with its beginning and end marked. */
export function gramsOf(term: string): Set<string> {
  const padded = `^${term}$`;
  return new Set(Array.from({ length: Math.max(padded.length - 2, 1) }, (_, index) => padded.slice(index, index + 3)));
}
