import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import type { IndexedDocument, Manifest } from '../stores/document-reader.ts';
import { embedMissing } from '../stores/embed-missing.ts';
import type { EmbeddingCache } from '../stores/embedding-cache.ts';
import type { AnalyzedDocument } from './analysis/analyze-document.ts';

/** Makes documents ready for the store, which then keeps every vector they need. */
type DocumentIndexer = (
  documents: readonly AnalyzedDocument[],
  options?: { isRebuild?: boolean },
) => Promise<{ documents: IndexedDocument[]; embedded: number }>;

/** Creates what embeds all that is new in documents. */
export function createDocumentIndexer(
  { store, embedder }: { store: EmbeddingCache; embedder: Embedder },
  { embedding }: Manifest,
): DocumentIndexer {
  const modelKey = embeddingModelKey(embedding);
  return async (documents, { isRebuild = false } = {}) => {
    const texts = new Map(documents.flatMap(({ analysis }) => [...analysis.texts]));
    const embedded = await embedMissing({ store, embedder }, texts, { modelKey, isRebuild });
    return {
      documents: documents.map(({ document, analysis: { paragraphs } }) => ({ document, paragraphs })),
      embedded,
    };
  };
}
