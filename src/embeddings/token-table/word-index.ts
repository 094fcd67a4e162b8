import { toUnitLength } from '../cosine.ts';
import type { WordIndex } from '../embedder.ts';
import { createInt8Matrix } from '../int8-matrix/int8-matrix.ts';
import { type StoredTable, sumOf, weighTokens } from './stored-table.ts';
import type { UnigramTokenizer } from './unigram-tokenizer.ts';

/** Numbers that lists of them begin with room for. */
const FIRST_ROOM = 1024;

/**
 * Creates an index of the words of a table. A word is kept as the tokens it consists of, and only the tokens are compared: the cosine of a word is the
 * sum of theirs, each as far as it makes up the word.
 */
export function createWordIndex(
  table: StoredTable,
  tokenizer: UnigramTokenizer,
  isKnown: (word: string) => boolean,
): WordIndex {
  const tokens = createTokenRows(table);
  const rows = growingNumbers(Uint32Array);
  const shares = growingNumbers(Float32Array);
  const ends = growingNumbers(Uint32Array);
  const read = (word: string) => {
    const weights = weighTokens(table, isKnown(word) ? tokenizer.encode(word) : []);
    const sum = sumOf(table, weights);
    return { weights, sum, length: lengthOf(sum) };
  };
  return {
    get count() {
      return ends.count;
    },
    add(words) {
      for (const { weights, length } of words.map(read)) {
        for (const [token, weight] of length > 0 ? weights : []) {
          const row = tokens.rowOf(token);
          rows.add(row);
          shares.add((weight * tokens.lengthAt(row)) / length);
        }
        ends.add(rows.count);
      }
    },
    nearest(words, limit) {
      const asked = words.map(read);
      const known = asked.filter(({ length }) => length > 0);
      const cosines = tokens.cosines(known.map(({ sum }) => toUnitLength(sum)));
      const index = { rows: rows.values, shares: shares.values, ends: ends.values.subarray(0, ends.count) };
      return asked.map((word) => {
        const ofTokens = cosines[known.indexOf(word)];
        return ofTokens ? nearestOf(ofTokens, index, limit) : [];
      });
    },
  };
}

/** The directions of the tokens that words consist of, each once. */
function createTokenRows(table: StoredTable) {
  const directions = createInt8Matrix(table.dimensions);
  const rowOfToken = new Map<number, number>();
  const lengths: number[] = [];
  return {
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
    /** Of each of these unit vectors the cosine with every row. */
    cosines: directions.products,
  };
}

/** The tokens of all words, one after another, with their shares, and where those of each word end. */
interface WordTokens {
  rows: Uint32Array;
  shares: Float32Array;
  ends: Uint32Array;
}

function nearestOf(cosines: Float32Array, { rows, shares, ends }: WordTokens, limit: number) {
  const byCosine = (a: { similarity: number }, b: { similarity: number }) => b.similarity - a.similarity;
  let best: { place: number; similarity: number }[] = [];
  let least = 0;
  let at = 0;
  for (let place = 0; place < ends.length; place += 1) {
    let similarity = 0;
    for (const end = ends[place]!; at < end; at += 1) similarity += shares[at]! * cosines[rows[at]!]!;
    if (similarity <= least) continue;
    best.push({ place, similarity });
    if (best.length < limit * 4) continue;
    best = best.sort(byCosine).slice(0, limit);
    least = best.at(-1)!.similarity;
  }
  return best.sort(byCosine).slice(0, limit);
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

/** A list of numbers that grows. */
function growingNumbers<Numbers extends Uint32Array | Float32Array>(kind: new (room: number) => Numbers) {
  let values = new kind(FIRST_ROOM);
  let count = 0;
  return {
    get count() {
      return count;
    },
    /** With room at the end. */
    get values() {
      return values;
    },
    add(value: number) {
      if (count === values.length) {
        const larger = new kind(count * 2);
        larger.set(values);
        values = larger;
      }
      values[count] = value;
      count += 1;
    },
  };
}
