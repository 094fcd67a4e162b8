import type Database from 'better-sqlite3';
import { cosineSimilarity, fromBlob } from './vector-blob.ts';
import type { VectorIndex, VectorIndexOptions } from './vector-index.ts';

/** Creates an index that compares with every vector: right for a few thousand, and nothing to build. */
export function createExactIndex(
  database: Database.Database,
  { role, model, dimensions }: VectorIndexOptions,
): VectorIndex {
  const after = database.prepare(
    'SELECT embeddings.key, vector FROM embeddings JOIN models ON models.key = embeddings.model WHERE embeddings.key > ? AND role = ? AND models.model = ? ORDER BY embeddings.key',
  );
  const compactionNow = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  let vectors: { key: number; vector: Float32Array }[] = [];
  let compaction: unknown;
  return {
    async catchUp() {
      const now = compactionNow.get();
      if (now !== compaction) vectors = [];
      compaction = now;
      const rows = after.all(vectors.at(-1)?.key ?? 0, role, model) as { key: number; vector: Buffer }[];
      for (const { key, vector } of rows) vectors.push({ key, vector: fromBlob(vector, dimensions) });
    },
    async search(vector, limit, wanted) {
      return vectors
        .filter(({ key }) => wanted?.has(key) ?? true)
        .map((stored) => ({ key: stored.key, similarity: cosineSimilarity(vector, stored.vector) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit);
    },
    save: async () => {},
    close: async () => {},
  };
}
