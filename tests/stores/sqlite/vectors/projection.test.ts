import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitProjection, type Projection, project } from '../../../../src/stores/sqlite/vectors/projection.ts';
import { cosineSimilarity } from '../../../../src/stores/sqlite/vectors/vector-blob.ts';
import { assertAbove, assertClose } from '../../../support/assertions.ts';
import { clusteredVectors } from './stored-vectors.ts';

const WIDTH = 48;
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const directionsOf = ({ dimensions, directions }: Projection) =>
  Array.from({ length: dimensions }, (_, row) => directions.subarray(row * WIDTH, (row + 1) * WIDTH));

/** Vectors that differ in a few directions only, and a little in all others. */
function flatVectors(count: number, noise: number): Float32Array[] {
  const inFew = clusteredVectors(5, { dimensions: 6, clusters: 20 })(count);
  const axes = clusteredVectors(6, { dimensions: WIDTH, clusters: 6 })(6);
  const little = clusteredVectors(7, { dimensions: WIDTH, clusters: 1, spread: noise })(count);
  return inFew.map((coordinates, row) =>
    Float32Array.from({ length: WIDTH }, (_, index) =>
      axes.reduce((sum, axis, place) => sum + coordinates[place]! * axis[index]!, noise * little[row]![index]!),
    ),
  );
}

describe('fitProjection', () => {
  it('gives directions of length 1 at right angles, the same each time', async () => {
    const sample = clusteredVectors(2, { dimensions: WIDTH })(300);
    const projection = await fitProjection(sample, 12);
    const directions = directionsOf(projection);
    for (const [row, direction] of directions.entries()) {
      for (const [column, other] of directions.entries()) {
        assert.ok(Math.abs(dot(direction, other) - (row === column ? 1 : 0)) < 1e-5, `${row} and ${column}`);
      }
    }
    assert.deepEqual(await fitProjection(sample, 12), projection);
  });

  it('finds the few directions in which vectors differ: shortened, they are as similar as they were', async () => {
    const sample = flatVectors(400, 0.001);
    const projection = await fitProjection(sample, 6);
    const others = flatVectors(60, 0.001).slice(-40);
    for (const [index, vector] of others.entries()) {
      const other = others[(index + 7) % others.length]!;
      const shortened = cosineSimilarity(project(projection, vector), project(projection, other));
      assertClose(shortened, cosineSimilarity(vector, other), 0.01);
    }
  });

  it('keeps more of the variance than the same number of coordinates does', async () => {
    const sample = flatVectors(400, 0.3);
    const projection = await fitProjection(sample, 8);
    const sizes = sample.map((vector) => dot(vector, vector));
    const kept = sample.map((vector) => {
      const shortened = project(projection, vector);
      return dot(shortened, shortened);
    });
    const cut = sample.map((vector) => dot(vector.subarray(0, 8), vector.subarray(0, 8)));
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    assertAbove(sum(kept) / sum(sizes), 0.9);
    assertAbove(sum(kept), 2 * sum(cut));
    for (const [index, size] of sizes.entries()) assert.ok(kept[index]! <= size * 1.001, 'no vector becomes longer');
  });

  it('can be fitted to fewer vectors than it has directions', async () => {
    const sample = clusteredVectors(3, { dimensions: WIDTH })(5);
    const projection = await fitProjection(sample, 12);
    assert.deepEqual(
      [...projection.directions].filter((value) => !Number.isFinite(value)),
      [],
    );
    const [a, b] = sample as [Float32Array, Float32Array];
    assertClose(cosineSimilarity(project(projection, a), project(projection, b)), cosineSimilarity(a, b), 0.01);
  });

  it('tells apart vectors that are unlike all it was fitted to', async () => {
    const same = clusteredVectors(8, { dimensions: WIDTH })(1);
    for (const sample of [[...same, ...same, ...same], [new Float32Array(WIDTH)]]) {
      const projection = await fitProjection(sample, 12);
      for (const [row, direction] of directionsOf(projection).entries()) {
        assertClose(dot(direction, direction), 1, 1e-5);
        for (const other of directionsOf(projection).slice(0, row)) assertClose(dot(direction, other), 0, 1e-5);
      }
      const [a, b] = clusteredVectors(9, { dimensions: WIDTH, spread: 2 })(2) as [Float32Array, Float32Array];
      assertAbove(0.95, cosineSimilarity(project(projection, a), project(projection, b)));
    }
  });

  it('projects a zero vector to zero', async () => {
    const projection = await fitProjection(clusteredVectors(4, { dimensions: WIDTH })(50), 4);
    assert.deepEqual(project(projection, new Float32Array(WIDTH)), new Float32Array(4));
  });
});
