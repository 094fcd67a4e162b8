import { readdirSync } from 'node:fs';
import { describe } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { createFolderLibrary } from '../../src/library/folder-library.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import { openTemporaryStore } from '../retrieval/indexed-library.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
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
      documents: async () =>
        (await store.documents()).map(({ id, title, language, paragraphs, sha256, tags, act, omissions }) => {
          return { id, title, language, paragraphs, sha256, tags, act, omissions };
        }),
      knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
      enqueueTask: createTaskQueue(),
    });
    return { library, store, received: () => readdirSync(directory).filter((name) => name.startsWith('.')) };
  });
});
