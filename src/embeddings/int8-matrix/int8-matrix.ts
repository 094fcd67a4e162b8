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
  /** The rows whose products are at least so much, in their order. */
  rowsFrom(least: number): number[];
}

/** Numbers are multiplied sixteen at a time: rows are filled up with zeros. */
const AT_ONCE = 16;
const LARGEST_IN_ROW = 127;
/** Of the vector that rows are multiplied with: the sum of a row's products stays within 32 bits. */
const LARGEST_IN_VECTOR = 8191;
/** Rows multiplied at once. */
const ROWS_AT_ONCE = 1024;
const PAGE_BYTES = 65_536;
const FIRST_ROWS = 1024;

/** What is used of it here: the types of Node.js leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
  Memory: new (options: { initial: number }) => { buffer: ArrayBuffer; grow(pages: number): number };
};

const compiled = new WebAssembly.Module(Buffer.from(ROW_PRODUCTS, 'base64'));
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
  const firstRow = chosen + ROWS_AT_ONCE * 4;
  const memory = new WebAssembly.Memory({ initial: pagesFor(firstRow + FIRST_ROWS * width) });
  const instance = new WebAssembly.Instance(compiled, { matrix: { memory } });
  const multiply = instance.exports.multiply as Multiply;
  let scales = new Float32Array(FIRST_ROWS);
  let count = 0;
  const makeRoom = () => {
    if (count === scales.length) {
      const larger = new Float32Array(count * 2);
      larger.set(scales);
      scales = larger;
    }
    const missing = pagesFor(firstRow + (count + 1) * width) - memory.buffer.byteLength / PAGE_BYTES;
    if (missing > 0) memory.grow(Math.max(missing, Math.ceil(memory.buffer.byteLength / PAGE_BYTES / 2)));
  };
  return {
    get count() {
      return count;
    },
    add(vector) {
      makeRoom();
      scales[count] = write(vector, new Int8Array(memory.buffer, firstRow + count * width, width), LARGEST_IN_ROW);
      count += 1;
    },
    multiplyWith(vector) {
      const scale = write(vector, new Int16Array(memory.buffer, 0, width).fill(0), LARGEST_IN_VECTOR);
      const sums = new Int32Array(memory.buffer, products, ROWS_AT_ONCE);
      return productsOf(
        { count, scales, scale, sums },
        {
          next: (first, rows) => multiply(firstRow + first * width, width, NONE_CHOSEN, rows, 0, products),
          some: (rows) => {
            new Uint32Array(memory.buffer, chosen, rows.length).set(rows);
            multiply(firstRow, width, chosen, rows.length, 0, products);
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
    rowsFrom(least) {
      const found: number[] = [];
      visitParts((first, rows) => {
        for (let row = 0; row < rows; row += 1) {
          if (Math.fround(sums[row]! * scale * scales[first + row]!) >= least) found.push(first + row);
        }
      });
      return found;
    },
  };
}

function pagesFor(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

/** Writes a vector as whole numbers. @returns What they are to be multiplied with; 0 for a vector that is not of finite numbers */
function write(vector: Float32Array, into: Int8Array | Int16Array, largest: number): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  if (most === 0 || !Number.isFinite(most)) return 0;
  for (let index = 0; index < vector.length; index += 1) into[index] = Math.round((vector[index]! / most) * largest);
  return most / largest;
}
