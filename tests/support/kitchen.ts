import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import type { IndexingProgress } from '../../src/indexing/indexing-report.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { createRecordingEmbedder } from './recording-embedder.ts';
import { temporaryDirectory, writeFiles } from './temporary-directory.ts';

export const TEA = 'Green tea is steeped.\n\nBlack tea is boiled.';
export const COFFEE = 'Coffee is ground.\n\nGreen tea is steeped.';

/** A documents folder, an index folder, and what indexes one into the other. */
export function openKitchen(files: Record<string, string | Uint8Array>) {
  const directory = writeFiles(temporaryDirectory(), files);
  const indexDirectory = temporaryDirectory();
  const store = openSqliteStore(indexDirectory);
  after(() => store.close());
  const index = (embedder: Embedder = createRecordingEmbedder(), onProgress?: (progress: IndexingProgress) => void) =>
    buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000, ...(onProgress && { onProgress }) });
  /** Indexes and returns which texts were embedded for it. */
  const indexRecorded = async (fileHash?: string) => {
    const embedder = createRecordingEmbedder({ ...(fileHash !== undefined && { fileHash }) });
    const report = await index(embedder);
    assert.equal(report.embedded, embedder.embedded.length);
    return { report, passages: textsOf(embedder) };
  };
  /** The paragraphs nearest to a text, nearest first. */
  const nearest = async (text: string, fileHash?: string) => {
    const [vector] = await createRecordingEmbedder({ ...(fileHash !== undefined && { fileHash }) }).embed(
      [text],
      'query',
    );
    const matches = await store.nearest(vector!, 100);
    return (await store.paragraphs(matches.map(({ key }) => key))).map(
      ({ documentId, number }) => `${documentId}¶${number}`,
    );
  };
  return { directory, indexDirectory, store, index, indexRecorded, nearest };
}

/** The texts that were embedded, in alphabetical order. */
export function textsOf({ embedded }: ReturnType<typeof createRecordingEmbedder>): string[] {
  return embedded.map(({ text }) => text).sort();
}

/** Makes files that were just written look as if they had not changed for a while. */
export function aMinuteLater({ mock }: TestContext): void {
  const now = Date.now;
  mock.method(Date, 'now', () => now() + 60_000);
}
