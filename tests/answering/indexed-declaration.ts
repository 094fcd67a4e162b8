import path from 'node:path';
import { after } from 'node:test';
import type { Answerer } from '../../src/answering/answer.ts';
import { createExtractiveAnswerer } from '../../src/answering/extractive-answerer.ts';
import { buildIndex } from '../../src/build-index.ts';
import { PROJECT_DIRECTORY } from '../../src/config.ts';
import { loadCalibration } from '../../src/embeddings/calibration.ts';
import { createSearch, type Search } from '../../src/retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../../src/stores/sqlite-store.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { embeddingConfig, openEmbedder } from '../support/tiny-model.ts';

/** What answers questions about the bundled document: the parts of an assistant, each to be used by itself. */
export interface IndexedDeclaration {
  search: Search;
  answerer: Answerer;
  canonicalText: (documentId: string) => Promise<string | null>;
}

/** Indexes the bundled documents, or another folder, with the built-in model, until the test or suite that asked for it is over. */
export async function indexDeclaration(
  directory = path.join(PROJECT_DIRECTORY, 'documents'),
): Promise<IndexedDeclaration> {
  const embedder = openEmbedder({});
  const store = openSqliteStore(temporaryDirectory());
  after(() => store.close());
  const { calibration } = await loadCalibration(embeddingConfig({}));
  await buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000 });
  return {
    search: createSearch({ store, embedder, calibration }),
    answerer: createExtractiveAnswerer({ embedder, calibration }),
    canonicalText: async (documentId) => (await store.document(documentId))?.text ?? null,
  };
}
