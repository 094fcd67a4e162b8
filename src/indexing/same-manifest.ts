import { embeddingModelKey } from '../embeddings/embedder.ts';
import type { Manifest } from '../stores/paragraph-store.ts';

/** Whether two indexes were made alike. The model's name does not count: the same files under another path give the same vectors. */
export function isSameManifest(a: Manifest, b: Manifest): boolean {
  return (
    a.splitterVersion === b.splitterVersion &&
    a.analyzerVersion === b.analyzerVersion &&
    embeddingModelKey(a.embedding) === embeddingModelKey(b.embedding)
  );
}
