import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFirstOfEquals } from '../../../../src/stores/sqlite/vectors/first-of-equals.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

describe('the first of equal directions', () => {
  it('is found among a hundred thousand, half of them asked about before', () => {
    const random = seededRandom(51);
    const directions = Array.from({ length: 50_000 }, (_, index) => {
      const direction = new Uint8Array(8).map(() => random() * 256);
      direction.set(new Uint8Array(Uint32Array.of(index).buffer)); // All are different.
      return direction;
    });
    const firsts = createFirstOfEquals((key) => directions[key - 1]!);
    for (const [index, direction] of directions.entries()) assert.equal(firsts.keyOf(direction, index + 1), index + 1);
    for (const [index, direction] of directions.entries()) {
      assert.equal(firsts.keyOf(direction.slice(), 100_000 + index), index + 1);
    }
  });

  it('is not another one with the same hash', () => {
    // Two hashes of 32 bits are soon the same: among so many, some are.
    const numbers = new Map<number, Uint8Array>();
    const firsts = createFirstOfEquals((key) => numbers.get(key) ?? null);
    for (let key = 1; key <= 300_000; key += 1) {
      const direction = new Uint8Array(Uint32Array.of(key * 2_654_435, key ^ 0x5bd1e995).buffer);
      numbers.set(key, direction);
      assert.equal(firsts.keyOf(direction, key), key);
    }
  });

  it('is the next one when what was first is no longer there', () => {
    const direction = Uint8Array.of(1, 2, 3);
    const stored = new Map([[1, direction]]);
    const firsts = createFirstOfEquals((key) => stored.get(key) ?? null);
    assert.equal(firsts.keyOf(direction, 1), 1);
    stored.clear();
    stored.set(2, direction);
    assert.equal(firsts.keyOf(direction, 2), 2);
    assert.equal(firsts.keyOf(direction, 3), 2);
  });
});
