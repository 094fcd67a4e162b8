import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { openSqliteStore } from '../../src/stores/sqlite-store.ts';
import { storeDocuments } from '../support/index-update.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { describeParagraphStore } from './paragraph-store-contract.ts';
import { describeStoreUpdates } from './store-updates-contract.ts';

const directory = temporaryDirectory();
const openStore = async () => openSqliteStore(path.join(directory, randomUUID()));

describeParagraphStore('SQLite store', openStore);
describeStoreUpdates('SQLite store', openStore);

describe('an index that version 1 of the tables holds', () => {
  it('is opened with what it has, twice at once, and its documents have neither questions nor tags', async () => {
    const indexDirectory = path.join(directory, randomUUID());
    const first = openSqliteStore(indexDirectory);
    const { documents } = await storeDocuments(first, { compass: [{ text: 'North.', terms: { north: 1 } }] });
    const generation = await first.generation();
    await first.close();
    const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
    for (const column of ['questions', 'tags']) database.exec(`ALTER TABLE documents DROP COLUMN ${column}`);
    database.exec("UPDATE meta SET value = '1' WHERE key = 'schema'");
    database.close();

    const stores = [openSqliteStore(indexDirectory), openSqliteStore(indexDirectory)];
    for (const store of stores) {
      assert.deepEqual(await store.document('compass'), documents[0]!.document);
      assert.equal(await store.generation(), generation);
    }
    const { documents: others } = await storeDocuments(stores[0]!, { other: [{ text: 'Other.' }] });
    assert.deepEqual(await stores[1]!.document('other'), others[0]!.document);
    await Promise.all(stores.map((store) => store.close()));
  });
});
