import { SPLITTER_VERSION } from '../documents/canonical-text/split-paragraphs.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Manifest } from '../stores/document-reader.ts';
import { ANALYZER_VERSION } from '../text/tokenize.ts';

/** What this program makes an index with. @throws MODEL_UNAVAILABLE */
export async function currentManifest(embedder: Embedder): Promise<Manifest> {
  return {
    embedding: await embedder.model(),
    splitterVersion: SPLITTER_VERSION,
    analyzerVersion: ANALYZER_VERSION,
  };
}
