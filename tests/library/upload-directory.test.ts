import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { openUploadDirectory } from '../../src/library/upload-directory.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('the place for uploads', () => {
  it('gives each file a folder that other users cannot read, and removes both together', async () => {
    const parent = temporaryDirectory();
    const uploads = openUploadDirectory(parent);
    assert.deepEqual(readdirSync(parent), [], 'nothing is made before it is needed');
    const [first, second] = await Promise.all(
      ['Привет', 'Другой'].map((text) => uploads.receive(Readable.from([text]), { name: 'письмо.txt' })),
    );
    assert.equal(readFileSync(first!.path, 'utf8'), 'Привет');
    assert.deepEqual([first!.name, path.extname(first!.path)], ['письмо.txt', '.txt']);
    assert.equal(statSync(path.dirname(first!.path)).mode & 0o777, 0o700);
    assert.notEqual(path.dirname(first!.path), path.dirname(second!.path));
    await uploads.discard(first!);
    await uploads.discard(first!);
    assert.deepEqual(readdirSync(parent), [path.basename(path.dirname(second!.path))]);
    await uploads.discard(second!);
    assert.deepEqual(readdirSync(parent), []);
  });

  it('removes files of killed processes once no process can still be writing them, and no others', async () => {
    const others = { 'pilcrow-other/a.txt': 'a', 'pilcrow-upload-notes': 'a file', 'notes.txt': 'a' };
    const parent = writeFiles(temporaryDirectory(), others);
    const uploads = openUploadDirectory(parent);
    await uploads.receive(Readable.from(['a']), { name: 'a.txt' });
    await uploads.removeLeftovers(Date.now() + HOUR_MS / 2);
    assert.equal(readdirSync(parent).length, 4);
    await uploads.removeLeftovers(Date.now() + 2 * HOUR_MS);
    assert.deepEqual(readdirSync(parent).sort(), ['notes.txt', 'pilcrow-other', 'pilcrow-upload-notes']);
  });

  it('says which folder cannot be written', async () => {
    const uploads = openUploadDirectory(path.join(temporaryDirectory(), 'gone'));
    await assert.rejects(uploads.receive(Readable.from(['a']), { name: 'a.txt' }), {
      code: 'STORAGE_UNWRITABLE',
      message: /^Cannot change the folder for temporary files: .+; let this process write to the folder for temporary/,
    });
  });
});
