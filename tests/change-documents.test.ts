import { readdirSync } from 'node:fs';
import { describe } from 'node:test';
import { buildIndex } from '../src/build-index.ts';
import { createDocumentChanges } from '../src/change-documents.ts';
import { createTurns } from '../src/take-turns.ts';
import { describeDocumentChanges } from './document-changes-contract.ts';
import { openTemporaryStore } from './retrieval/indexed-library.ts';
import { createRecordingEmbedder } from './support/recording-embedder.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

const MAX_BYTES = 100_000;

describe('documents kept in a folder', { timeout: 60_000 }, () => {
  describeDocumentChanges(async () => {
    const directory = temporaryDirectory();
    const store = openTemporaryStore();
    const embedder = createRecordingEmbedder();
    const changes = createDocumentChanges({
      directory,
      maxBytes: MAX_BYTES,
      index: (request) => buildIndex({ store, embedder }, { directory, maxBytes: MAX_BYTES, ...request }),
      documents: async () =>
        (await store.documents()).map(({ id, title, language, paragraphs, sha256, tags }) => {
          return { id, title, language, paragraphs, sha256, tags };
        }),
      knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
      takeTurns: createTurns(),
    });
    return { changes, store, received: () => readdirSync(directory).filter((name) => name.startsWith('.')) };
  });
});
