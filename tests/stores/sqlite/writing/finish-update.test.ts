import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddingModelKey } from '../../../../src/embeddings/embedder.ts';
import { openDatabase } from '../../../../src/stores/sqlite/connection/database.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { deleteUnusedVectors } from '../../../../src/stores/sqlite/writing/finish-update.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { manifestOf, storeDocuments } from '../../../support/index-update.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { wordsIn } from '../../words-in.ts';

const MODEL = embeddingModelKey(manifestOf(2).embedding);
/** Paragraphs with a vector and a word each of their own. */
const paragraphsOf = (word: string, count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => ({
    text: `${word} ${index}.`,
    vector: [first + index, 1],
    terms: { [`${word}${index}`]: 1 },
  }));

/** A store of a hundred paragraphs, and the database it keeps them in. */
async function openHundred() {
  const directory = temporaryDirectory();
  const store = openSqliteStore(directory);
  after(() => store.close());
  await storeDocuments(store, { few: paragraphsOf('few', 19), more: paragraphsOf('more', 6, 100) });
  await storeDocuments(store, { most: paragraphsOf('most', 75, 1000) });
  const database = openDatabase(directory);
  after(() => database.close());
  const count = (what: string) => database.prepare(`SELECT count(*) FROM ${what}`).pluck().get();
  const meta = (key: string) => Number(database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key));
  return { directory, store, database, count, meta };
}

describe('compact', () => {
  it('does nothing while less than a quarter is deleted', async () => {
    const { store, database, count, meta } = await openHundred();
    const before = [meta('generation'), meta('compaction')];
    assert.equal(await deleteUnusedVectors(database, MODEL), false);
    assert.deepEqual([meta('generation'), meta('compaction')], before);
    await storeDocuments(store, {}, { deletedIds: ['few'] });
    assert.equal(await deleteUnusedVectors(database, MODEL), false);
    assert.equal(count('embeddings'), 100);
    assert.equal(meta('compaction'), before[1]);
  });

  it('deletes vectors that no paragraph has, once they are a quarter', async () => {
    const { store, database, count, meta } = await openHundred();
    await storeDocuments(store, {}, { deletedIds: ['few'] });
    await storeDocuments(store, {}, { deletedIds: ['more'] });
    const [words, generation] = [await wordsIn(store), meta('generation')];
    assert.equal(count('deaths'), 2);
    assert.equal(await deleteUnusedVectors(database, MODEL), true);
    assert.equal(count('embeddings'), 75);
    assert.deepEqual([meta('generation'), meta('compaction')], [generation + 1, generation + 1]);
    assert.equal(count('deaths'), 0);
    assert.deepEqual(database.pragma('foreign_key_check'), []);
    assert.deepEqual(await wordsIn(store), words);
    assert.equal(await deleteUnusedVectors(database, MODEL), false, 'and has nothing to do then');
  });

  it('keeps the vector that another paragraph still has', async () => {
    const { store, database, count } = await openHundred();
    await storeDocuments(store, { other: paragraphsOf('few', 3) }, { deletedIds: ['few', 'more'] });
    await deleteUnusedVectors(database, MODEL);
    assert.equal(count('embeddings'), 78);
    assert.equal((await store.nearest(Float32Array.of(1, 1), 100)).length, 78);
  });

  it('deletes vectors of interrupted work and of other models', async () => {
    const { store, database, count } = await openHundred();
    const vector = Float32Array.of(1, 2);
    await store.cacheEmbeddings(MODEL, [{ hash: 'interrupted', vector }]);
    await store.cacheEmbeddings('another', [{ hash: 'of another model', vector }]);
    await storeDocuments(store, {}, { deletedIds: ['most'] });
    await deleteUnusedVectors(database, MODEL);
    assert.equal(count('embeddings'), 25);
  });

  it('deletes all vectors when all documents were deleted', async () => {
    const { store, database, count } = await openHundred();
    await storeDocuments(store, {}, { deletedIds: ['few', 'more', 'most'] });
    assert.equal(await deleteUnusedVectors(database, MODEL), true);
    assert.equal(count('embeddings'), 0);
    assert.deepEqual(await store.nearest(Float32Array.of(1, 1), 9), []);
  });

  it('lets other connections read the old state until it is done', async () => {
    const { store, database } = await openHundred();
    await storeDocuments(store, {}, { deletedIds: ['few', 'more'] });
    const generation = await store.generation();
    let isDone = false;
    const compacting = deleteUnusedVectors(database, MODEL).finally(() => {
      isDone = true;
    });
    const generations = new Set<number>();
    for (; !isDone; await nextTurn()) {
      generations.add(await store.generation());
      assert.equal((await store.nearest(Float32Array.of(1000, 1), 100)).length, 75);
    }
    await compacting;
    assertIncludes([...generations], generation);
    assert.equal(await store.generation(), generation + 1);
  });

  it('changes nothing when it fails midway', async () => {
    const { store, database, count, meta } = await openHundred();
    await storeDocuments(store, {}, { deletedIds: ['few', 'more'] });
    database.exec("CREATE TRIGGER failing BEFORE DELETE ON deaths BEGIN SELECT raise(ABORT, 'broken'); END");
    const before = [meta('generation'), meta('compaction')];
    await assert.rejects(deleteUnusedVectors(database, MODEL), /broken/);
    assert.equal(count('embeddings'), 100);
    assert.deepEqual([meta('generation'), meta('compaction')], before);
    assert.equal(database.inTransaction, false);
  });
});
