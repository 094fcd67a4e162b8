import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readDocumentFile, walkDocuments } from '../../src/documents/read-documents.ts';
import { isWithin } from '../../src/documents/walk-folder.ts';
import { readFolder } from '../support/read-folder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

describe('walking a documents folder', () => {
  it('enters each real folder once, whatever circles its links make', async () => {
    const directory = writeFiles(temporaryDirectory(), { 'a.txt': 'a', 'inner/b.txt': 'b' });
    for (const name of ['loop', 'again', path.join('inner', 'up')]) symlinkSync('.', path.join(directory, name));
    symlinkSync('..', path.join(directory, 'inner', 'outer'));
    symlinkSync('inner', path.join(directory, 'also'));
    symlinkSync(path.dirname(directory), path.join(directory, 'above'));
    symlinkSync('itself', path.join(directory, 'itself'));
    const { files, linkedFolders } = await walkDocuments(directory);
    assert.deepEqual(files, ['a.txt', path.join('inner', 'b.txt'), 'itself']);
    assert.deepEqual(linkedFolders, []);
  });

  it('reads linked folders, each under the first link to it, with what is linked in them', async () => {
    const outside = writeFiles(temporaryDirectory(), { 'near/c.txt': 'c', 'far/d.txt': 'd', 'near/.git/e.txt': 'e' });
    const directory = temporaryDirectory();
    symlinkSync(path.join(outside, 'near'), path.join(directory, 'second'));
    symlinkSync(path.join(outside, 'near'), path.join(directory, 'first'));
    symlinkSync(path.join('..', 'far'), path.join(outside, 'near', 'further'));
    symlinkSync(path.join('..', 'near'), path.join(outside, 'far', 'back'));
    const { documents, problems } = await readFolder(directory);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      documents.map(({ id, text }) => [id, text]),
      [
        ['first--c', 'c'],
        ['first--further--d', 'd'],
      ],
    );
  });

  it('takes a name that begins like a folder for another one', () => {
    assert.equal(isWithin('/a/bc', '/a/b'), false);
    assert.equal(isWithin('/a/b/c', '/a/b'), true);
    assert.equal(isWithin('/a', '/'), true);
  });

  it('refuses at once what is no regular file, sidecars too', { timeout: 20_000 }, async () => {
    const directory = writeFiles(temporaryDirectory(), { 'tea.txt': 'Tea.' });
    const pipe = path.join(temporaryDirectory(), 'pipe');
    execFileSync('mkfifo', [pipe, path.join(directory, 'direct.txt')]);
    symlinkSync(pipe, path.join(directory, 'linked.txt'));
    symlinkSync('/dev/zero', path.join(directory, 'zero.txt'));
    const read = await readFolder(directory);
    assert.deepEqual(
      read.documents.map(({ id }) => id),
      ['tea'],
    );
    assert.deepEqual(
      read.problems.map(({ error }) => error.message),
      ['linked', 'zero'].map((name) => `Cannot read "${name}.txt": it is no regular file; remove it`),
    );
    symlinkSync(pipe, path.join(directory, 'tea.meta.json'));
    await assert.rejects(readDocumentFile(directory, 'tea.txt', { maxBytes: 1000 }), {
      message: /^Cannot read "tea.txt": its "tea.meta.json" cannot be read: it is no regular file/,
    });
  });

  it('names a folder that it may not read', { skip: process.getuid?.() === 0 && 'root may read all' }, async () => {
    const directory = temporaryDirectory();
    mkdirSync(path.join(directory, 'closed'), { mode: 0 });
    await assert.rejects(walkDocuments(directory), { code: 'DOCUMENT_UNREADABLE', message: /closed/ });
    rmSync(path.join(directory, 'closed'), { recursive: true });
  });
});
