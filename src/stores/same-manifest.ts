import { embeddingModelKey } from '../embeddings/embedder.ts';
import type { Manifest } from './document-reader.ts';

/** Whether an index made with the one takes what is made with the other. The model's name does not count: the same files under another path give the same vectors. */
export function isSameManifest(a: Manifest, b: Manifest): boolean {
  return (
    a.splitterVersion === b.splitterVersion &&
    a.analyzerVersion === b.analyzerVersion &&
    embeddingModelKey(a.embedding) === embeddingModelKey(b.embedding)
  );
}
