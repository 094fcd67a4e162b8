import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openDatabase } from '../../../../src/stores/sqlite/connection/database.ts';
import { Database } from '../../../../src/stores/sqlite/connection/sqlite.ts';
import { putBackIndex } from '../../../../src/stores/sqlite/copies/put-back.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { withStore } from '../../../support/check-index.ts';
import { type ParagraphToStore, storeDocuments } from '../../../support/index-update.ts';
import { toVersion6 } from '../../../support/older-index.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { wordsIn } from '../../words-in.ts';

const EAST = Float32Array.of(1, 0);
const compass: ParagraphToStore[] = [
  { text: 'North.', vector: [0, 1], terms: { north: 1, wind: 2 } },
  { text: 'East.', vector: [1, 0], terms: { east: 1, wind: 1 } },
];

/** An index of version 6 with a saved graph, and what was in it. */
async function olderIndex() {
  const indexDirectory = temporaryDirectory();
  const store = openSqliteStore(indexDirectory);
  await storeDocuments(store, { compass, other: [{ text: 'West.', vector: [-1, 0], terms: { west: 1 } }] });
  await storeDocuments(store, {}, { deletedIds: ['other'] });
  await store.finishUpdate();
  const before = {
    generation: await store.generation(),
    words: await wordsIn(store),
    nearest: await store.nearest(EAST, 9),
    graphs: graphsIn(indexDirectory),
  };
  await store.close();
  toVersion6(indexDirectory);
  for (const name of ['query-1.hnsw', 'query.hnsw.json']) writeFileSync(path.join(indexDirectory, name), '{}');
  return { indexDirectory, before };
}

const graphsIn = (directory: string) => readdirSync(directory).filter((name) => name.includes('hnsw'));

function read<Row>(indexDirectory: string, statement: string): Row[] {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'), { readonly: true });
  try {
    return database.prepare(statement).all() as Row[];
  } finally {
    database.close();
  }
}

describe('an index whose words have vectors', () => {
  it('loses these, and keeps those of paragraphs under their keys, with the graph that was made of them', async () => {
    const { indexDirectory, before } = await olderIndex();
    const ofPassages = "SELECT key, model, hash, vector FROM embeddings WHERE hash NOT LIKE 'word %' ORDER BY key";
    const [vectors, all] = [read(indexDirectory, ofPassages), read(indexDirectory, 'SELECT key FROM embeddings')];
    assert.ok(all.length > vectors.length, 'words have vectors');
    await withStore(indexDirectory, async (store) => {
      assert.equal(await store.generation(), before.generation);
      assert.deepEqual(await store.nearest(EAST, 9), before.nearest);
      assert.deepEqual(await wordsIn(store), before.words);
    });
    assert.deepEqual(read(indexDirectory, 'SELECT * FROM embeddings ORDER BY key'), vectors);
    assert.deepEqual(graphsIn(indexDirectory), before.graphs);
  });

  it('never uses the key of a vector again', async () => {
    const { indexDirectory } = await olderIndex();
    const last = "SELECT seq FROM sqlite_sequence WHERE name = 'embeddings'";
    const [{ seq } = { seq: 0 }] = read<{ seq: number }>(indexDirectory, last);
    await withStore(indexDirectory, (store) => storeDocuments(store, { up: [{ text: 'Up.', vector: [3, 4] }] }));
    assert.deepEqual(read(indexDirectory, 'SELECT max(key) AS key FROM embeddings'), [{ key: seq + 1 }]);
  });

  it('keeps a vector that a paragraph has', async () => {
    const { indexDirectory } = await olderIndex();
    const older = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
    older.exec(
      "UPDATE paragraphs SET embedding_key = (SELECT key FROM embeddings WHERE role = 'query' LIMIT 1) WHERE number = 2",
    );
    older.close();
    const database = openDatabase(indexDirectory);
    assert.deepEqual(database.pragma('foreign_key_check'), []);
    database.close();
  });

  it('is put back without them', async () => {
    const { indexDirectory, before } = await olderIndex();
    const target = temporaryDirectory();
    openDatabase(target).close();
    putBackIndex(target, path.join(indexDirectory, 'pilcrow.sqlite'));
    assert.deepEqual(read(target, "SELECT key FROM embeddings WHERE hash LIKE 'word %'"), []);
    await withStore(target, async (store) => {
      assert.deepEqual(await wordsIn(store), before.words);
      const similarities = (await store.nearest(EAST, 9)).map(({ similarity }) => similarity);
      assert.deepEqual(
        similarities,
        before.nearest.map(({ similarity }) => similarity),
      );
    });
  });
});
