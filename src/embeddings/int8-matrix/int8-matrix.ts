import { compile, createRowMemory } from '../row-memory.ts';
import { ROW_PRODUCTS } from './row-products.ts';

/** Vectors as whole numbers of one byte, each with a scale, and their products with others, many at a time. */
export interface Int8Matrix {
  /** How many vectors there are. */
  readonly count: number;
  /** Adds a vector; its place is the number of those before. */
  add(vector: Float32Array): void;
  /** Prepares a vector to be multiplied, until the next one is: within a hundredth of the exact products for unit vectors. */
  multiplyWith(vector: Float32Array): RowProducts;
}

/** The products of one vector with rows. */
interface RowProducts {
  /** Those with all rows, in their order. */
  all(): Float32Array;
  /** Those with these rows, in the order given. */
  of(rows: Uint32Array): Float32Array;
}

/** Numbers are multiplied sixteen at a time: rows are filled up with zeros. */
const AT_ONCE = 16;
const LARGEST_IN_ROW = 127;
/** Of the vector that rows are multiplied with: the sum of a row's products stays within 32 bits. */
const LARGEST_IN_VECTOR = 8191;
/** Rows multiplied at once. */
const ROWS_AT_ONCE = 1024;
const FIRST_ROWS = 1024;

const compiled = compile(ROW_PRODUCTS);
type Multiply = (
  ...args: [rows: number, width: number, chosen: number, count: number, vector: number, products: number]
) => void;
/** Instead of the address of chosen rows: the first ones. */
const NONE_CHOSEN = 0;

/** Creates an empty matrix. @param dimensions Numbers of a vector. */
export function createInt8Matrix(dimensions: number): Int8Matrix {
  const width = Math.ceil(dimensions / AT_ONCE) * AT_ONCE;
  /** The memory begins with the vector, the products and the numbers of chosen rows; the rows come after them. */
  const products = width * 2;
  const chosen = products + ROWS_AT_ONCE * 4;
  const memory = createRowMemory({ before: chosen + ROWS_AT_ONCE * 4, width });
  const { multiply } = memory.functionsOf(compiled) as { multiply: Multiply };
  let scales = new Float32Array(FIRST_ROWS);
  let count = 0;
  const makeRoom = () => {
    if (count === scales.length) {
      const larger = new Float32Array(count * 2);
      larger.set(scales);
      scales = larger;
    }
    memory.makeRoom(count + 1);
  };
  return {
    get count() {
      return count;
    },
    add(vector) {
      makeRoom();
      scales[count] = write(vector, new Int8Array(memory.buffer, memory.addressOf(count), width), LARGEST_IN_ROW);
      count += 1;
    },
    multiplyWith(vector) {
      const scale = write(vector, new Int16Array(memory.buffer, 0, width).fill(0), LARGEST_IN_VECTOR);
      const sums = new Int32Array(memory.buffer, products, ROWS_AT_ONCE);
      return productsOf(
        { count, scales, scale, sums },
        {
          next: (first, rows) => multiply(memory.addressOf(first), width, NONE_CHOSEN, rows, 0, products),
          some: (rows) => {
            new Uint32Array(memory.buffer, chosen, rows.length).set(rows);
            multiply(memory.addressOf(0), width, chosen, rows.length, 0, products);
          },
        },
      );
    },
  };
}

/**
 * @param rows.scale What sums are to be multiplied with, besides the scale of their row.
 * @param rows.sums Those of the rows multiplied last.
 * @param multiply Multiplies `ROWS_AT_ONCE` rows at most: the next from one on, or some.
 */
function productsOf(
  { count, scales, scale, sums }: { count: number; scales: Float32Array; scale: number; sums: Int32Array },
  multiply: { next(first: number, rows: number): void; some(rows: Uint32Array): void },
): RowProducts {
  const visitParts = (take: (first: number, rows: number) => void) => {
    for (let first = 0; first < count; first += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, count - first);
      multiply.next(first, rows);
      take(first, rows);
    }
  };
  return {
    all() {
      const all = new Float32Array(count);
      visitParts((first, rows) => {
        for (let row = 0; row < rows; row += 1) all[first + row] = sums[row]! * scale * scales[first + row]!;
      });
      return all;
    },
    of(rows) {
      const some = new Float32Array(rows.length);
      for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
        const part = rows.subarray(first, first + ROWS_AT_ONCE);
        multiply.some(part);
        for (let at = 0; at < part.length; at += 1) some[first + at] = sums[at]! * scale * scales[part[at]!]!;
      }
      return some;
    },
  };
}

/** Writes a vector as whole numbers. @returns What they are to be multiplied with; 0 for a vector that is not of finite numbers */
function write(vector: Float32Array, into: Int8Array | Int16Array, largest: number): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  if (most === 0 || !Number.isFinite(most)) return 0;
  for (let index = 0; index < vector.length; index += 1) into[index] = Math.round((vector[index]! / most) * largest);
  return most / largest;
}
