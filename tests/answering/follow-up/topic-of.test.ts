import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesAnswered, quotesIn } from '../../../src/answering/follow-up/topic-of.ts';

describe('quotesIn', () => {
  it('gives what stands between marks, where a citation follows', () => {
    assert.deepEqual(quotesIn('Срок: «28 дней» [1] и "two\nlines"\n[12].'), ['28 дней', 'two\nlines']);
    assert.deepEqual(quotesIn('“One” [1] “Two” and “Three” [2]'), ['One', 'Two” and “Three']);
  });

  it('takes a mark that closes nothing for the beginning of a quote, and none for an empty one', () => {
    assert.deepEqual(quotesIn('a"[1] b "[2]'), ['[1] b ']);
    assert.deepEqual(quotesIn('«»[1] b» [2]'), ['»[1] b']);
    assert.deepEqual(quotesIn('a» [1] «b'), []);
  });

  it('comes to the end of long runs of marks', { timeout: 60_000 }, () => {
    assert.deepEqual(namesAnswered('«'.repeat(1_000_000), 'Кто?'), []);
    assert.deepEqual(quotesIn('»[1]'.repeat(300_000)), []);
    assert.equal(quotesIn('"[1]'.repeat(300_000)).length, 150_000);
  });
});
