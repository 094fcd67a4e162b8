import { SPLITTER_VERSION } from '../documents/split-paragraphs.ts';
import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import { ANALYZER_VERSION } from '../language/tokenize.ts';
import type { Manifest } from '../stores/paragraph-store.ts';

/** What this program makes an index with. @throws MODEL_UNAVAILABLE */
export async function currentManifest(embedder: Embedder): Promise<Manifest> {
  return {
    embedding: await embedder.model(),
    splitterVersion: SPLITTER_VERSION,
    analyzerVersion: ANALYZER_VERSION,
  };
}

/** Whether an index made with the one takes what is made with the other. The model's name does not count: the same files under another path give the same vectors. */
export function isSameManifest(a: Manifest, b: Manifest): boolean {
  return (
    a.splitterVersion === b.splitterVersion &&
    a.analyzerVersion === b.analyzerVersion &&
    embeddingModelKey(a.embedding) === embeddingModelKey(b.embedding)
  );
}
