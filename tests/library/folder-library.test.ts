import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { PilcrowError } from '../../src/errors.ts';
import { createFolderLibrary } from '../../src/library/folder-library.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import { summaryOf } from '../../src/stores/summary-of.ts';
import { openTemporaryStore } from '../retrieval/indexed-library.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { describeLibrary } from './library-contract.ts';

const MAX_BYTES = 100_000;

describe('documents kept in a folder', { timeout: 60_000 }, () => {
  describeLibrary(async () => {
    const directory = temporaryDirectory();
    const store = openTemporaryStore();
    const embedder = createRecordingEmbedder();
    const library = createFolderLibrary({
      directory,
      maxBytes: MAX_BYTES,
      index: (request) => buildIndex({ store, embedder }, { directory, maxBytes: MAX_BYTES, ...request }),
      documents: async () => (await store.documents()).map(summaryOf),
      knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
      enqueueTask: createTaskQueue(),
    });
    return { library, store, received: () => readdirSync(directory).filter((name) => name.startsWith('.')) };
  });

  describe('whose index cannot be written', () => {
    /** A library over these files, whose index says that its disk is full, and what is in the folder. */
    const openFull = (files: Record<string, string>) => {
      const directory = writeFiles(temporaryDirectory(), files);
      const library = createFolderLibrary({
        ...{ directory, maxBytes: MAX_BYTES, enqueueTask: createTaskQueue() },
        index: async () => {
          throw new PilcrowError('STORAGE_FULL', 'Cannot write the index: the disk is full; free space');
        },
        documents: async () => [],
        knownIds: async () => new Map(),
      });
      const receive = (name: string, text: string) => library.receive(Readable.from([Buffer.from(text)]), { name });
      const there = () =>
        Object.fromEntries(
          readdirSync(directory).map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]),
        );
      return { library, receive, there };
    };
    const FULL = { code: 'STORAGE_FULL' };
    const BEFORE = { 'tea.txt': 'Tea.', 'tea.meta.json': '{"tags":["hot"]}' };

    it('has no file of a refused upload left, and keeps what would have been replaced or removed', async () => {
      const { library, receive, there } = openFull(BEFORE);
      const received = [await receive('coffee.txt', 'Coffee.'), await receive('milk.txt', 'Milk.')];
      await assert.rejects(library.add(received, { metadata: { tags: ['new'] } }), FULL);
      assert.deepEqual(there(), BEFORE);
      const other = await receive('tea.md', '# Tea, again');
      await assert.rejects(library.put('tea', other, { metadata: { title: 'Another' } }), FULL);
      assert.deepEqual(there(), BEFORE);
      await assert.rejects(library.remove('tea'), FULL);
      assert.deepEqual(there(), BEFORE);
    });
  });

  it('takes names that are too long for a sidecar, without metadata of their own', async () => {
    const name = 'я'.repeat(124);
    const directory = writeFiles(temporaryDirectory(), { [`${name}.txt`]: 'Tea.' });
    const store = openTemporaryStore();
    const library = createFolderLibrary({
      ...{ directory, maxBytes: MAX_BYTES, enqueueTask: createTaskQueue() },
      index: (request) =>
        buildIndex({ store, embedder: createRecordingEmbedder() }, { directory, maxBytes: MAX_BYTES, ...request }),
      documents: async () => [],
      knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
    });
    const { added, problems } = await buildIndex(
      { store, embedder: createRecordingEmbedder() },
      { directory, maxBytes: MAX_BYTES },
    );
    assert.deepEqual([added, problems], [1, []]);
    await assert.rejects(library.put(name, null, { metadata: { tags: ['hot'] } }), {
      code: 'DOCUMENT_REFUSED',
      message: /its name is too long for a file of metadata beside it; send it with a shorter one$/,
    });
    await library.remove(name);
    assert.deepEqual([readdirSync(directory), await store.documents()], [[], []]);
  });
});
