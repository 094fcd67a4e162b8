import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cacheReads } from '../../src/retrieval/cache-reads.ts';
import { indexLibrary } from './indexed-library.ts';

/** A store over three paragraphs that counts the keys it is asked to read. */
async function countedStore() {
  const { store } = await indexLibrary({ 'tea.txt': 'Green tea.\n\nBlack tea.\n\nWhite tea.' });
  const read: { paragraphs: number[]; words: number[] } = { paragraphs: [], words: [] };
  const counted: typeof store = {
    ...store,
    paragraphs: (keys) => {
      read.paragraphs.push(...keys);
      return store.paragraphs(keys);
    },
    wordsOf: (keys) => {
      read.words.push(...keys);
      return store.wordsOf(keys);
    },
  };
  const keys = (await store.nearest(new Float32Array(64).fill(1), 3)).map(({ key }) => key);
  return { store, reads: cacheReads(counted), read, keys: keys.toSorted((a, b) => a - b) };
}

describe('a cache of what searches read', () => {
  it('reads each paragraph and its words once, and gives them in the order asked for', async () => {
    const { store, reads, read, keys } = await countedStore();
    assert.equal(keys.length, 3);
    const [first, second, third] = keys as [number, number, number];
    await reads(1).paragraphs([second]);
    const all = await reads(1).paragraphs([third, second, first]);
    assert.deepEqual(all, await store.paragraphs([third, second, first]));
    await reads(1).wordsOf([first]);
    assert.deepEqual(await reads(1).wordsOf([second, first]), await store.wordsOf([second, first]));
    assert.deepEqual(read, { paragraphs: [second, third, first], words: [first, second] });
  });

  it('reads again once the index has another generation, and leaves out what is not there', async () => {
    const { reads, read, keys } = await countedStore();
    const [first] = keys as [number];
    await reads(1).paragraphs([first]);
    await reads(2).paragraphs([first]);
    assert.deepEqual(read.paragraphs, [first, first]);
    assert.deepEqual(await reads(2).paragraphs([999_999]), []);
  });
});
