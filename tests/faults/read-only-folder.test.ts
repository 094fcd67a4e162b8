import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { backUp } from '../../src/backup/back-up.ts';
import { restore } from '../../src/backup/restore.ts';
import { OPEN_ACCESS } from '../../src/config/access.ts';
import { examine } from '../../src/doctor/examine.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { NO_CHAT_MODEL } from '../support/chat-model-server.ts';
import { answerFrom, indexFolder, withStore } from '../support/check-index.ts';
import { toVersion3 } from '../support/older-index.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { embeddingConfig } from '../support/tiny-model.ts';
import { readOnlyView, whyNoMounts } from './mounts.ts';

const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pilcrow-index-'));

describe('an index folder that cannot be written', { skip: whyNoMounts() }, () => {
  it('can still be searched, and a write names the folder in its error', async () => {
    const before = copies();
    const directory = writeFiles(temporaryDirectory(), { 'first.txt': 'The first document is about elephants.' });
    const indexDirectory = temporaryDirectory();
    await indexFolder(directory, indexDirectory);
    const view = readOnlyView(indexDirectory);
    await withStore(view, async (store) => {
      assert.deepEqual(await answerFrom(store, 'What about elephants?'), ['first']);
    });
    const wrong: string[] = [];
    const folders = {
      documentsDirectory: directory,
      indexDirectory: view,
      documentMaxBytes: 1_000_000,
      recognition: null,
      ...NO_CHAT_MODEL,
      reranker: null,
      database: null,
      watchesDocuments: true,
      host: '127.0.0.1',
      http: { access: OPEN_ACCESS },
      embedding: embeddingConfig({}),
    };
    const model = () => createRecordingEmbedder().model();
    for await (const { check, isOk } of examine(folders, { model, onProgress: () => {} })) if (!isOk) wrong.push(check);
    assert.deepEqual(wrong, ['Index folder']);
    writeFiles(directory, { 'second.txt': 'Another one.' });
    const isUnwritable = (error: Error & { code?: string }) => {
      assert.equal(error.code, 'STORAGE_UNWRITABLE');
      assert.ok(error.message.startsWith(`Cannot write the index in "${view}": `), error.message);
      assert.match(error.message, /; let this process write to that folder, or set INDEX_DIR to another one$/);
      return true;
    };
    await assert.rejects(indexFolder(directory, view), isUnwritable);
    assert.deepEqual(copies(), before);
    await indexFolder(directory, indexDirectory);
  });

  it('can be searched when its tables are of an older version', async () => {
    const before = copies();
    const directory = writeFiles(temporaryDirectory(), { 'first.txt': 'The first document is about elephants.' });
    const indexDirectory = temporaryDirectory();
    await indexFolder(directory, indexDirectory);
    toVersion3(indexDirectory);
    // As far as an administrator who runs the tests is kept from writing by it.
    chmodSync(path.join(indexDirectory, 'pilcrow.sqlite'), 0o444);
    await withStore(readOnlyView(indexDirectory), async (store) => {
      assert.deepEqual(await answerFrom(store, 'What about elephants?'), ['first']);
      assert.equal((await store.sources()).get('first.txt')!.supersededContents, null);
    });
    assert.deepEqual(copies(), before);
  });

  it('can be searched while another process has the index open for writing', async () => {
    const directory = writeFiles(temporaryDirectory(), { 'first.txt': 'The first document is about elephants.' });
    const indexDirectory = temporaryDirectory();
    await indexFolder(directory, indexDirectory);
    const writer = openSqliteStore(indexDirectory);
    await writer.documents();
    await withStore(readOnlyView(indexDirectory), async (store) => {
      assert.deepEqual(await answerFrom(store, 'What about elephants?'), ['first']);
    });
    await writer.close();
  });

  it('is not restored into, nor is a documents folder, and nothing is changed', async () => {
    const root = temporaryDirectory();
    const folders = { documentsDirectory: path.join(root, 'documents'), indexDirectory: path.join(root, 'index') };
    writeFiles(folders.documentsDirectory, { 'a.txt': 'Tea.' });
    await indexFolder(folders.documentsDirectory, folders.indexDirectory);
    await backUp(folders, path.join(root, 'backup'));
    const readOnly = { ...folders, documentsDirectory: readOnlyView(folders.documentsDirectory) };
    await assert.rejects(restore(readOnly, path.join(root, 'backup')), {
      code: 'STORAGE_UNWRITABLE',
      message:
        /^Cannot restore ".+" into the documents folder ".+": this process may not write to it; mount it for writing/,
    });
    assert.deepEqual(
      readdirSync(folders.indexDirectory).filter((name) => name.startsWith('before-')),
      [],
    );
  });

  it('is named in the error when it is empty', () => {
    const empty = temporaryDirectory();
    mkdirSync(path.join(empty, 'index'));
    assert.throws(() => openSqliteStore(path.join(readOnlyView(empty), 'index')), { code: 'STORAGE_UNWRITABLE' });
  });
});
