import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPlainBm25 } from '../../../src/evaluation/baselines/plain-bm25.ts';
import { assertClose } from '../../support/assertions.ts';

const wordsOf = (text: string) => text.split(' ');

describe('createPlainBm25', () => {
  it('scores as the formula says: frequency saturates, long texts count less, rare terms more', () => {
    const score = createPlainBm25(['tea tea moss', 'moss'], wordsOf);
    const inverseFrequency = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
    const [tea, none] = score('tea');
    assertClose(tea!, (inverseFrequency * 2 * 2.2) / (2 + 1.2 * (0.25 + 0.75 * (3 / 2))), 1e-12);
    assert.equal(none, 0);
    const [inLong, inShort] = score('moss');
    assertClose(inLong!, (Math.log(1.2) * 2.2) / (1 + 1.2 * (0.25 + 0.75 * (3 / 2))), 1e-12);
    assertClose(inShort!, (Math.log(1.2) * 2.2) / (1 + 1.2 * (0.25 + 0.75 / 2)), 1e-12);
  });

  it('counts a term of the query once, and passes over one that no text has', () => {
    const score = createPlainBm25(['tea moss', 'moss rye'], wordsOf);
    assert.deepEqual(score('tea tea oats'), score('tea'));
    assert.deepEqual(score('oats'), [0, 0]);
  });
});
