import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gramFilterOf } from '../../src/retrieval/gram-filter.ts';
import { createSpellingReader } from '../../src/text/n-grams.ts';

const asked = (...terms: string[]) => createSpellingReader(terms.map((term) => ({ term, weight: 1 }))).isAsked;

describe('gramFilterOf', () => {
  it('lets through the terms that have a 4-gram of those asked for, numbers and writing without blanks as a whole', () => {
    const terms = ['boats', 'boatswain', 'kettle', 'ox', '1664', '京都', 'чай'];
    const filter = gramFilterOf(terms);
    const passing = (...words: string[]) => terms.filter((_, key) => filter.mayHave(key, asked(...words)));
    assert.deepEqual(passing('boats'), ['boats', 'boatswain']);
    assert.deepEqual(passing('ox', '1664'), ['ox', '1664']);
    assert.deepEqual(passing('京都', 'чай'), ['京都', 'чай']);
    assert.deepEqual(passing(), []);
  });

  it('reads each term once, also those that were added, and knows nothing of keys beyond them', () => {
    let reads = 0;
    const terms = new Proxy(['boats'], {
      get(words, name) {
        if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
        return Reflect.get(words, name);
      },
    });
    const may = (key: number) => gramFilterOf(terms).mayHave(key, asked('boats'));
    assert.deepEqual([may(0), may(0), may(5000)], [true, true, false]);
    terms.push(...Array.from({ length: 5000 }, (_, index) => `oats${'x'.repeat(index % 50)}`));
    assert.deepEqual([may(0), may(1), may(2), may(5000), may(5001)], [true, true, true, true, false]);
    assert.equal(reads, 4);
  });
});
