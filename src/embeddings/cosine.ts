/** Cosine of the angle between two vectors of the same length, -1…1; 0 where one has no direction. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let index = 0; index < a.length; index += 1) {
    product += a[index]! * b[index]!;
    ofA += a[index]! * a[index]!;
    ofB += b[index]! * b[index]!;
  }
  return ofA === 0 || ofB === 0 ? 0 : product / Math.sqrt(ofA * ofB);
}
