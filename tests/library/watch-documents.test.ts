import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { watchDocuments } from '../../src/library/watch-documents.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';

/** What stands for all files of the folder. */
const ALL = '*';

/** Watches a folder; `changes` waits until all of these files have been reported. */
async function watchFolder(
  onChange: (files: string[]) => Promise<void> = async () => {},
  directory = temporaryDirectory(),
) {
  const reported = new Set<string>();
  const watching = watchDocuments(directory, {
    onChange: async (files) => {
      for (const file of files ?? [ALL]) reported.add(file);
      await onChange(files ?? [ALL]);
    },
    onError: (error) => assert.fail(String(error)),
  });
  after(() => watching.close());
  await watching.ready;
  const changes = async (...files: string[]) => {
    await until(() => files.every((file) => reported.has(file)), {
      what: `a report of ${files.join(' and ')}`,
      state: () => [...reported],
    });
    reported.clear();
  };
  return { directory, changes };
}

describe('watchDocuments', () => {
  it('reports files that are added, changed, moved and deleted, also in new folders', async () => {
    const { directory, changes } = await watchFolder();
    writeFileSync(path.join(directory, 'a.txt'), 'Один.');
    await changes('a.txt');
    writeFileSync(path.join(directory, 'a.txt'), 'Один и два.');
    await changes('a.txt');
    mkdirSync(path.join(directory, 'папка'));
    writeFileSync(path.join(directory, 'папка', 'b.md'), 'Два.');
    await changes(path.join('папка', 'b.md'));
    renameSync(path.join(directory, 'a.txt'), path.join(directory, 'c.txt'));
    await changes('a.txt', 'c.txt');
    rmSync(path.join(directory, 'c.txt'));
    await changes('c.txt');
  });

  it('reports sidecars, and no hidden files', async () => {
    const seen: string[] = [];
    const { directory, changes } = await watchFolder(async (files) => void seen.push(...files));
    writeFileSync(path.join(directory, '.upload-1.txt'), 'unfinished');
    writeFileSync(path.join(directory, 'a.meta.json'), '{}');
    await changes('a.meta.json');
    assert.ok(!seen.some((file) => file.startsWith('.')), seen.join());
  });

  it('reports again what changed while it was processed, and never runs twice at once', async () => {
    let running = 0;
    let began = () => {};
    let finish = () => {};
    const { directory, changes } = await watchFolder(async (files) => {
      running += 1;
      assert.equal(running, 1);
      if (files.includes('slow.txt')) {
        began();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      }
      running -= 1;
    });
    const isBusy = new Promise<void>((resolve) => {
      began = resolve;
    });
    writeFileSync(path.join(directory, 'slow.txt'), 'Медленно.');
    await isBusy;
    writeFileSync(path.join(directory, 'next.txt'), 'Следом.');
    setImmediate(() => finish());
    await changes('next.txt');
  });

  it('reports files of linked folders and linked files by their paths, however links circle', async () => {
    const outside = writeFiles(temporaryDirectory(), { 'shelf/a.txt': 'Один.', 'b.txt': 'Два.' });
    const directory = temporaryDirectory();
    symlinkSync('.', path.join(directory, 'loop'));
    symlinkSync('.', path.join(directory, 'again'));
    symlinkSync(path.join(outside, 'shelf'), path.join(directory, 'linked'));
    symlinkSync(path.join(outside, 'b.txt'), path.join(directory, 'link.txt'));
    const seen: string[] = [];
    const { changes } = await watchFolder(async (files) => void seen.push(...files), directory);
    writeFileSync(path.join(outside, 'shelf', 'a.txt'), 'Один и два.');
    writeFileSync(path.join(outside, 'b.txt'), 'Два и три.');
    writeFileSync(path.join(directory, 'c.txt'), 'Три.');
    await changes(path.join('linked', 'a.txt'), 'link.txt', 'c.txt');
    assert.ok(!seen.some((file) => /loop|again|\.\./.test(file)), seen.join());
  });

  it('reports all when a folder is linked or linked no more, and follows what is linked then', async () => {
    const outside = writeFiles(temporaryDirectory(), { 'shelf/a.txt': 'Один.' });
    const shelf = path.join(outside, 'shelf');
    const { directory, changes } = await watchFolder();
    symlinkSync(shelf, path.join(directory, 'linked'));
    await changes(ALL);
    writeFileSync(path.join(shelf, 'b.txt'), 'Два.');
    await changes(path.join('linked', 'b.txt'));
    rmSync(path.join(directory, 'linked'));
    await changes(ALL);
    symlinkSync(shelf, path.join(directory, 'other'));
    await changes(ALL);
    writeFileSync(path.join(shelf, 'b.txt'), 'Два и три.');
    await changes(path.join('other', 'b.txt'));
    rmSync(shelf, { recursive: true });
    await changes(ALL);
  });
});
