import { toUnitLength } from '../cosine.ts';
import type { WordIndex } from '../embedder.ts';
import { createInt8Matrix } from '../int8-matrix/int8-matrix.ts';
import { createSignMatrix } from '../sign-matrix/sign-matrix.ts';
import { type StoredTable, sumOf, weighTokens } from './stored-table.ts';
import type { UnigramTokenizer } from './unigram-tokenizer.ts';
import { createWordTokens } from './word-tokens.ts';

/** Of words with this cosine 98 in a hundred are found: it is two standard deviations of what signs say above the least cosine that is looked for. */
const SURELY_FOUND = 0.27;
const leastCosineOfSigns = (dimensions: number) => SURELY_FOUND - Math.PI / Math.sqrt(dimensions);

/**
 * Creates an index of the words of a table. First the signs of a word's vector are compared with those of all others, which leaves a hundredth of them.
 * These are compared as the tokens that they consist of, since many words share tokens: the cosine of a word is the sum of its tokens', each as far as it makes up the word.
 * A word that is hardly like the one asked for may be missed.
 */
export function createWordIndex(
  table: StoredTable,
  tokenizer: UnigramTokenizer,
  isKnown: (word: string) => boolean,
): WordIndex {
  const tokens = createTokenRows(table);
  const wordTokens = createWordTokens();
  const signs = createSignMatrix(table.dimensions);
  const leastCosine = leastCosineOfSigns(table.dimensions);
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
        const sum = sumOf(table, weights);
        const length = lengthOf(sum);
        const parts = length > 0 ? [...weights] : [];
        wordTokens.add(
          parts.map(([token, weight]) => {
            const row = tokens.rowOf(token);
            return { row, share: (weight * tokens.lengthAt(row)) / length };
          }),
        );
        signs.add(sum);
      }
    },
    nearest: (words, { limit, above }) =>
      words.map((word) => {
        const sum = sumOf(table, weightsOf(word));
        if (lengthOf(sum) === 0) return [];
        const places = signs.near(sum, leastCosine);
        const cosines = wordTokens.cosines(places, tokens.directions.multiplyWith(toUnitLength(sum)).of);
        const found: { place: number; similarity: number }[] = [];
        for (let at = 0; at < places.length; at += 1) {
          if (cosines[at]! > above) found.push({ place: places[at]!, similarity: cosines[at]! });
        }
        return found.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
      }),
  };
}

/** The directions of the tokens that words consist of, each once. */
function createTokenRows(table: StoredTable) {
  const directions = createInt8Matrix(table.dimensions);
  const rowOfToken = new Map<number, number>();
  const lengths: number[] = [];
  return {
    directions,
    rowOf(token: number): number {
      const known = rowOfToken.get(token);
      if (known !== undefined) return known;
      const vector = sumOf(table, new Map([[token, 1]]));
      lengths.push(lengthOf(vector));
      directions.add(toUnitLength(vector));
      rowOfToken.set(token, lengths.length - 1);
      return lengths.length - 1;
    },
    lengthAt: (row: number) => lengths[row]!,
  };
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) squares += vector[index]! * vector[index]!;
  return Math.sqrt(squares);
}
