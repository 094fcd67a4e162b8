import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { setIndexAside } from '../../src/stores/sqlite/copies/set-aside.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { indexFolder } from '../support/check-index.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

describe('an index that cannot be used', () => {
  const damages = {
    'lacks a table': 'DROP TABLE terms',
    'lacks a column': 'ALTER TABLE paragraphs RENAME COLUMN text TO other',
    'has a manifest that is none': "UPDATE meta SET value = '{broken' WHERE key = 'manifest'",
  };
  for (const [what, statement] of Object.entries(damages)) {
    it(`is said to be damaged, with what to run, where it ${what}; and can be made again`, async () => {
      const directory = writeFiles(temporaryDirectory(), { 'tea.txt': 'Green tea is steeped.' });
      const sound = temporaryDirectory();
      await indexFolder(directory, sound);
      const indexDirectory = temporaryDirectory();
      cpSync(sound, indexDirectory, { recursive: true });
      const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
      database.exec(statement);
      database.close();
      const use = async () => {
        const store = openSqliteStore(indexDirectory);
        await store.manifest().finally(() => store.close());
      };
      await assert.rejects(use(), {
        code: 'INDEX_CORRUPT',
        message: /^Cannot use the index in ".+": .+; run "npm run index -- --rebuild" to make it again/,
      });
      await setIndexAside(indexDirectory);
      assert.equal((await indexFolder(directory, indexDirectory)).added, 1);
    });
  }

  it('is said to be no folder where INDEX_DIR is a file', () => {
    const file = path.join(temporaryDirectory(), 'index');
    writeFileSync(file, '');
    for (const place of [file, path.join(file, 'within')]) {
      assert.throws(() => openSqliteStore(place), {
        code: 'STORAGE_UNWRITABLE',
        message: `Cannot write the index in "${place}": it is no folder; set INDEX_DIR to another one`,
      });
    }
  });
});
