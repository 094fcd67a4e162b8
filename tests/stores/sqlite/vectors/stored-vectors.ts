import { after } from 'node:test';
import { openDatabase } from '../../../../src/stores/sqlite/connection/database.ts';
import type { Database } from '../../../../src/stores/sqlite/connection/sqlite.ts';
import { prepareEmbeddingWrites } from '../../../../src/stores/sqlite/embedding-cache.ts';
import { cosineSimilarity } from '../../../../src/stores/sqlite/vectors/vector-blob.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** Vectors in a database of their own, without any paragraphs. */
export interface StoredVectors {
  directory: string;
  database: Database;
  /** By key, as they were given. */
  vectors: Map<number, Float32Array>;
  /** Stores more; their keys go up. */
  add(vectors: Float32Array[]): void;
  /** Forgets vectors, as a compaction does. */
  forget(keys: number[]): void;
  /** Keys of the nearest, nearest first, compared one by one. */
  exactly(vector: Float32Array, limit: number): number[];
}

/** Opens a database for vectors of one model. */
export function openStoredVectors({ model = 'model' } = {}): StoredVectors {
  const directory = temporaryDirectory();
  const database = openDatabase(directory);
  after(() => database.close());
  const cacheEmbeddings = prepareEmbeddingWrites(database, { precision: 'int8' });
  const vectors = new Map<number, Float32Array>();
  let stored = 0;
  return {
    directory,
    database,
    vectors,
    add(added) {
      const kept = added.map((vector, index) => ({ hash: `${model} ${stored + index}`, vector }));
      stored += added.length;
      const lastKey = database.prepare('SELECT coalesce(max(key), 0) FROM embeddings').pluck();
      const first = (lastKey.get() as number) + 1;
      cacheEmbeddings(model, kept);
      for (const [index, vector] of added.entries()) vectors.set(first + index, vector);
    },
    forget(keys) {
      const forgetOne = database.prepare('DELETE FROM embeddings WHERE key = ?');
      database.transaction(() => {
        for (const key of keys) forgetOne.run(key);
        database.exec("UPDATE meta SET value = value + 1 WHERE key = 'compaction'");
      })();
      for (const key of keys) vectors.delete(key);
    },
    exactly(vector, limit) {
      const all = [...vectors].map(([key, other]) => ({ key, similarity: cosineSimilarity(vector, other) }));
      return all
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit)
        .map(({ key }) => key);
    },
  };
}

/** Makes vectors that lie in clusters, as those of texts do, and are the same for the same seed. */
export function clusteredVectors(seed: number, { dimensions = 256, clusters = 100, spread = 0.7 } = {}) {
  const random = seededRandom(seed);
  /** Normally distributed (Box & Muller, 1958). */
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centres = Array.from({ length: clusters }, () => Float32Array.from({ length: dimensions }, normal));
  return (count: number) =>
    Array.from({ length: count }, () => {
      const centre = centres[Math.floor(random() * clusters)]!;
      return centre.map((value) => value + spread * normal());
    });
}

/** Share of the exactly nearest that were found, over some questions. */
export async function recallOf(
  { exactly }: Pick<StoredVectors, 'exactly'>,
  questions: Float32Array[],
  search: (vector: Float32Array) => Promise<{ key: number }[]>,
): Promise<number> {
  let found = 0;
  for (const question of questions) {
    const keys = new Set((await search(question)).map(({ key }) => key));
    found += exactly(question, 10).filter((key) => keys.has(key)).length;
  }
  return found / (questions.length * 10);
}
