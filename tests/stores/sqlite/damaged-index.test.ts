import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Database } from '../../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../../src/stores/sqlite/paragraph-store.ts';
import { SCHEMA_VERSION } from '../../../src/stores/sqlite/schema/schema.ts';
import { manifestOf, storeDocuments } from '../../support/index-update.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** An index in a folder whose database file was damaged since; `bytes` is what the file holds now. */
async function damagedIndex(damage: (bytes: Buffer) => Uint8Array) {
  const directory = temporaryDirectory();
  const store = openSqliteStore(directory);
  const paragraphs = Array.from({ length: 300 }, (_, index) => ({ text: `Paragraph ${index}. `.repeat(20) }));
  await storeDocuments(store, { long: paragraphs });
  await store.close();
  const file = path.join(directory, 'pilcrow.sqlite');
  const bytes = damage(readFileSync(file));
  writeFileSync(file, bytes);
  return { directory, file, bytes: Buffer.from(bytes) };
}

const whatToDo = (directory: string) => (error: Error & { code?: string }) => {
  assert.equal(error.code, 'INDEX_CORRUPT');
  assert.ok(error.message.startsWith(`Cannot use the index in "${directory}": `), error.message);
  assert.match(
    error.message,
    /; run "npm run index -- --rebuild" to make it again from the documents; nothing is erased$/,
  );
  return true;
};

describe('a damaged index', () => {
  for (const [name, damage] of Object.entries({
    'is no database': () => Buffer.from('something else entirely '.repeat(500)),
    'has lost its header': (bytes: Buffer) => bytes.fill(0, 0, 100),
    'is cut off': (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
    'has a broken schema': (bytes: Buffer) => bytes.fill(0x5a, 4096, 8192),
  })) {
    it(`that ${name} is neither opened nor changed, and the error says what to do`, async () => {
      const { directory, file, bytes } = await damagedIndex(damage);
      assert.throws(() => openSqliteStore(directory), whatToDo(directory));
      assert.equal(readFileSync(file).equals(bytes), true);
    });
  }

  it('whose damage shows in use is not changed either, and every call says what to do', async () => {
    const { directory, file, bytes } = await damagedIndex((bytes) => bytes.fill(0x5a, 40_960, bytes.length - 4096));
    const store = openSqliteStore(directory);
    await assert.rejects(store.document('long'), whatToDo(directory));
    await assert.rejects(store.vocabulary(), whatToDo(directory));
    const removal = { manifest: manifestOf(2), documents: [], deletedIds: ['long'] };
    await assert.rejects(store.update(removal), whatToDo(directory));
    await store.close();
    assert.equal(readFileSync(file).equals(bytes), true);
  });

  it('is not changed either when a newer version of the program made it', async () => {
    const { directory, file } = await damagedIndex((bytes) => bytes);
    const database = new Database(file);
    database.exec("UPDATE meta SET value = '99' WHERE key = 'schema'");
    database.close();
    const bytes = readFileSync(file);
    assert.throws(
      () => openSqliteStore(directory),
      new RegExp(`it has version "99", this program needs "${SCHEMA_VERSION}"; run "npm run index -- --rebuild"`),
    );
    assert.equal(readFileSync(file).equals(bytes), true);
  });
});

describe('an index whose database is busy', () => {
  it('can be opened while another connection is in the middle of an update', async () => {
    const directory = temporaryDirectory();
    const store = openSqliteStore(directory);
    await storeDocuments(store, { a: [{ text: 'Old.' }] });
    const writer = new Database(path.join(directory, 'pilcrow.sqlite'));
    writer.exec('BEGIN IMMEDIATE; DELETE FROM documents');
    const reader = openSqliteStore(directory);
    assert.equal((await reader.document('a'))?.text, 'Old.');
    writer.exec('ROLLBACK');
    writer.close();
    await Promise.all([store.close(), reader.close()]);
  });
});
