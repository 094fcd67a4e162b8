import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type FrozenPostings,
  freezePostings,
  type LoosePostings,
  mergePostings,
  readFrozen,
} from '../../../../src/stores/sqlite/keywords/frozen-postings.ts';
import { randomTerms, type Terms } from './random-postings.ts';

const TERMS = 40;

/** Freezes a stretch of paragraphs, which begins at a slot. */
function freeze(paragraphs: readonly Terms[], { firstSlot = 0, termCount = TERMS } = {}): FrozenPostings {
  const loose: LoosePostings = new Map();
  for (const [index, terms] of paragraphs.entries()) {
    for (const [term, frequency] of terms) {
      loose.set(term, [...(loose.get(term) ?? []), firstSlot + index, frequency]);
    }
  }
  return freezePostings(loose, { firstSlot, slots: paragraphs.length, termCount });
}

/** The slots of a term with its frequency in each. */
function read(frozen: FrozenPostings, term: number): [number, number][] {
  const postings = { slots: new Uint32Array(1000), frequencies: new Uint16Array(1000) };
  const count = readFrozen(frozen, term, { postings, at: 0 });
  return Array.from({ length: count }, (_, place) => [postings.slots[place]!, postings.frequencies[place]!]);
}

function assertReads(frozen: FrozenPostings, paragraphs: readonly Terms[], firstSlot = 0): void {
  for (let term = 0; term < TERMS + 2; term += 1) {
    const expected = paragraphs.flatMap((terms, index) =>
      terms.has(term) ? [[firstSlot + index, terms.get(term)!]] : [],
    );
    assert.deepEqual(read(frozen, term), expected, `term ${term}`);
  }
}

describe('frozen postings', () => {
  const nextTerms = randomTerms(3, { termCount: TERMS, most: 12 });
  const stretch = (length: number) => Array.from({ length }, nextTerms);

  it('read back unchanged, wherever the segment begins', () => {
    for (const firstSlot of [0, 1, 500, 100_000]) {
      const paragraphs = stretch(200);
      assertReads(freeze(paragraphs, { firstSlot }), paragraphs, firstSlot);
    }
  });

  it('read back when neighbouring segments were merged, in any order', () => {
    for (const lengths of [
      [100, 50],
      [1, 1],
      [1, 200],
      [200, 1],
      [0, 30],
      [30, 0],
      [60, 70, 80],
      [20, 20, 20, 20],
    ]) {
      const parts = lengths.map(stretch);
      const paragraphs = parts.flat();
      let firstSlot = 0;
      const frozen = parts.map((part) => {
        const piece = freeze(part, { firstSlot });
        firstSlot += part.length;
        return piece;
      });
      assertReads(frozen.reduce(mergePostings), paragraphs);
      assertReads(
        frozen.reduceRight((after, before) => mergePostings(before, after)),
        paragraphs,
      );
    }
  });

  it('merge terms that are new in the later segment', () => {
    const before = [new Map([[0, 1]]), new Map([[1, 200]])];
    const after: Terms[] = [
      new Map([
        [1, 128],
        [9, 3],
      ]),
      new Map([[9, 1]]),
    ];
    const merged = mergePostings(freeze(before, { termCount: 2 }), freeze(after, { firstSlot: 2, termCount: 10 }));
    assertReads(merged, [...before, ...after]);
    const more: Terms[] = [new Map([[0, 5]])];
    const all = mergePostings(merged, freeze(more, { firstSlot: 4, termCount: 10 }));
    assertReads(all, [...before, ...after, ...more]);
    assert.equal(all.slots, 5);
  });

  it('have no postings for an unknown term', () => {
    const frozen = freeze([new Map([[0, 1]])], { termCount: 1 });
    for (const term of [1, 2, 1000]) assert.deepEqual(read(frozen, term), []);
  });
});
