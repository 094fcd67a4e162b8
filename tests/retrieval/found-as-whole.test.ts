import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foundAsWhole } from '../../src/retrieval/found-as-whole.ts';
import type { ExpandedTerm } from '../../src/stores/paragraph-search.ts';
import { exactTermsIn } from '../../src/text/exact-terms/exact-terms.ts';

const term = (word: string, ...keys: number[]): ExpandedTerm => ({
  term: word,
  weight: 1,
  expansion: new Map(keys.map((key) => [key, 1])),
});
const keysOf = (terms: ExpandedTerm[]) =>
  Object.fromEntries(terms.map(({ term, expansion }) => [term, [...expansion.keys()]]));

describe('foundAsWhole', () => {
  it('finds the words of a date where the date is, and other words where they are', () => {
    const terms = [term('лампа', 1), term('4', 2), term('апреля'), term('2024', 3), term('2024-04-04', 9)];
    assert.deepEqual(keysOf(foundAsWhole(terms, exactTermsIn('лампа 4 апреля 2024'))), {
      лампа: [1],
      '4': [2, 9],
      апреля: [9],
      '2024': [3, 9],
      '2024-04-04': [9],
    });
  });

  it('keeps a date and a code that no paragraph has: they are missing', () => {
    const terms = [term('2024-04-04'), term('e4012')];
    assert.deepEqual(keysOf(foundAsWhole(terms, exactTermsIn('E-4012 04.04.2024'))), { '2024-04-04': [], e4012: [] });
  });

  it('leaves out a part that no paragraph names as one', () => {
    const terms = [term('пункт', 1), term('4', 2), term('paragraph 4')];
    assert.deepEqual(keysOf(foundAsWhole(terms, exactTermsIn('пункт 4'))), { '4': [2], пункт: [1] });
  });
});
