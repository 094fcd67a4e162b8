import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cosineOf } from '../../src/embeddings/cosine.ts';
import { NEAR_ROWS } from '../../src/embeddings/sign-matrix/near-rows.ts';
import { createSignMatrix } from '../../src/embeddings/sign-matrix/sign-matrix.ts';
import { compileWat } from '../support/compile-wat.ts';
import { createUnitVectors } from '../support/unit-vectors.ts';

const unitVector = createUnitVectors(11);
const mixed = (a: Float32Array, b: Float32Array, share: number) =>
  a.map((value, index) => value * share + b[index]! * Math.sqrt(1 - share * share));

describe('a matrix of signs', () => {
  for (const [dimensions, rows] of [
    [5, 40],
    [128, 4096],
    [130, 4097],
    [640, 9000],
  ] as const) {
    it(`finds the rows of ${dimensions} numbers, among ${rows}, that differ in few signs`, () => {
      const matrix = createSignMatrix(dimensions);
      const vectors = Array.from({ length: rows }, () => unitVector(dimensions));
      for (const vector of vectors) matrix.add(vector);
      assert.equal(matrix.count, rows);
      const asked = mixed(vectors[rows - 1]!, unitVector(dimensions), 0.8);
      const differing = (vector: Float32Array) => vector.filter((value, at) => value > 0 !== asked[at]! > 0).length;
      for (const least of [-1, 0, 0.2, 0.5, 1]) {
        assert.deepEqual(
          [...matrix.near(asked, least)],
          [...vectors.keys()].filter((row) => differing(vectors[row]!) <= (dimensions * Math.acos(least)) / Math.PI),
          `cosine ${least}`,
        );
      }
    });
  }

  it('finds nearly all rows of a cosine, and few of those that have none', () => {
    const [dimensions, rows] = [640, 500];
    const asked = unitVector(dimensions);
    const [near, far] = [createSignMatrix(dimensions), createSignMatrix(dimensions)];
    for (let row = 0; row < rows; row += 1) {
      const other = unitVector(dimensions);
      near.add(mixed(asked, other, 0.3));
      far.add(other);
    }
    assert.ok(near.near(asked, 0.18).length > rows * 0.95, 'rows of cosine .3');
    assert.ok(far.near(asked, 0.18).length < rows * 0.02, 'rows of none');
    assert.ok(Math.abs(cosineOf(asked, mixed(asked, unitVector(dimensions), 0.3)) - 0.3) < 0.1, 'the rows are as said');
  });

  it('finds nothing among no rows, and a row as it is in all its places', () => {
    const matrix = createSignMatrix(20);
    const vector = unitVector(20);
    assert.deepEqual([...matrix.near(vector, -1)], []);
    for (const row of [vector, vector.map((value) => -value), vector]) matrix.add(row);
    assert.deepEqual([...matrix.near(vector, 1)], [0, 2]);
  });

  it('runs the WebAssembly that its source says', async () => {
    assert.equal(await compileWat('src/embeddings/sign-matrix/near-rows.wat'), NEAR_ROWS);
  });
});
