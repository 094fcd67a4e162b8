import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meanOfTokens } from '../../src/embeddings/pool-tokens.ts';

const rows = (vectors: Float32Array[]) => vectors.map((vector) => [...vector]);

describe('meanOfTokens', () => {
  it('averages the tokens of each text, whichever side is padded', () => {
    const hidden = Float32Array.of(1, 2, 3, 4, 99, 99, 99, 99, 5, 6, 7, 10);
    const mask = [1n, 1n, 0n, 0n, 1n, 1n];
    assert.deepEqual(rows(meanOfTokens(hidden, mask, [2, 3, 2])), [
      [2, 3],
      [6, 8],
    ]);
  });

  it('is 0 for a text without tokens', () => {
    assert.deepEqual(rows(meanOfTokens(Float32Array.of(7, 7), [0], [1, 1, 2])), [[0, 0]]);
    assert.deepEqual(rows(meanOfTokens(new Float32Array(0), [], [2, 0, 1])), [[0], [0]]);
  });
});
