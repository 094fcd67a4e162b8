import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { poolTokens } from '../../src/embeddings/pool-tokens.ts';

const rows = (vectors: Float32Array[]) => vectors.map((vector) => [...vector]);
/** Two texts of two and three tokens, two numbers each; the first with one token of padding. */
const HIDDEN = Float32Array.of(1, 2, 3, 4, 9, 9, 2, 0, 4, 2, 6, 4);

describe('poolTokens', () => {
  const of = (pooling: 'mean' | 'cls' | 'last_token') =>
    rows(poolTokens(HIDDEN, { lengths: [2, 3], width: 2, pooling }));

  it('is the mean of the tokens of each text, without padding', () => {
    assert.deepEqual(of('mean'), [
      [2, 3],
      [4, 2],
    ]);
  });

  it('is the first or the last token of each text where the model wants that', () => {
    assert.deepEqual(of('cls'), [
      [1, 2],
      [2, 0],
    ]);
    assert.deepEqual(of('last_token'), [
      [3, 4],
      [6, 4],
    ]);
  });

  it('is 0 for a text without tokens', () => {
    assert.deepEqual(rows(poolTokens(Float32Array.of(7, 7), { lengths: [0], width: 2, pooling: 'mean' })), [[0, 0]]);
  });
});
