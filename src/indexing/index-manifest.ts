import { SPLITTER_VERSION } from '../documents/canonical-text/split-paragraphs.ts';
import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import { measureScale } from '../embeddings/similarity/measure-scale.ts';
import type { Manifest } from '../stores/document-reader.ts';
import { ANALYZER_VERSION } from '../text/tokenize.ts';

/**
 * What this program makes an index with. What the cosines of a model mean is measured once and kept there; of the built-in model, the one whose
 * words come from itself, its calibration says it.
 *
 * @param before What the index was made with.
 * @throws MODEL_UNAVAILABLE
 */
export async function currentManifest(embedder: Embedder, before: Manifest | null): Promise<Manifest> {
  const embedding = await embedder.model();
  const isSameModel = before !== null && embeddingModelKey(before.embedding) === embeddingModelKey(embedding);
  const known = isSameModel ? before.similarity : undefined;
  const similarity = known ?? (embedding.words === null ? undefined : await measureScale(embedder));
  return {
    embedding,
    ...(similarity && { similarity }),
    splitterVersion: SPLITTER_VERSION,
    analyzerVersion: ANALYZER_VERSION,
  };
}
