import { buildIndex } from '../../src/build-index.ts';
import { loadConfig } from '../../src/config/config.ts';
import { openStores } from '../../src/stores/open-stores.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';

// Run by a test in a process of its own: indexes the folder of the settings into their database, once a line comes in. With "stops" it stops in
// the middle of what it has claimed, says so, and waits to be killed.
const isToStop = process.argv[2] === 'stops';
const { documentsDirectory: directory, documentMaxBytes: maxBytes, ...config } = loadConfig();
const { store, close } = await openStores(config);
const recording = createRecordingEmbedder();
const embed: typeof recording.embed = async (texts, role) => {
  if (isToStop) {
    console.log('stopped');
    await new Promise(() => {});
  }
  return recording.embed(texts, role);
};
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
await buildIndex({ store, embedder: { ...recording, embed } }, { directory, maxBytes, askAgainMs: 50 });
await close();
console.log('done');
process.exit();
