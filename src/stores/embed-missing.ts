import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder, EmbeddingRole } from '../embeddings/embedder.ts';
import { trustIn } from '../embeddings/known-share.ts';
import type { EmbeddingCache } from './embedding-cache.ts';

/** Texts embedded at once: questions asked meanwhile wait for one of these at most. */
const BATCH_SIZE = 64;
/** Batches that are embedded at the same time: a large model is opened once for each core. */
const AHEAD = availableParallelism();

/** Texts to embed, by the hash their embedding is kept under. */
export type TextsByHash = Record<EmbeddingRole, Map<string, string>>;

interface MissingText {
  role: EmbeddingRole;
  hash: string;
  text: string;
}

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
  const hashes = [...texts.passage.keys(), ...texts.query.keys()];
  const known = isRebuild ? new Set<string>() : await store.cachedHashes(modelKey, hashes);
  const missing = (['passage', 'query'] as const).flatMap((role) => missingTexts(texts[role], role, known));

  const batches = batchesOf(missing);
  const embed = (batch: MissingText[]) => {
    const batchTexts = batch.map(({ text }) => text);
    const vectors =
      batch[0]!.role === 'query' ? embedTerms(embedder, batchTexts) : embedder.embed(batchTexts, 'passage');
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
      batch.map(({ hash, role }, row) => ({ hash, role, vector: vectors[row]! })),
      { isRebuild },
    );
  }
  return missing.length;
}

/** Terms that the model does not know are like no others: their vectors are 0. */
async function embedTerms({ words }: Embedder, terms: string[]): Promise<Float32Array[]> {
  const [vectors, shares] = await Promise.all([words.embed(terms, 'query'), words.knownShares(terms)]);
  return vectors.map((vector, index) => (trustIn(shares[index]!) > 0 ? vector : new Float32Array(vector.length)));
}

/** Texts of like length come together: the model pads each batch to its longest. */
function missingTexts(texts: Map<string, string>, role: EmbeddingRole, known: ReadonlySet<string>): MissingText[] {
  return [...texts]
    .filter(([hash]) => !known.has(hash))
    .map(([hash, text]) => ({ role, hash, text }))
    .sort((a, b) => a.text.length - b.text.length);
}

/** Batches of one role each, in order. */
function batchesOf(missing: MissingText[]): MissingText[][] {
  const batches: MissingText[][] = [];
  for (const item of missing) {
    const last = batches.at(-1);
    if (last && last.length < BATCH_SIZE && last[0]!.role === item.role) last.push(item);
    else batches.push([item]);
  }
  return batches;
}
