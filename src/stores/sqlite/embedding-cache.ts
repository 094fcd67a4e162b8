import { dimensionsOfKey } from '../../embeddings/embedder.ts';
import type { CachedEmbedding, EmbeddingCache } from '../embedding-cache.ts';
import type { Database } from './connection/sqlite.ts';
import type { Statements } from './reading/statements.ts';
import { fromBlob, toBlob, type VectorPrecision } from './vectors/vector-blob.ts';
import { prepareModelKeys } from './writing/model-keys.ts';

/** Reads the embedding cache from a database that is open. */
export function readEmbeddings(sql: Statements): Pick<EmbeddingCache, 'cachedHashes' | 'cachedEmbeddings'> {
  return {
    cachedHashes: async (modelKey, hashes) => new Set(sql.cached.all(modelKey, JSON.stringify(hashes)) as string[]),
    async cachedEmbeddings(modelKey, hashes) {
      const rows = sql.embeddings.all(modelKey, JSON.stringify(hashes)) as { hash: string; vector: Buffer }[];
      return rows.map(({ hash, vector }) => ({ hash, vector: fromBlob(vector, dimensionsOfKey(modelKey)) }));
    },
  };
}

/**
 * Prepares what adds vectors, as `EmbeddingCache` says.
 *
 * @param database A connection for writing.
 * @param precision How vectors are stored from now on; those that are there stay as they are.
 */
export function prepareEmbeddingWrites(
  database: Database,
  { precision }: { precision: VectorPrecision },
): (modelKey: string, embeddings: CachedEmbedding[], options?: { isRebuild?: boolean }) => void {
  const modelKeyOf = prepareModelKeys(database);
  const add = 'INSERT INTO embeddings (model, hash, vector) VALUES (?, ?, ?)';
  const keep = database.prepare(`${add} ON CONFLICT DO NOTHING`);
  const replace = database.prepare(`${add} ON CONFLICT DO UPDATE SET vector = excluded.vector`);
  return (modelKey, embeddings, { isRebuild = false } = {}) => {
    const write = () => {
      const model = modelKeyOf(modelKey);
      const statement = isRebuild ? replace : keep;
      for (const { hash, vector } of embeddings) statement.run(model, hash, toBlob(vector, precision));
    };
    // While an update is going on, what it needs belongs to its transaction.
    if (database.inTransaction) return write();
    // The update that needs them brings them to the disk with itself; a power cut before it costs no more than embedding them again.
    database.pragma('synchronous = NORMAL');
    try {
      database.transaction(write).immediate();
    } finally {
      database.pragma('synchronous = FULL');
    }
  };
}
