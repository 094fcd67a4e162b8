import { compile, createRowMemory } from '../row-memory.ts';
import { NEAR_ROWS } from './near-rows.ts';

/** The signs of vectors, one bit a number: vectors that are near to each other have most of them in common (Charikar, 2002). */
export interface SignMatrix {
  /** How many vectors there are. */
  readonly count: number;
  /** Adds a vector; its place is the number of those before. */
  add(vector: Float32Array): void;
  /**
   * The places of the vectors that may have this cosine with another or a larger one, in their order. As the signs say it, a cosine near 0 is right within
   * 1.57 / √dimensions, as a rule.
   */
  near(vector: Float32Array, leastCosine: number): Uint32Array;
}

/** Bits are compared so many at a time: rows are filled up with zeros. */
const BITS_AT_ONCE = 128;
/** Rows compared at once. */
const ROWS_AT_ONCE = 4096;

type Near = (
  ...args: [row: number, width: number, first: number, count: number, bits: number, most: number, found: number]
) => number;
const compiled = compile(NEAR_ROWS);

/** Creates an empty matrix. @param dimensions Numbers of a vector. */
export function createSignMatrix(dimensions: number): SignMatrix {
  const width = (Math.ceil(dimensions / BITS_AT_ONCE) * BITS_AT_ONCE) / 8;
  /** The memory begins with the bits of the vector that is compared, and the numbers of the rows that are near. */
  const found = width;
  const memory = createRowMemory({ before: found + ROWS_AT_ONCE * 4, width });
  const { near } = memory.functionsOf(compiled) as { near: Near };
  const write = (vector: Float32Array, address: number) => {
    const bytes = new Uint8Array(memory.buffer, address, width).fill(0);
    for (let at = 0; at < vector.length; at += 1) if (vector[at]! > 0) bytes[at >> 3]! |= 1 << (at & 7);
  };
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(vector) {
      memory.makeRoom(count + 1);
      write(vector, memory.addressOf(count));
      count += 1;
    },
    near(vector, leastCosine) {
      write(vector, 0);
      const most = Math.floor((dimensions * Math.acos(Math.min(1, Math.max(-1, leastCosine)))) / Math.PI);
      const parts: Uint32Array[] = [];
      for (let first = 0; first < count; first += ROWS_AT_ONCE) {
        const rows = Math.min(ROWS_AT_ONCE, count - first);
        const length = near(memory.addressOf(first), width, first, rows, 0, most, found);
        parts.push(new Uint32Array(memory.buffer, found, length).slice());
      }
      return joined(parts);
    },
  };
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
