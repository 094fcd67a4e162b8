import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batchByLength } from '../../src/embeddings/batch-by-length.ts';
import { seededRandom } from '../support/seeded-random.ts';

describe('batchByLength', () => {
  it('puts every text into one batch, where a tenth of what is computed is padding at most', () => {
    const random = seededRandom(5);
    const lengths = Array.from({ length: 500 }, () => Math.ceil(3 + 300 * random() ** 2));
    const batches = batchByLength(lengths);
    assert.deepEqual(
      batches.flat().sort((a, b) => a - b),
      lengths.map((_, place) => place),
    );
    for (const batch of batches) {
      const computed = batch.length * Math.max(...batch.map((place) => lengths[place]!));
      const tokens = batch.reduce((sum, place) => sum + lengths[place]!, 0);
      assert.ok((computed - tokens) / computed <= 0.1, `${tokens} of ${computed}`);
    }
  });

  it('fills batches of texts of one length', () => {
    assert.deepEqual(
      batchByLength(Array<number>(20).fill(7)).map(({ length }) => length),
      [8, 8, 4],
    );
  });
});
