import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { PilcrowError } from '../../src/errors.ts';
import { storageProblem } from '../../src/library/received-file.ts';
import { openSourceFolder } from '../../src/library/source-folder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const HOUR_MS = 60 * 60 * 1000;
const unfinished = '.upload-00000000-0000-4000-8000-000000000001.txt';

/** Runs work as a user who may not do everything, where the tests run as one who may. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('the documents folder during changes', () => {
  it('receives a file under a hidden name, and renames it once it is complete', async () => {
    const directory = temporaryDirectory();
    const folder = openSourceFolder(directory);
    const received = await folder.receive(Readable.from(['При', 'вет']), { name: 'a.txt' });
    assert.match(readdirSync(directory).join(), /^\.upload-[0-9a-f-]{36}\.txt$/);
    assert.equal(received.sha256.length, 64);
    await folder.place(received, 'a.txt');
    assert.deepEqual(readdirSync(directory), ['a.txt']);
    assert.equal(readFileSync(path.join(directory, 'a.txt'), 'utf8'), 'Привет');
    assert.equal(await folder.sha256Of('a.txt'), received.sha256);
  });

  it('leaves no files after a failure or abort', async () => {
    const directory = temporaryDirectory();
    const folder = openSourceFolder(directory);
    async function* failing() {
      yield 'a';
      throw new Error('gone');
    }
    await assert.rejects(folder.receive(Readable.from(failing()), { name: 'a.txt' }), /gone/);
    const aborted = new AbortController();
    const endless = new Readable({ read() {} });
    endless.push('a');
    const receiving = folder.receive(endless, { name: 'a.txt', signal: aborted.signal });
    aborted.abort();
    await assert.rejects(receiving, { name: 'AbortError' });
    assert.deepEqual(readdirSync(directory), []);
  });

  it('writes, replaces and removes sidecars, and removes a file with its own', async () => {
    const directory = writeFiles(temporaryDirectory(), { 'a.txt': 'a', 'a.md': 'a' });
    const folder = openSourceFolder(directory);
    await folder.writeSidecar('a.txt', '{"title":"A"}');
    await folder.writeSidecar('a.txt', '{"title":"B"}');
    assert.equal(readFileSync(path.join(directory, 'a.meta.json'), 'utf8'), '{"title":"B"}');
    await folder.remove('a.md', { except: 'a.txt' });
    assert.deepEqual(readdirSync(directory).sort(), ['a.meta.json', 'a.txt']);
    await folder.remove('a.txt');
    await folder.remove('a.txt');
    assert.deepEqual(readdirSync(directory), []);
  });

  it('removes unfinished files of killed processes once no process can still be writing them', async () => {
    const kept = ['.upload-notes.txt', '.hidden', 'a.txt'];
    const directory = writeFiles(
      temporaryDirectory(),
      Object.fromEntries([unfinished, ...kept].map((file) => [file, 'x'])),
    );
    const folder = openSourceFolder(directory);
    await folder.removeLeftovers(Date.now() + HOUR_MS / 2);
    assert.equal(existsSync(path.join(directory, unfinished)), true);
    // One clock says that it is old; the other says that it was just changed.
    utimesSync(path.join(directory, unfinished), 0, 0);
    await folder.removeLeftovers();
    assert.equal(existsSync(path.join(directory, unfinished)), true);
    await folder.removeLeftovers(Date.now() + 2 * HOUR_MS);
    assert.deepEqual(readdirSync(directory).sort(), kept.sort());
  });

  it('reports that the folder cannot be written, and changes nothing', async () => {
    const directory = writeFiles(temporaryDirectory(), { 'a.txt': 'a' });
    chmodSync(directory, 0o555);
    const folder = openSourceFolder(directory);
    await asNobody(async () => {
      for (const change of [
        () => folder.receive(Readable.from(['b']), { name: 'b.txt' }),
        () => folder.writeSidecar('a.txt', '{}'),
        () => folder.remove('a.txt'),
      ]) {
        await assert.rejects(change, { code: 'STORAGE_UNWRITABLE', message: /^Cannot change the documents folder: / });
      }
    });
    chmodSync(directory, 0o755);
    assert.deepEqual(readdirSync(directory), ['a.txt']);
  });

  it('reports a full disk, and no other error, as a storage problem', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) {
      const problem = storageProblem(Object.assign(new Error(code), { code, syscall: 'write' }), 'this folder');
      assert.ok(problem instanceof PilcrowError, String(problem));
      assert.equal(problem.code, 'STORAGE_FULL');
    }
    for (const error of [
      new Error('a'),
      Object.assign(new Error('b'), { code: 'ECONNRESET' }),
      new PilcrowError('NOT_FOUND', 'c'),
    ]) {
      assert.equal(storageProblem(error, 'this folder'), error);
    }
  });
});
