import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rounds of orthogonal iteration: the directions need not be exact, only cover where vectors differ. */
const ROUNDS = 4;
/** Vectors, or directions, dealt with between two turns of the event loop. */
const PER_TURN = 16;

/** A direction of which a smaller share is left at right angles to the others is none of its own. */
const MIN_LEFT = 1e-9;

/** Turns vectors into shorter ones that keep most of what sets them apart. */
export interface Projection {
  /** Numbers of a shortened vector. */
  dimensions: number;
  /** `dimensions` directions of the original space, one after another; orthonormal. */
  directions: Float32Array;
}

/** Shortens a vector. */
export function project({ dimensions, directions }: Projection, vector: Float32Array): Float32Array {
  const shortened = new Float32Array(dimensions);
  const width = vector.length;
  for (let row = 0; row < dimensions; row += 1) {
    let sum = 0;
    const offset = row * width;
    for (let index = 0; index < width; index += 1) sum += directions[offset + index]! * vector[index]!;
    shortened[row] = sum;
  }
  return shortened;
}

/**
 * The directions in which a sample of vectors differs most: principal components without centring (the cosine is taken from the origin),
 * by orthogonal iteration (Golub & Van Loan, 2013, section 8.2).
 */
export async function fitProjection(sample: Float32Array[], dimensions: number): Promise<Projection> {
  const width = sample[0]!.length;
  const products = await sumOfProducts(sample, width);
  const directions = Array.from({ length: dimensions }, (_, row) => startingDirection(width, row));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [row, direction] of directions.entries()) {
      directions[row] = multiply(products, direction);
      if (row % PER_TURN === 0) await nextTurn();
    }
    await makeOrthonormal(directions);
  }
  // A later vector may have only what the sample does not have: there, any directions will do.
  for (const [row, direction] of directions.entries()) {
    if (direction.every((value) => value === 0)) directions[row] = startingDirection(width, row);
  }
  await makeOrthonormal(directions);
  const flat = new Float32Array(dimensions * width);
  for (const [row, direction] of directions.entries()) flat.set(direction, row * width);
  return { dimensions, directions: flat };
}

/** Any directions that are not orthogonal to what is looked for; the same each time. */
function startingDirection(width: number, row: number): Float64Array {
  return Float64Array.from({ length: width }, (_, index) => Math.sin((row + 1) * (index + 1) * 1.618));
}

async function sumOfProducts(sample: Float32Array[], width: number): Promise<Float64Array> {
  const products = new Float64Array(width * width);
  for (const [index, vector] of sample.entries()) {
    if (index % PER_TURN === 0) await nextTurn();
    for (let row = 0; row < width; row += 1) {
      const value = vector[row]!;
      const offset = row * width;
      for (let column = row; column < width; column += 1) products[offset + column]! += value * vector[column]!;
    }
  }
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < row; column += 1) products[row * width + column] = products[column * width + row]!;
  }
  return products;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  return vector.map((_, row) => {
    let sum = 0;
    const offset = row * vector.length;
    for (let column = 0; column < vector.length; column += 1) sum += matrix[offset + column]! * vector[column]!;
    return sum;
  });
}

/** Gram–Schmidt. Where vectors span fewer dimensions than there are of them, some become 0. */
async function makeOrthonormal(vectors: Float64Array[]): Promise<void> {
  for (const [row, vector] of vectors.entries()) {
    if (row % PER_TURN === 0) await nextTurn();
    const before = Math.sqrt(dot(vector, vector));
    for (const other of vectors.slice(0, row)) {
      const along = dot(vector, other);
      for (let index = 0; index < vector.length; index += 1) vector[index]! -= along * other[index]!;
    }
    const after = Math.sqrt(dot(vector, vector));
    // What is left of a direction that the others span is rounding: it would count what they say twice.
    if (after <= before * MIN_LEFT) vector.fill(0);
    else for (let index = 0; index < vector.length; index += 1) vector[index]! /= after;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
}
