import { toUnitLength } from '../cosine.ts';
import type { WordIndex } from '../embedder.ts';
import { createInt8Matrix } from '../int8-matrix/int8-matrix.ts';
import { type StoredTable, sumOf, weighTokens } from './stored-table.ts';
import type { UnigramTokenizer } from './unigram-tokenizer.ts';

/** Numbers that lists of them begin with room for. */
const FIRST_ROOM = 1024;
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
        const { near, cosineAt } = tokens.compare(toUnitLength(sum));
        const found = wordTokens.withAny(near, { cosineAt, above });
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
    /** The rows that may be near to a unit vector, and the cosine with each row. */
    compare(direction: Float32Array): { near: number[]; cosineAt(row: number): number } {
      const sketched = sketches.multiplyWith(sketch(direction)).all();
      const near: number[] = [];
      for (let row = 0; row < sketched.length; row += 1) if (sketched[row]! >= MIN_SKETCHED) near.push(row);
      const { at } = whole.multiplyWith(direction);
      /** Words share tokens: each is compared once. */
      const cosines = new Float32Array(whole.count).fill(Number.NaN);
      const cosineAt = (row: number) => {
        if (Number.isNaN(cosines[row])) cosines[row] = at(row);
        return cosines[row]!;
      };
      return { near, cosineAt };
    },
  };
}

/** The tokens of words, and the words of tokens. A word is its place, a token its row. */
function createWordTokens() {
  const rows = growingNumbers(Uint32Array);
  const shares = growingNumbers(Float32Array);
  /** Where the tokens of each word end. */
  const ends = growingNumbers(Uint32Array);
  const wordsOf: number[][] = [];
  /** By word, the number of the search that has seen it. */
  let seen = new Uint32Array(FIRST_ROOM);
  let search = 0;
  /** What the tokens of a word add up to, each as far as it makes up the word. */
  const sumOf = (place: number, cosineAt: (row: number) => number) => {
    let sum = 0;
    const end = ends.values[place]!;
    for (let at = place === 0 ? 0 : ends.values[place - 1]!; at < end; at += 1) {
      sum += shares.values[at]! * cosineAt(rows.values[at]!);
    }
    return sum;
  };
  return {
    get count() {
      return ends.count;
    },
    add(tokens: readonly { row: number; share: number }[]) {
      for (const { row, share } of tokens) {
        rows.add(row);
        shares.add(share);
        wordsOf[row] ??= [];
        wordsOf[row].push(ends.count);
      }
      ends.add(rows.count);
    },
    /** The words that have one of these tokens, and whose cosine is above a number. */
    withAny(
      among: readonly number[],
      { cosineAt, above }: { cosineAt: (row: number) => number; above: number },
    ): { place: number; similarity: number }[] {
      if (seen.length < ends.count) seen = new Uint32Array(ends.count * 2);
      search += 1;
      const found: { place: number; similarity: number }[] = [];
      for (const row of among) {
        for (const place of wordsOf[row]!) {
          if (seen[place] === search) continue;
          seen[place] = search;
          const similarity = sumOf(place, cosineAt);
          if (similarity > above) found.push({ place, similarity });
        }
      }
      return found;
    },
  };
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) squares += vector[index]! * vector[index]!;
  return Math.sqrt(squares);
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
