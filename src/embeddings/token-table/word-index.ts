import { toUnitLength } from '../cosine.ts';
import type { WordIndex } from '../embedder.ts';
import { createInt8Matrix } from '../int8-matrix/int8-matrix.ts';
import { type StoredTable, sumOf, weighTokens } from './stored-table.ts';
import type { UnigramTokenizer } from './unigram-tokenizer.ts';
import { type CosinesOf, createWordTokens } from './word-tokens.ts';

/**
 * The first so many numbers of each vector are compared with all: rows were turned at random, so that any part says the same, give or take .09. A token
 * whose part is less alike than the second number is left out.
 */
const [SKETCHED, MIN_SKETCHED] = [128, 0.14];

/**
 * Creates an index of the words of a table. A word is kept as the tokens it consists of, and only tokens are compared: the cosine of a word is the sum of theirs,
 * each as far as it makes up the word. First a part of each vector is compared, which leaves the tokens that may be near; a word that is hardly
 * like the one asked for may be missed.
 */
export function createWordIndex(
  table: StoredTable,
  tokenizer: UnigramTokenizer,
  isKnown: (word: string) => boolean,
): WordIndex {
  const tokens = createTokenRows(table);
  const wordTokens = createWordTokens();
  /** Some tokens say nothing: their weight is 0. */
  const weightsOf = (word: string) => {
    const weights = weighTokens(table, isKnown(word) ? tokenizer.encode(word) : []);
    return new Map([...weights].filter(([, weight]) => weight !== 0));
  };
  return {
    get count() {
      return wordTokens.count;
    },
    add(words) {
      for (const word of words) {
        const weights = weightsOf(word);
        const parts = [...weights].map(([token, weight]) => {
          const row = tokens.rowOf(token);
          return { row, share: weight * tokens.lengthAt(row) };
        });
        // A word of one token has its direction.
        const length = parts.length === 1 ? parts[0]!.share : lengthOf(sumOf(table, weights));
        wordTokens.add(length > 0 ? parts.map(({ row, share }) => ({ row, share: share / length })) : []);
      }
    },
    nearest: (words, { limit, above }) =>
      words.map((word) => {
        const sum = sumOf(table, weightsOf(word));
        if (lengthOf(sum) === 0) return [];
        const { near, cosinesOf } = tokens.compare(toUnitLength(sum));
        const found = wordTokens.withAny(near, { cosinesOf, above });
        return found.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
      }),
  };
}

/** The directions of the tokens that words consist of, each once. */
function createTokenRows(table: StoredTable) {
  const whole = createInt8Matrix(table.dimensions);
  const sketches = createInt8Matrix(Math.min(SKETCHED, table.dimensions));
  const rowOfToken = new Map<number, number>();
  const lengths: number[] = [];
  const sketch = (direction: Float32Array) => toUnitLength(direction.slice(0, SKETCHED));
  return {
    rowOf(token: number): number {
      const known = rowOfToken.get(token);
      if (known !== undefined) return known;
      const vector = sumOf(table, new Map([[token, 1]]));
      lengths.push(lengthOf(vector));
      whole.add(toUnitLength(vector));
      sketches.add(sketch(vector));
      rowOfToken.set(token, lengths.length - 1);
      return lengths.length - 1;
    },
    lengthAt: (row: number) => lengths[row]!,
    /** The rows that may be near to a unit vector, and what compares others with it. */
    compare(direction: Float32Array): { near: number[]; cosinesOf: CosinesOf } {
      return {
        near: sketches.multiplyWith(sketch(direction)).rowsFrom(MIN_SKETCHED),
        cosinesOf: whole.multiplyWith(direction).of,
      };
    },
  };
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) squares += vector[index]! * vector[index]!;
  return Math.sqrt(squares);
}
