import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createInt8Matrix } from '../../src/embeddings/int8-matrix/int8-matrix.ts';
import { ROW_PRODUCTS } from '../../src/embeddings/int8-matrix/row-products.ts';
import { assertClose } from '../support/assertions.ts';
import { compileWat } from '../support/compile-wat.ts';
import { createUnitVectors } from '../support/unit-vectors.ts';

const unitVector = createUnitVectors(7);
const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('a matrix of whole numbers', () => {
  for (const [dimensions, rows] of [
    [1, 3],
    [16, 256],
    [100, 700],
    [640, 2500],
  ] as const) {
    it(`multiplies ${rows} rows of ${dimensions} numbers with several vectors`, () => {
      const matrix = createInt8Matrix(dimensions);
      const vectors = Array.from({ length: rows }, () => unitVector(dimensions));
      for (const vector of vectors) matrix.add(vector);
      assert.equal(matrix.count, rows);
      const asked = [vectors[1]!, unitVector(dimensions)];
      for (const vector of asked) {
        const { all, of } = matrix.multiplyWith(vector);
        const products = all();
        assert.equal(products.length, rows);
        for (const [row, other] of vectors.entries()) assertClose(products[row]!, product(vector, other), 0.01);
        const backwards = Uint32Array.from(products, (_, row) => rows - 1 - row);
        assert.deepEqual(of(backwards), products.toReversed());
      }
    });
  }

  it('keeps within its numbers where all of a vector lies in one direction or in all alike', () => {
    const matrix = createInt8Matrix(640);
    const even = new Float32Array(640).fill(1 / Math.sqrt(640));
    const single = Float32Array.from({ length: 640 }, (_, index) => Number(index === 3));
    for (const vector of [even, single, even.map((value) => -value)]) matrix.add(vector);
    const ofEven = matrix.multiplyWith(even).all();
    for (const [row, expected] of [1, 1 / Math.sqrt(640), -1].entries()) assertClose(ofEven[row]!, expected, 0.001);
    assertClose(matrix.multiplyWith(single).of(Uint32Array.of(1))[0]!, 1, 0.001);
  });

  it('gives 0 for vectors that have no direction, and for no rows nothing', () => {
    const matrix = createInt8Matrix(3);
    const { all, of } = matrix.multiplyWith(Float32Array.of(1, 2, 3));
    assert.deepEqual([all(), of(new Uint32Array(0))], [new Float32Array(0), new Float32Array(0)]);
    matrix.add(new Float32Array(3));
    matrix.add(Float32Array.of(Number.NaN, 1, 1));
    assert.deepEqual([...matrix.multiplyWith(Float32Array.of(1, 2, 3)).all()], [0, 0]);
  });

  it('runs the WebAssembly that its source says', async () => {
    assert.equal(await compileWat('src/embeddings/int8-matrix/row-products.wat'), ROW_PRODUCTS);
  });
});
