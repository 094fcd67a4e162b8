import { cosineOf } from '../../src/embeddings/cosine.ts';
import type { WordIndex } from '../../src/embeddings/embedder.ts';

/** An index of words that compares all vectors as they are. */
export function createPlainWordIndex(vectorOf: (word: string) => Float32Array): WordIndex {
  const vectors: Float32Array[] = [];
  return {
    get count() {
      return vectors.length;
    },
    add(words) {
      vectors.push(...words.map(vectorOf));
    },
    nearest: (words, { limit, above }) =>
      words.map((word) => {
        const asked = vectorOf(word);
        return vectors
          .map((vector, place) => ({ place, similarity: cosineOf(asked, vector) }))
          .filter(({ similarity }) => similarity > above)
          .sort((a, b) => b.similarity - a.similarity)
          .slice(0, limit);
      }),
  };
}
