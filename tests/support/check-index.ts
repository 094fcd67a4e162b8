import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildIndex } from '../../src/build-index.ts';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import type { IndexingReport } from '../../src/indexing/indexing-report.ts';
import type { Calibration } from '../../src/retrieval/calibration.ts';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { queryOf } from './query-of.ts';
import { createRecordingEmbedder } from './recording-embedder.ts';

/** What the built-in model's scores mean: the recording embedder is searched with the same. */
const calibration = JSON.parse(
  readFileSync(path.join(PROJECT_DIRECTORY, 'embeddings/model/calibration.json'), 'utf8'),
) as Calibration;

/** Brings the index of a folder up to date, with a store that is closed again. */
export async function indexFolder(
  directory: string,
  indexDirectory: string,
  embedder: Embedder = createRecordingEmbedder(),
): Promise<IndexingReport> {
  return withStore(indexDirectory, (store) => buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000 }));
}

/** Opens a store for some work. */
export async function withStore<T>(indexDirectory: string, work: (store: ParagraphStore) => Promise<T>): Promise<T> {
  const store = openSqliteStore(indexDirectory, { lockTimeoutMs: 20_000 });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The ids of the documents that have the best paragraphs for a question, best first. Each paragraph is compared with its document. */
export async function answerFrom(store: ParagraphStore, question: string): Promise<string[]> {
  const search = createSearch({ store, embedder: createRecordingEmbedder(), calibration });
  const before = await store.generation();
  const { paragraphs } = await search(queryOf(question));
  const cited = paragraphs.slice(0, 3);
  for (const { paragraph } of cited) {
    const document = await store.document(paragraph.documentId);
    const slice = document?.text.slice(paragraph.start, paragraph.end);
    // Another process may have changed it meanwhile; an answer verifies its citations for that.
    if (before === (await store.generation())) assert.equal(slice, paragraph.text, 'a citation is wrong');
  }
  return cited.map(({ paragraph }) => paragraph.documentId);
}

/** Nothing in the tables of an index contradicts anything else. */
export function assertSound(indexDirectory: string): void {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'), { readonly: true });
  try {
    assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
    assert.deepEqual(database.pragma('foreign_key_check'), []);
    const documents = database
      .prepare('SELECT id, text, first_paragraph AS first, last_paragraph AS last FROM documents')
      .all() as { id: string; text: string; first: number; last: number }[];
    const paragraphs = database.prepare(
      'SELECT number, "start", "end", text FROM paragraphs WHERE key BETWEEN ? AND ? ORDER BY key',
    );
    for (const { id, text, first, last } of documents) {
      const rows = paragraphs.all(first, last) as { number: number; start: number; end: number; text: string }[];
      assert.equal(rows.length, last - first + 1, id);
      for (const [index, row] of rows.entries()) {
        assert.equal(row.number, index + 1, id);
        assert.equal(row.text, text.slice(row.start, row.end), id);
      }
    }
    const total = documents.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    assert.equal(database.prepare('SELECT count(*) FROM paragraphs').pluck().get(), total);
  } finally {
    database.close();
  }
}
