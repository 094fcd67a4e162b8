import type { Embedder } from '../../embeddings/embedder.ts';
import { gramsOf, overlapOfGrams } from '../../text/n-grams.ts';

/** How alike two words are, both in lower case; 1 is the same word. */
export type WordLikeness = (word: string, other: string) => number;

export interface WordComparison {
  /** In meaning: the cosine of their embeddings. */
  cosine: WordLikeness;
  /** In spelling or in meaning, whichever is more. */
  likeness: WordLikeness;
}

/** Minimum overlap of 3-grams that is no accident. */
const MIN_OVERLAP = 0.4;

/** Words whose vectors are kept for each embedder: the sentences of an answer cite the same few passages, and asking the model takes longest. */
const MAX_KEPT = 4000;
const keptVectors = new WeakMap<Embedder, Map<string, Float32Array>>();

/** Compares words of a few texts with each other, each embedded once; of others, such as parts of a word, only the spelling. @throws MODEL_UNAVAILABLE */
export async function compareWords(embedder: Embedder, words: string[]): Promise<WordComparison> {
  const different = [...new Set(words)];
  const vectorOf = await vectorsOf(embedder, different);
  const gramsOfWord = new Map(different.map((word) => [word, gramsOf(word)]));
  const gramsIn = (word: string) => gramsOfWord.get(word) ?? gramsOf(word);
  const measured = new Map<string, number>();

  const cosine: WordLikeness = (word, other) => {
    const [vector, otherVector] = [vectorOf.get(word), vectorOf.get(other)];
    return vector && otherVector ? dotProduct(vector, otherVector) : 0;
  };
  const measure: WordLikeness = (word, other) => {
    if (word === other) return 1;
    const overlap = overlapOfGrams(gramsIn(word), gramsIn(other));
    return Math.max(overlap >= MIN_OVERLAP ? overlap : 0, cosine(word, other));
  };
  return {
    cosine,
    likeness(word, other) {
      const pair = `${word} ${other}`;
      const likeness = measured.get(pair) ?? measure(word, other);
      measured.set(pair, likeness);
      return likeness;
    },
  };
}

async function vectorsOf(embedder: Embedder, words: string[]): Promise<Map<string, Float32Array>> {
  const kept = keptVectors.get(embedder) ?? new Map<string, Float32Array>();
  const missing = words.filter((word) => !kept.has(word));
  const made = missing.length > 0 ? await embedder.words.embed(missing, 'query') : [];
  const vectors = new Map(words.flatMap((word) => (kept.has(word) ? [[word, kept.get(word)!]] : [])));
  for (const [row, word] of missing.entries()) {
    vectors.set(word, made[row]!);
    kept.set(word, made[row]!);
  }
  for (const word of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(word);
  }
  keptVectors.set(embedder, kept);
  return vectors;
}

function dotProduct(vector: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index += 1) sum += vector[index]! * other[index]!;
  return sum;
}
