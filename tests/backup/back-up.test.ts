import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { backUp } from '../../src/backup/back-up.ts';
import { verifyBackup } from '../../src/backup/backup-folder.ts';
import { restore } from '../../src/backup/restore.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { startChild } from '../support/child-process.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

function place() {
  const root = temporaryDirectory();
  const folders = { documentsDirectory: path.join(root, 'documents'), indexDirectory: path.join(root, 'index') };
  mkdirSync(folders.documentsDirectory);
  return { root, folders, target: path.join(root, 'backup') };
}

describe('a backup', () => {
  it('has every file that is not hidden, each database in one file, and their hashes', async () => {
    const { root, folders, target } = place();
    writeFiles(folders.documentsDirectory, { 'a.txt': 'A.', 'b/a.txt': 'B.', 'b/a.meta.json': '{}', '.hidden': 'x' });
    writeFiles(root, { 'elsewhere.txt': 'Linked.', 'shelf/c.txt': 'C.' });
    symlinkSync(path.join(root, 'shelf'), path.join(folders.documentsDirectory, 'shelf'));
    symlinkSync(path.join(root, 'elsewhere.txt'), path.join(folders.documentsDirectory, 'link.txt'));
    await indexFolder(folders.documentsDirectory, folders.indexDirectory);
    const { files, counts, model } = await backUp(folders, target);
    assert.deepEqual(
      files.map((file) => file.path),
      [
        'pilcrow.sqlite',
        ...['a.txt', 'b/a.meta.json', 'b/a.txt', 'link.txt', 'shelf/c.txt'].map((file) => `documents/${file}`),
      ],
    );
    assert.deepEqual(
      { counts, model },
      { counts: { documents: 4, paragraphs: 4, conversations: 0 }, model: 'recording' },
    );
    for (const { path: file, sha256, bytes } of files) {
      const content = readFileSync(path.join(target, file));
      assert.deepEqual([createHash('sha256').update(content).digest('hex'), content.length], [sha256, bytes]);
    }
    assert.deepEqual(readdirSync(target).sort(), ['backup.json', 'documents', 'pilcrow.sqlite']);
    assert.deepEqual((await verifyBackup(target)).counts, counts);
  });

  it('is the index as it was at one moment, while another connection writes', async () => {
    const { folders, target } = place();
    writeFiles(folders.documentsDirectory, { 'a.txt': 'A.' });
    await indexFolder(folders.documentsDirectory, folders.indexDirectory);
    const writer = new Database(path.join(folders.indexDirectory, 'pilcrow.sqlite'));
    writer.exec("BEGIN IMMEDIATE; DELETE FROM documents; UPDATE meta SET value = '0' WHERE key = 'generation'");
    await backUp(folders, target);
    writer.exec('ROLLBACK');
    writer.close();
    assertSound(target);
  });

  it('refuses a target that is not empty, and one inside the documents folder', async () => {
    const { folders, target } = place();
    writeFiles(target, { 'mine.txt': 'Mine.' });
    await assert.rejects(backUp(folders, target), {
      code: 'BACKUP_UNUSABLE',
      message: `Cannot make the backup in "${target}": the folder is not empty; name one that does not exist yet`,
    });
    await assert.rejects(backUp(folders, path.join(folders.documentsDirectory, 'backup')), { code: 'BACKUP_UNUSABLE' });
    const file = path.join(target, 'mine.txt');
    await assert.rejects(backUp(folders, file), {
      code: 'BACKUP_UNUSABLE',
      message: /name a folder that does not exist/,
    });
    assert.deepEqual(readdirSync(target), ['mine.txt']);
  });

  it('takes an empty folder, and backs up where there is no index yet', async () => {
    const { folders, target } = place();
    mkdirSync(target);
    writeFileSync(path.join(folders.documentsDirectory, 'a.txt'), 'A.');
    assert.equal((await backUp(folders, target)).files.length, 1);
  });
});

describe('a restore that is killed', { timeout: 120_000 }, () => {
  it('is finished by the same command, wherever it was ended', async () => {
    const { folders, target } = place();
    const { documentsDirectory, indexDirectory } = folders;
    const texts = (word: string) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${word}-${index}.txt`, `${word} ${index}.`]));
    writeFiles(documentsDirectory, texts('old'));
    await indexFolder(documentsDirectory, indexDirectory);
    await backUp(folders, target);
    const ids = await withStore(indexDirectory, async (store) => (await store.documents()).map(({ id }) => id));
    for (let kill = 0; kill < 6; kill += 1) {
      writeFiles(documentsDirectory, texts(`new-${kill}`));
      await indexFolder(documentsDirectory, indexDirectory);
      const parameters = [documentsDirectory, indexDirectory, target, String(kill * 10)];
      const child = startChild(new URL('restore-until-killed.ts', import.meta.url), parameters);
      assert.deepEqual([(await child.ended).signal], ['SIGKILL']);
      await withStore(indexDirectory, async (store) => {
        const { length } = await store.documents();
        assert.ok(length >= 50, `${length} documents`);
      });
      assertSound(indexDirectory);
      await restore(folders, target);
      assert.equal(existsSync(path.join(indexDirectory, 'restoring.json')), false);
      assert.equal(readdirSync(documentsDirectory).length, 50);
      await indexFolder(documentsDirectory, indexDirectory);
      const now = await withStore(indexDirectory, async (store) => (await store.documents()).map(({ id }) => id));
      assert.deepEqual(now, ids);
    }
  });
});
