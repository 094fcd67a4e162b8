import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Database, SqliteError } from '../../../src/stores/sqlite/connection/sqlite.ts';
import { runPilcrow } from '../../cli/run-pilcrow.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof SqliteError, `${error} is not the error that was exported`);
    return error.code;
  }
  return null;
};

const BROKEN_MODULES = path.resolve(import.meta.dirname, '../../support/broken-modules.cjs');

describe('the driver of SQLite', () => {
  it('says what to run where this Node.js can load none', { timeout: 60_000 }, async () => {
    const { exitCode, stderr } = await runPilcrow(['ask', 'What?'], {
      ...{ INDEX_DIR: temporaryDirectory(), BROKEN_MODULES: 'better.sqlite3' },
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${BROKEN_MODULES}`,
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /^Cannot load better-sqlite3: .+; run "npm install" with this Node\.js\n$/);
  });

  it('keeps text with a zero in it, and bytes', () => {
    const database = new Database(':memory:');
    const kept = database.prepare('SELECT ? AS text, ? AS bytes').get('a\0b', Buffer.from([0, 255]));
    assert.deepEqual(kept, { text: 'a\0b', bytes: Buffer.from([0, 255]) });
    database.close();
  });

  it('makes no file where one must be there, and names what SQLite refuses', () => {
    const file = path.join(temporaryDirectory(), 'a.sqlite');
    assert.equal(
      codeOf(() => new Database(file, { readonly: true })),
      'SQLITE_CANTOPEN',
    );
    assert.equal(
      codeOf(() => new Database(file, { fileMustExist: true })),
      'SQLITE_CANTOPEN',
    );
    const one = new Database(file);
    one.exec('CREATE TABLE rows (key INTEGER PRIMARY KEY); BEGIN IMMEDIATE');
    const other = new Database(file, { timeout: 0 });
    assert.equal(
      codeOf(() => other.exec('BEGIN IMMEDIATE')),
      'SQLITE_BUSY',
    );
    one.exec('COMMIT');
    other.close();
    const reader = new Database(file, { readonly: true });
    assert.equal(
      codeOf(() => reader.exec('DELETE FROM rows')),
      'SQLITE_READONLY',
    );
    reader.close();
    one.close();
  });

  it('lets go of a statement that is left in the middle, and of thousands that are not held', () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE rows (key INTEGER PRIMARY KEY); INSERT INTO rows VALUES (1), (2), (3)');
    for (const _ of database.prepare('SELECT key FROM rows').iterate()) break;
    database.exec('INSERT INTO rows VALUES (4)');
    for (let round = 0; round < 20_000; round += 1) database.prepare('SELECT count(*) FROM rows').get();
    assert.equal(database.prepare('SELECT count(*) FROM rows').pluck().get(), 4);
    database.close();
  });
});
