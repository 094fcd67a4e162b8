import { toUnitLength } from '../../src/embeddings/cosine.ts';
import { seededRandom } from './seeded-random.ts';

/** Makes vectors of length 1; all directions are about as likely. */
export function createUnitVectors(seed: number): (dimensions: number) => Float32Array {
  const random = seededRandom(seed);
  return (dimensions) =>
    toUnitLength(Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5));
}
