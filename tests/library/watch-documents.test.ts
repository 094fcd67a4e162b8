import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { watchDocuments } from '../../src/library/watch-documents.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';

/** Watches a folder; `changes` waits until all of these files have been reported. */
async function watchFolder(onChange: (files: string[]) => Promise<void> = async () => {}) {
  const directory = temporaryDirectory();
  const reported = new Set<string>();
  const watching = watchDocuments(directory, {
    onChange: async (files) => {
      for (const file of files) reported.add(file);
      await onChange(files);
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
});
