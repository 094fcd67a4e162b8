import { after } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { loadConfig } from '../../src/config/config.ts';
import { type Calibration, loadCalibration } from '../../src/retrieval/calibration.ts';
import { createSearch, type Search } from '../../src/retrieval/search-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { createRecordingEmbedder, type RecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** A few documents in an index of their own. */
export interface IndexedLibrary {
  store: ParagraphStore;
  indexDirectory: string;
  embedder: RecordingEmbedder;
  calibration: Calibration;
  search: Search;
  /** Writes files into the documents folder and brings the index up to date, with another model when it is named. */
  write(files: Record<string, string>, fileHash?: string): Promise<void>;
}

/** Indexes files, named as in the documents folder, until the test or suite that asked for it is over. */
export async function indexLibrary(files: Record<string, string>): Promise<IndexedLibrary> {
  const directory = temporaryDirectory();
  const indexDirectory = temporaryDirectory();
  const store = openTemporaryStore(indexDirectory);
  const embedder = createRecordingEmbedder();
  const { calibration } = await loadCalibration(loadConfig({}).embedding);
  const write = async (changes: Record<string, string>, fileHash?: string) => {
    writeFiles(directory, changes);
    const used = fileHash === undefined ? embedder : createRecordingEmbedder({ fileHash });
    await buildIndex({ store, embedder: used }, { directory, maxBytes: 1_000_000 });
  };
  await write(files);
  return {
    store,
    indexDirectory,
    embedder,
    calibration,
    search: createSearch({ store, embedder, calibration }),
    write,
  };
}

/** An empty store that is closed and removed when the test or suite that asked for it is over. */
export function openTemporaryStore(indexDirectory = temporaryDirectory()): ParagraphStore {
  const store = openSqliteStore(indexDirectory);
  after(() => store.close());
  return store;
}
