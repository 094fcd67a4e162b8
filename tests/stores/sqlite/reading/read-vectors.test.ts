import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openReader } from '../../../../src/stores/sqlite/connection/database.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { createVectorReader } from '../../../../src/stores/sqlite/reading/read-vectors.ts';
import { storeDocuments } from '../../../support/index-update.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** A store of so many paragraphs, and what reads their vectors. */
async function storeOf(count: number) {
  const directory = temporaryDirectory();
  const store = openSqliteStore(directory);
  after(() => store.close());
  const paragraphs = Array.from({ length: count }, (_, index) => ({ text: `${index}`, vector: [1, index] }));
  await storeDocuments(store, { many: paragraphs });
  const database = openReader(directory);
  after(() => database.close());
  return { store, read: createVectorReader(database) };
}

describe('createVectorReader', () => {
  it('gives vectors in the order of the keys, without those that are not there', async () => {
    const { read } = await storeOf(5);
    const keysOf = (keys: number[]) => read(keys).map(({ key }) => key);
    assert.deepEqual(keysOf([4, 2]), [4, 2]);
    assert.deepEqual(keysOf([1, 2, 99, 3, 4]), [1, 2, 3, 4]);
    assert.deepEqual(keysOf([]), []);
  });

  it('reads a vector once, until another connection writes', async () => {
    const { store, read } = await storeOf(3);
    const [first] = read([1]);
    assert.equal(read([2, 1])[1], first);
    await storeDocuments(store, { other: [{ text: 'other', vector: [0, 1] }] });
    assert.notEqual(read([1])[0], first);
  });

  it('keeps no more than the thousand that were needed last', async () => {
    const { read } = await storeOf(1100);
    const [first, second] = read([1, 2]);
    const others = Array.from({ length: 999 }, (_, index) => 3 + index);
    read(others.slice(0, 500));
    read([1]);
    read(others);
    assert.equal(read([1])[0], first);
    assert.notEqual(read([2])[0], second);
  });
});
