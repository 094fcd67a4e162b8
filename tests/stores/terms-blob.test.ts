import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeTerms, encodeTerms, readPostings, writePosting } from '../../src/stores/terms-blob.ts';
import { randomTerms } from './sqlite/keywords/random-postings.ts';

const sorted = (terms: ReadonlyMap<number, number>) => [...terms].sort(([a], [b]) => a - b);

describe('the terms of a paragraph as bytes', () => {
  it('read back as they were, in the order of their keys', () => {
    const nextTerms = randomTerms(1, { termCount: 1_000_000, most: 300 });
    for (let round = 0; round < 200; round += 1) {
      const terms = nextTerms();
      assert.deepEqual([...decodeTerms(encodeTerms(terms))], sorted(terms));
    }
  });

  it('hold neighbouring and very distant keys', () => {
    const keys = [0, 1, 2, 63, 64, 65, 127, 128, 8191, 8192, 16_383, 16_384, 2 ** 21, 2 ** 28, 2 ** 30];
    for (const frequency of [1, 2, 255]) {
      const terms = new Map(keys.map((key) => [key, frequency]));
      assert.deepEqual(decodeTerms(encodeTerms(terms)), terms);
      for (const key of keys) {
        assert.deepEqual(decodeTerms(encodeTerms(new Map([[key, frequency]]))), new Map([[key, frequency]]));
      }
    }
  });

  it('hold every frequency up to 255, and store higher ones as 255', () => {
    for (let frequency = 1; frequency <= 300; frequency += 1) {
      const [[, read]] = [...decodeTerms(encodeTerms(new Map([[7, frequency]])))] as [[number, number]];
      assert.equal(read, Math.min(frequency, 255));
    }
  });

  it('take one byte each where terms are near each other and occur once', () => {
    assert.equal(encodeTerms(new Map(Array.from({ length: 50 }, (_, key) => [key * 64, 1]))).length, 50);
    assert.equal(encodeTerms(new Map()).length, 0);
    assert.deepEqual(decodeTerms(new Uint8Array(0)), new Map());
  });
});

describe('postings written one after another', () => {
  it('are read between two offsets and appended to the output', () => {
    const bytes: number[] = [];
    writePosting(bytes, 500, 3);
    const from = bytes.length;
    writePosting(bytes, 0, 200);
    writePosting(bytes, 70, 1);
    const to = bytes.length;
    writePosting(bytes, 5, 5);
    const postings = { slots: new Uint32Array(5).fill(99), frequencies: new Uint16Array(5).fill(99) };
    const next = readPostings(Uint8Array.from(bytes), { from, to, before: 999 }, { postings, at: 1 });
    assert.equal(next, 3);
    assert.deepEqual([...postings.slots], [99, 1000, 1071, 99, 99]);
    assert.deepEqual([...postings.frequencies], [99, 200, 1, 99, 99]);
  });
});
