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

/** Compares words of a few texts with each other, each embedded once. @throws MODEL_UNAVAILABLE */
export async function compareWords(embedder: Embedder, words: string[]): Promise<WordComparison> {
  const different = [...new Set(words)];
  const vectors = await embedder.words.embed(different, 'query');
  const vectorOf = new Map(different.map((word, row) => [word, vectors[row]!]));
  const gramsOfWord = new Map(different.map((word) => [word, gramsOf(word)]));
  const measured = new Map<string, number>();

  const cosine: WordLikeness = (word, other) => dotProduct(vectorOf.get(word)!, vectorOf.get(other)!);
  const measure: WordLikeness = (word, other) => {
    if (word === other) return 1;
    const overlap = overlapOfGrams(gramsOfWord.get(word)!, gramsOfWord.get(other)!);
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

function dotProduct(vector: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index += 1) sum += vector[index]! * other[index]!;
  return sum;
}
