import type { Document } from '../documents/document.ts';
import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import type { IndexedDocument, Manifest } from '../stores/document-reader.ts';
import { embedMissing } from '../stores/embed-missing.ts';
import type { EmbeddingCache } from '../stores/embedding-cache.ts';
import { createAnalyzer } from './analyze-document.ts';

/** Makes documents ready for the store, which then keeps every vector they need. */
type DocumentIndexer = (
  documents: readonly Document[],
  options?: { isRebuild?: boolean },
) => Promise<{ documents: IndexedDocument[]; embedded: number }>;

/** Creates what analyses documents and embeds what is new in them. */
export function createDocumentIndexer(
  { store, embedder }: { store: EmbeddingCache; embedder: Embedder },
  { embedding }: Manifest,
): DocumentIndexer {
  const analyzer = createAnalyzer();
  const modelKey = embeddingModelKey(embedding);
  return async (documents, { isRebuild = false } = {}) => {
    const indexed: IndexedDocument[] = [];
    for (const document of documents) indexed.push(await analyzer.analyze(document));
    const embedded = await embedMissing({ store, embedder }, analyzer.takeTexts(), { modelKey, isRebuild });
    return { documents: indexed, embedded };
  };
}
