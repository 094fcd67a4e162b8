import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { it } from 'node:test';
import { createDatabaseLibrary } from '../../src/library/database-library.ts';
import { createOriginalFinder } from '../../src/library/original-file.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import { openTemporaryStore } from '../retrieval/indexed-library.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

it('a document that a store alone keeps has no original, whatever lies in the documents folder', async () => {
  const store = openTemporaryStore();
  const parts = {
    store,
    embedder: createRecordingEmbedder(),
    maxBytes: 100_000,
    enqueueTask: createTaskQueue(),
    keepsOriginals: false,
  };
  const library = createDatabaseLibrary({ ...parts, temporaryDirectory: temporaryDirectory() });
  const received = await library.receive(Readable.from(['The hall is open.']), { name: 'hall.txt' });
  const { documents } = await library.add([received], { metadata: {} }).finally(() => library.discard(received));
  const directory = temporaryDirectory();
  writeFiles(directory, { 'hall.txt': 'Another hall.' });
  assert.equal(await createOriginalFinder(store, directory)(documents[0]!), 'not-kept');
});
