import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder } from '../embeddings/embedder.ts';
import type { EmbeddingCache } from './embedding-cache.ts';

/** Texts embedded at once: questions asked meanwhile wait for one of these at most. */
const BATCH_SIZE = 64;
/** Batches that are embedded at the same time: a large model is opened once for each core. */
const AHEAD = availableParallelism();

/** Passages to embed, by the hash their embedding is kept under. */
export type TextsByHash = Map<string, string>;

/**
 * Embeds what the store does not have yet, and keeps it at once: work that was interrupted is not done again.
 *
 * @param options.isRebuild What the store has is embedded again, and replaced.
 * @returns How many texts were embedded.
 */
export async function embedMissing(
  { store, embedder }: { store: EmbeddingCache; embedder: Embedder },
  texts: TextsByHash,
  { modelKey, isRebuild = false }: { modelKey: string; isRebuild?: boolean },
): Promise<number> {
  const known = isRebuild ? new Set<string>() : await store.cachedHashes(modelKey, [...texts.keys()]);
  // Texts of like length come together: the model pads each batch to its longest.
  const missing = [...texts].filter(([hash]) => !known.has(hash)).sort(([, a], [, b]) => a.length - b.length);

  const batches = batchesOf(missing);
  const embed = (batch: [hash: string, text: string][]) => {
    const vectors = embedder.embed(
      batch.map(([, text]) => text),
      'passage',
    );
    vectors.catch(() => {}); // It is thrown when it is awaited; writing the batch before may fail first.
    return vectors;
  };
  const embedding = batches.slice(0, AHEAD).map(embed);
  for (const [index, batch] of batches.entries()) {
    const vectors = await embedding.shift()!;
    const next = batches[index + AHEAD];
    if (next) embedding.push(embed(next));
    // The model has the next batches before this one is written: both work at once.
    await nextTurn();
    await store.cacheEmbeddings(
      modelKey,
      batch.map(([hash], row) => ({ hash, vector: vectors[row]! })),
      { isRebuild },
    );
  }
  return missing.length;
}

function batchesOf<Item>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) batches.push(items.slice(start, start + BATCH_SIZE));
  return batches;
}
