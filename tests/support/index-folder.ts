import { buildIndex } from '../../src/build-index.ts';
import type { IndexingProgress } from '../../src/indexing/indexing-report.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { createRecordingEmbedder } from './recording-embedder.ts';

// Run by a test in a process of its own, to be killed: indexes the given folder and prints each step.
const [directory, indexDirectory] = process.argv.slice(2) as [string, string];
const store = openSqliteStore(indexDirectory);
const embedder = createRecordingEmbedder();
const onProgress = ({ done, total }: IndexingProgress) => console.log(`${done} of ${total}`);
const update: typeof store.update = (change) => {
  console.log('updating');
  return store.update(change);
};
const finishUpdate: typeof store.finishUpdate = () => {
  console.log('finishing');
  return store.finishUpdate();
};
const embed: typeof embedder.embed = (texts, role) => {
  console.log('embedding');
  return embedder.embed(texts, role);
};
const parts = { store: { ...store, update, finishUpdate }, embedder: { ...embedder, embed } };
await buildIndex(parts, { directory, maxBytes: 1_000_000, onProgress });
await store.close();
console.log('done');
