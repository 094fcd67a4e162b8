import type Database from 'better-sqlite3';
import { fromBlob } from './vector-blob.ts';
import type { VectorIndex, VectorIndexOptions, VectorMatch } from './vector-index.ts';

/** Creates an index that compares with every vector: right for a few thousand, and nothing to build. */
export function createExactIndex(
  database: Database.Database,
  { role, model, dimensions }: VectorIndexOptions,
): VectorIndex {
  const after = database.prepare(
    'SELECT embeddings.key, vector FROM embeddings JOIN models ON models.key = embeddings.model WHERE embeddings.key > ? AND role = ? AND models.model = ? ORDER BY embeddings.key',
  );
  const compactionNow = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  let keys: number[] = [];
  /** Unit vectors, one after another. */
  let directions = new Float32Array(0);
  let compaction: unknown;
  return {
    async catchUp() {
      const now = compactionNow.get();
      // Vectors were deleted: all that are left are read again.
      if (now !== compaction) keys = [];
      compaction = now;
      const rows = after.all(keys.at(-1) ?? 0, role, model) as { key: number; vector: Buffer }[];
      if (directions.length < (keys.length + rows.length) * dimensions) {
        const larger = new Float32Array((keys.length + rows.length) * 2 * dimensions);
        larger.set(directions.subarray(0, keys.length * dimensions));
        directions = larger;
      }
      for (const { key, vector } of rows) {
        directions.set(directionOf(fromBlob(vector, dimensions)), keys.length * dimensions);
        keys.push(key);
      }
    },
    async search(vector, limit, wanted) {
      const direction = directionOf(vector);
      let best: VectorMatch[] = [];
      let least = Number.NEGATIVE_INFINITY;
      for (const [row, key] of keys.entries()) {
        let similarity = 0;
        const offset = row * dimensions;
        for (let index = 0; index < dimensions; index += 1)
          similarity += directions[offset + index]! * direction[index]!;
        if (similarity <= least || wanted?.has(key) === false) continue;
        best.push({ key, similarity });
        if (best.length < limit * 4) continue;
        best = best.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
        least = best.at(-1)!.similarity;
      }
      return best.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
    },
    save: async () => {},
    close: async () => {},
  };
}

/** The unit vector in a vector's direction; 0 for one without: all 0, or not all finite. */
function directionOf(vector: Float32Array): Float32Array {
  let squared = 0;
  for (const value of vector) squared += value * value;
  const hasDirection = squared > 0 && Number.isFinite(squared);
  return hasDirection ? vector.map((value) => value / Math.sqrt(squared)) : new Float32Array(vector.length);
}
