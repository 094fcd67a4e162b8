import assert from 'node:assert/strict';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { backUp } from '../../src/backup/back-up.ts';
import { answerFrom, assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { smallDisk, whyNoMounts } from './mounts.ts';

const DISK_BYTES = 16_000_000;
const random = seededRandom(7);
const words = Array.from({ length: 1500 }, () =>
  Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]).join(''),
);
const longText = () =>
  Array.from({ length: 1000 }, () =>
    Array.from({ length: 30 }, () => words[Math.floor(random() * words.length)]).join(' '),
  ).join('\n\n');

/** Leaves so many bytes free. */
function fill(disk: string, free: number): string {
  const { bavail, bsize } = statfsSync(disk);
  const ballast = path.join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - free)));
  return ballast;
}

describe('a full disk', { skip: whyNoMounts() }, () => {
  for (const free of [1_500_000, 400_000, 60_000, 0]) {
    it(`with ${free} bytes left is reported, loses nothing, and indexing goes on once there is room`, async () => {
      const disk = smallDisk(DISK_BYTES);
      const directory = temporaryDirectory();
      const indexDirectory = path.join(disk, 'index');
      writeFiles(directory, { 'first.txt': 'The first document is about elephants.' });
      await indexFolder(directory, indexDirectory);

      writeFiles(directory, { 'second.txt': longText(), 'third.txt': longText() });
      const ballast = fill(disk, free);
      await assert.rejects(indexFolder(directory, indexDirectory), {
        code: 'STORAGE_FULL',
        message: `Cannot write the index in "${indexDirectory}": the disk is full; free space there, then run "npm run index"`,
      });

      rmSync(ballast);
      assertSound(indexDirectory);
      await withStore(indexDirectory, async (store) => {
        assert.equal((await answerFrom(store, 'What about elephants?'))[0], 'first');
      });
      const left = readdirSync(indexDirectory).filter((name) => /^(?:passage|query|keywords)-/.test(name));
      assert.ok(left.length <= 2, `half a file is in the way: ${left}`);
      const { added, unchanged } = await indexFolder(directory, indexDirectory);
      assert.equal(added + unchanged, 3);
      assertSound(indexDirectory);
    });
  }

  it('still answers while nothing can be written', async () => {
    const disk = smallDisk(DISK_BYTES);
    const directory = writeFiles(temporaryDirectory(), { 'first.txt': 'The first document is about elephants.' });
    const indexDirectory = path.join(disk, 'index');
    await indexFolder(directory, indexDirectory);
    await withStore(indexDirectory, async (store) => {
      fill(disk, 0);
      assert.deepEqual(await answerFrom(store, 'What about elephants?'), ['first']);
    });
  });

  it('leaves nothing of a backup, and says so', async () => {
    const disk = smallDisk(100_000);
    const root = temporaryDirectory();
    const folders = { documentsDirectory: path.join(root, 'documents'), indexDirectory: path.join(root, 'index') };
    writeFiles(folders.documentsDirectory, { 'a.txt': longText() });
    const target = path.join(disk, 'backup');
    await assert.rejects(backUp(folders, target), {
      code: 'STORAGE_FULL',
      message: `Cannot make the backup in "${target}": the disk is full; free space there, then run "npm run backup"`,
    });
    assert.deepEqual(readdirSync(disk), []);
  });
});
