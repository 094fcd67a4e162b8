import type { Database } from '../connection/sqlite.ts';

/** Vectors kept, those that were needed last: a question compares the paragraphs it found twice, and its documents are asked about again. */
const MAX_KEPT = 1000;

/** A vector as it is stored, by the key of its paragraph. */
export interface StoredVector {
  key: number;
  vector: Buffer;
}

/** Creates what reads the vectors of paragraphs, in the order of their keys as they are given; unknown keys are left out. */
export function createVectorReader(database: Database): (keys: readonly number[]) => StoredVector[] {
  const read = database.prepare(
    `SELECT paragraphs.key, vector FROM paragraphs JOIN embeddings ON embeddings.key = embedding_key
     WHERE paragraphs.key IN (SELECT value FROM json_each(?))`,
  );
  /** Changes when another connection has written, as all do that write. */
  const version = database.prepare('PRAGMA data_version').pluck();
  const kept = new Map<number, StoredVector>();
  let keptVersion: unknown;
  return (keys) => {
    const versionNow = version.get();
    if (versionNow !== keptVersion) kept.clear();
    keptVersion = versionNow;
    const missing = keys.filter((key) => !kept.has(key));
    const rows = missing.length === 0 ? [] : (read.all(JSON.stringify(missing)) as StoredVector[]);
    const found = new Map(rows.map((row) => [row.key, row]));
    const vectors = keys.flatMap((key) => kept.get(key) ?? found.get(key) ?? []);
    for (const row of vectors) {
      // Written again as the last: a Map keeps the order of insertion, so the first key is the one unused for longest.
      kept.delete(row.key);
      kept.set(row.key, row);
    }
    for (const key of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(key);
    }
    return vectors;
  };
}
