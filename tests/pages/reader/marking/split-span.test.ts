import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitSpan } from '../../../../src/pages/reader/marking/split-span.ts';

const split = (span: [number, number], ...others: [number, number][]) =>
  splitSpan(spanOf(span), others.map(spanOf)).map(({ start, end }) => [start, end]);
const spanOf = ([start, end]: [number, number]) => ({ start, end });

describe('splitSpan', () => {
  it('keeps a span whole that overlaps no other, contains others, or is contained in one', () => {
    assert.deepEqual(split([5, 9]), [[5, 9]]);
    assert.deepEqual(split([5, 9], [1, 5], [9, 12]), [[5, 9]]);
    assert.deepEqual(split([5, 9], [6, 7], [5, 6], [8, 9]), [[5, 9]]);
    assert.deepEqual(split([5, 9], [5, 9], [1, 9], [5, 20], [0, 30]), [[5, 9]]);
  });

  it('splits a span where it crosses others', () => {
    assert.deepEqual(split([5, 9], [1, 7]), [
      [5, 7],
      [7, 9],
    ]);
    assert.deepEqual(split([5, 9], [7, 12]), [
      [5, 7],
      [7, 9],
    ]);
    assert.deepEqual(split([5, 9], [8, 12], [1, 6], [2, 6]), [
      [5, 6],
      [6, 8],
      [8, 9],
    ]);
  });
});
