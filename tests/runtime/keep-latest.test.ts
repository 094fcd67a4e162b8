import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepLatest } from '../../src/runtime/keep-latest.ts';

describe('what is made of the latest texts', () => {
  it('is made once, but for long ones, and again when too many came between', () => {
    const made: string[] = [];
    const make = (text: string) => {
      made.push(text);
      return text.toUpperCase();
    };
    const upper = keepLatest(make, { count: 2, longest: 3 });
    for (const text of ['tea', 'tea', 'coffee', 'coffee']) assert.equal(upper(text), text.toUpperCase());
    assert.deepEqual(made, ['tea', 'coffee', 'coffee']);
    for (const text of ['sea', 'bay', 'tea']) assert.equal(upper(text), text.toUpperCase());
    assert.deepEqual(made.slice(3), ['sea', 'bay', 'tea']);
  });
});
