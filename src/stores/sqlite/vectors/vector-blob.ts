/** How vectors are stored: as they are, or as whole numbers of one byte with a scale, in a quarter of the space. */
export type VectorPrecision = 'float32' | 'int8';

const LARGEST_INT8 = 127;
const SCALE_BYTES = 4;

/** A vector as it is stored. int8: the scale as float32, then a byte for each number; float32: the numbers, little-endian. */
export function toBlob(vector: Float32Array, precision: VectorPrecision): Buffer {
  if (precision === 'float32') return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  const blob = Buffer.alloc(SCALE_BYTES + vector.length);
  let largest = 0;
  for (let index = 0; index < vector.length; index += 1) largest = Math.max(largest, Math.abs(vector[index]!));
  const scale = largest / LARGEST_INT8;
  blob.writeFloatLE(scale);
  if (scale > 0) {
    const bytes = new Int8Array(blob.buffer, blob.byteOffset + SCALE_BYTES, vector.length);
    for (let index = 0; index < vector.length; index += 1) bytes[index] = Math.round(vector[index]! / scale);
  }
  return blob;
}

/**
 * The vector back. Its length says how it was stored.
 *
 * @throws Error for a blob that is neither.
 */
export function fromBlob(blob: Buffer, dimensions: number): Float32Array {
  if (blob.length === dimensions * 4) return new Float32Array(new Uint8Array(blob).buffer);
  if (blob.length !== dimensions + SCALE_BYTES) {
    throw new Error(`a stored vector has ${blob.length} bytes, which is not one of ${dimensions} numbers`);
  }
  const scale = blob.readFloatLE();
  const bytes = new Int8Array(blob.buffer, blob.byteOffset + SCALE_BYTES, dimensions);
  const vector = new Float32Array(dimensions);
  for (let index = 0; index < dimensions; index += 1) vector[index] = bytes[index]! * scale;
  return vector;
}

/**
 * The direction of a stored vector, the same bytes for equal ones, whatever their length and precision: its numbers as whole ones of one byte.
 * What adding up in another order changes is rounded away; where it does change a byte, the vectors are as far apart as a graph can distinguish.
 * Null for a vector without direction: all 0, or not all finite.
 *
 * @throws as `fromBlob`
 */
export function directionOfBlob(blob: Buffer, dimensions: number): Uint8Array | null {
  const bytes = blob.length === dimensions + SCALE_BYTES ? blob : toBlob(fromBlob(blob, dimensions), 'int8');
  const direction = bytes.subarray(SCALE_BYTES);
  return Number.isFinite(bytes.readFloatLE()) && direction.some((byte) => byte !== 0) ? direction : null;
}

/**
 * Cosine of a vector and a stored one; the scale of a stored one makes no difference.
 *
 * @param squared The squared length of the vector: given where it is compared with many.
 */
export function similarityToBlob(vector: Float32Array, blob: Buffer, squared = squaredLength(vector)): number {
  const isWhole = blob.length !== vector.length + SCALE_BYTES;
  if (isWhole) return cosineSimilarity(vector, fromBlob(blob, vector.length), squared);
  return cosineSimilarity(vector, new Int8Array(blob.buffer, blob.byteOffset + SCALE_BYTES, vector.length), squared);
}

/** Cosine of two vectors, -1…1; 0 when one has no direction: all 0, or not all finite. @param squaredA The squared length of `a`. */
export function cosineSimilarity(
  a: Float32Array,
  b: Float32Array | Int8Array,
  squaredA: number = squaredLength(a),
): number {
  let dot = 0;
  let squaredB = 0;
  for (let index = 0; index < a.length; index += 1) {
    const other = b[index]!;
    dot += a[index]! * other;
    squaredB += other * other;
  }
  const similarity = dot / Math.sqrt(squaredA * squaredB);
  return Number.isNaN(similarity) ? 0 : similarity;
}

/** The squared length of a vector. */
export function squaredLength(vector: Float32Array): number {
  let squared = 0;
  for (let index = 0; index < vector.length; index += 1) squared += vector[index]! * vector[index]!;
  return squared;
}
