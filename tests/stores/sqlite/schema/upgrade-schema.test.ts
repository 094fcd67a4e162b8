import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createDatabaseLibrary } from '../../../../src/library/database-library.ts';
import { createTaskQueue } from '../../../../src/runtime/task-queue.ts';
import { openDatabase } from '../../../../src/stores/sqlite/connection/database.ts';
import { Database } from '../../../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { INDEX_SCHEMA, SCHEMA_VERSION } from '../../../../src/stores/sqlite/schema/schema.ts';
import { SCHEMA_UPGRADES } from '../../../../src/stores/sqlite/schema/upgrade-schema.ts';
import { indexFolder, withStore } from '../../../support/check-index.ts';
import { COFFEE, openKitchen, TEA } from '../../../support/kitchen.ts';
import { toVersion3 } from '../../../support/older-index.ts';
import { createRecordingEmbedder } from '../../../support/recording-embedder.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const NEW_TEA = 'White tea is rare.';

/** An index of version 3 of a folder whose tea was changed in the store since. */
async function olderIndex() {
  const { directory, indexDirectory, store, index } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE });
  const embedder = createRecordingEmbedder();
  await index(embedder);
  const library = createDatabaseLibrary({
    store,
    embedder,
    maxBytes: 1e6,
    enqueueTask: createTaskQueue(),
    keepsOriginals: false,
  });
  const received = await library.receive(Readable.from([NEW_TEA]), { name: 'tea.txt' });
  await library.put('tea', received, { metadata: {} });
  const sources = await store.sources();
  assert.match(sources.get('tea.txt')!.supersededContents!, /^[\w-]{43}$/);
  assert.equal(sources.get('coffee.txt')!.supersededContents, null);
  await store.close();
  toVersion3(indexDirectory);
  return { directory, indexDirectory, sources };
}

const columnsOf = (database: Database, table: string) =>
  database.prepare(`SELECT name, type, "notnull" FROM pragma_table_info('${table}')`).all();
const indexesOf = (database: Database) =>
  database.prepare("SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name").all();

describe('an index of version 3', () => {
  it('is brought up to date where it is: contents that were superseded are in a column, and nothing is embedded', async () => {
    const { directory, indexDirectory, sources } = await olderIndex();
    const generation = await withStore(indexDirectory, async (store) => {
      assert.deepEqual(await store.sources(), sources);
      return store.generation();
    });
    const { added, changed, removed, embedded } = await indexFolder(directory, indexDirectory);
    assert.deepEqual([added, changed, removed, embedded], [0, 0, 0, 0]);
    await withStore(indexDirectory, async (store) => {
      assert.equal((await store.document('tea'))!.text, NEW_TEA);
      assert.ok((await store.generation()) >= generation, 'generations go on');
    });
    assert.deepEqual(
      readdirSync(indexDirectory).filter((name) => name.startsWith('pilcrow.version')),
      [],
    );
  });

  it('is brought up to date once by two that open it, and goes on under one that has it open', async () => {
    const { indexDirectory, sources } = await olderIndex();
    const older = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
    const read = older.prepare('SELECT path, document_id, fingerprint, problem FROM sources');
    assert.match(JSON.stringify(read.all()), /overtaken:/);
    const stores = [openSqliteStore(indexDirectory), openSqliteStore(indexDirectory)];
    for (const store of stores) assert.deepEqual(await store.sources(), sources);
    assert.equal(read.all().length, 2);
    older.close();
    await Promise.all(stores.map((store) => store.close()));
  });

  it('has paragraphs as blocks, until its documents are read again', async () => {
    const { directory, indexDirectory } = await olderIndex();
    await withStore(indexDirectory, async (store) => {
      const manifest = (await store.manifest())!;
      await store.update({ manifest: { ...manifest, splitterVersion: 0 }, documents: [], deletedIds: [] });
      const tea = { kind: 'paragraph', start: 0, end: NEW_TEA.length };
      assert.deepEqual((await store.document('tea'))!.blocks, [tea]);
      assert.equal((await store.document('coffee'))!.blocks.length, 2);
    });
    const keptBlocks = () => {
      const database = openDatabase(indexDirectory);
      const kept = database.prepare('SELECT blocks FROM documents ORDER BY id').pluck().all();
      database.close();
      return kept;
    };
    assert.deepEqual(keptBlocks(), [null, null]);
    await indexFolder(directory, indexDirectory);
    await withStore(indexDirectory, async (store) => {
      for (const [index, id] of ['coffee', 'tea'].entries()) {
        assert.deepEqual(JSON.parse(keptBlocks()[index] as string), (await store.document(id))!.blocks);
      }
    });
  });

  it('never uses a key again', async () => {
    const { indexDirectory } = await olderIndex();
    const older = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
    const sequences = (database: Database) =>
      database.prepare("SELECT name, seq FROM sqlite_sequence WHERE name <> 'embeddings' ORDER BY name").all();
    older.exec("UPDATE sqlite_sequence SET seq = 77 WHERE name = 'documents'");
    const before = sequences(older);
    older.close();
    const upgraded = openDatabase(indexDirectory);
    assert.deepEqual(sequences(upgraded), before);
    upgraded.close();
  });

  it('gets the tables and their indexes of one that is new', async () => {
    const { indexDirectory } = await olderIndex();
    const upgraded = openDatabase(indexDirectory);
    const fresh = new Database(':memory:');
    fresh.exec(INDEX_SCHEMA);
    const tables = fresh.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    for (const table of tables) assert.deepEqual(columnsOf(upgraded, table), columnsOf(fresh, table), table);
    assert.deepEqual(indexesOf(upgraded), indexesOf(fresh));
    fresh.close();
    upgraded.close();
  });
});

describe('upgrades of the tables of an index', () => {
  it('have versions that rise one by one to that of this program', () => {
    const versions = SCHEMA_UPGRADES.map(({ version }) => version);
    assert.deepEqual(
      versions,
      versions.map((_, index) => SCHEMA_VERSION - versions.length + 1 + index),
    );
  });

  it('leave an index of a newer program alone', () => {
    const indexDirectory = temporaryDirectory();
    const database = openDatabase(indexDirectory);
    database.exec("UPDATE meta SET value = '999' WHERE key = 'schema'");
    database.close();
    assert.throws(() => openDatabase(indexDirectory), {
      code: 'INDEX_CORRUPT',
      message: new RegExp(`it has version "999", this program needs "${SCHEMA_VERSION}"`),
    });
  });
});
