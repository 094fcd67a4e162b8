import type { CachedEmbedding, EmbeddingCache } from '../embedding-cache.ts';
import type { Database } from './connection/database.ts';
import { vectorLiteral } from './reading/search-vectors.ts';
import { modelKeyOf } from './writing/model-keys.ts';

/** What is the same stays: a row that is written again has to go into the graph of vectors again. */
const REPLACED = `(hash, model) DO UPDATE SET role = excluded.role, vector = excluded.vector
  WHERE embeddings.role <> excluded.role OR embeddings.vector <> excluded.vector`;

/** Creates the embedding cache of a database. */
export function createEmbeddingCache({ query }: Pick<Database, 'query'>): EmbeddingCache {
  return {
    async cachedHashes(modelKey, hashes) {
      const rows = await query<{ hash: string }>(
        'SELECT hash FROM embeddings JOIN models ON models.key = embeddings.model WHERE models.model = $1 AND hash = ANY($2)',
        [modelKey, hashes],
      );
      return new Set(rows.map(({ hash }) => hash));
    },
    async cacheEmbeddings(modelKey, embeddings, { isRebuild = false } = {}) {
      await query(
        `INSERT INTO embeddings (model, role, hash, vector)
         SELECT $1, role, hash, vector::vector FROM unnest($2::text[], $3::text[], $4::text[]) AS added (role, hash, vector)
         ORDER BY hash ON CONFLICT ${isRebuild ? REPLACED : 'DO NOTHING'}`,
        [
          await modelKeyOf({ query }, modelKey),
          embeddings.map(({ role }) => role),
          embeddings.map(({ hash }) => hash),
          embeddings.map(({ vector }) => vectorLiteral(vector)),
        ],
      );
    },
    async cachedEmbeddings(modelKey, hashes) {
      const rows = await query<Omit<CachedEmbedding, 'vector'> & { vector: string }>(
        `SELECT hash, role, vector::text AS vector FROM embeddings JOIN models ON models.key = embeddings.model
         WHERE models.model = $1 AND hash = ANY($2)`,
        [modelKey, hashes],
      );
      return rows.map((row) => ({ ...row, vector: Float32Array.from(JSON.parse(row.vector) as number[]) }));
    },
  };
}
