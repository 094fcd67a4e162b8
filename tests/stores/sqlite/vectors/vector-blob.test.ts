import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cosineSimilarity,
  fromBlob,
  similarityToBlob,
  toBlob,
} from '../../../../src/stores/sqlite/vectors/vector-blob.ts';
import { assertClose } from '../../../support/assertions.ts';
import { clusteredVectors } from './stored-vectors.ts';

const VECTORS = clusteredVectors(1, { dimensions: 33 })(200);
/** The same bytes at an odd place in a larger buffer, as a database may give them. */
const misplaced = (blob: Buffer) => Buffer.concat([Buffer.of(1, 2, 3), blob]).subarray(3);

describe('a stored vector', () => {
  it('reads back exactly when it is stored as it is', () => {
    for (const vector of VECTORS) assert.deepEqual(fromBlob(misplaced(toBlob(vector, 'float32')), 33), vector);
  });

  it('reads back within half a step from one byte a number, in a quarter of the space', () => {
    for (const vector of VECTORS) {
      const blob = toBlob(vector, 'int8');
      assert.equal(blob.length, 33 + 4);
      const step = Math.max(...vector.map(Math.abs)) / 127;
      const read = fromBlob(misplaced(blob), 33);
      assert.equal(read.length, 33);
      for (const [index, value] of vector.entries()) assertClose(read[index]!, value, step / 2 + 1e-6);
    }
  });

  it('keeps its largest number, of either sign', () => {
    for (const vector of [Float32Array.of(1, -4, 2), Float32Array.of(1, 4, 2)]) {
      assertClose(fromBlob(toBlob(vector, 'int8'), 3)[1]!, vector[1]!, 1e-6);
    }
  });

  it('is as similar as it was: exactly, or to 0.005', () => {
    for (const [index, vector] of VECTORS.entries()) {
      const other = VECTORS[(index + 1) % VECTORS.length]!;
      const expected = cosineSimilarity(vector, other);
      assert.equal(similarityToBlob(vector, misplaced(toBlob(other, 'float32'))), expected);
      assertClose(similarityToBlob(vector, misplaced(toBlob(other, 'int8'))), expected, 0.005);
    }
  });

  it('may be a zero vector, with a similarity of 0', () => {
    const nothing = new Float32Array(4);
    for (const precision of ['float32', 'int8'] as const) {
      assert.deepEqual(fromBlob(toBlob(nothing, precision), 4), nothing);
      assert.equal(similarityToBlob(Float32Array.of(1, 2, 3, 4), toBlob(nothing, precision)), 0);
      assert.equal(similarityToBlob(nothing, toBlob(Float32Array.of(1, 2, 3, 4), precision)), 0);
    }
  });

  it('is refused when it has another length', () => {
    const vector = Float32Array.of(1, 2, 3, 4, 5);
    for (const precision of ['float32', 'int8'] as const) {
      assert.throws(() => fromBlob(toBlob(vector, precision), 6), /a stored vector has \d+ bytes/);
      assert.throws(() => similarityToBlob(new Float32Array(6), toBlob(vector, precision)), /a stored vector has/);
    }
    assert.throws(() => fromBlob(Buffer.alloc(0), 2));
  });
});

describe('cosineSimilarity', () => {
  it('is 1 for the same direction, 0 for a right angle, -1 for the opposite, whatever the lengths', () => {
    const east = Float32Array.of(3, 0);
    assert.equal(cosineSimilarity(east, Float32Array.of(0.5, 0)), 1);
    assert.equal(cosineSimilarity(east, Float32Array.of(0, 7)), 0);
    assert.equal(cosineSimilarity(east, Float32Array.of(-9, 0)), -1);
  });
});
