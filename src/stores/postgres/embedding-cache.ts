import type { CachedEmbedding, EmbeddingCache } from '../embedding-cache.ts';
import type { Database } from './connection/database.ts';
import { vectorLiteral } from './reading/search-vectors.ts';
import { modelKeyOf } from './writing/model-keys.ts';

/** Vectors that are nearer to each other differ in rounding only: a graph cannot distinguish them. */
const EQUAL_BELOW = 1e-6;
/** What vectors must share to be equal, as `embeddings_by_signs` has it. */
const signsOf = (name: string) => `hashtextextended(binary_quantize(${name}.vector)::text, 0)`;
/**
 * The first vector that `added` equals. One that others may name already stays a first one. A damaged one of fewer numbers cannot be compared, and is
 * to be replaced.
 */
const EQUALS = `CASE WHEN kept.key IS NULL OR kept.equals IS NOT NULL THEN (
  SELECT first.key FROM embeddings AS first
  WHERE first.model = $1 AND first.role = 'passage' AND first.equals IS NULL AND vector_norm(first.vector) > 0
  AND ${signsOf('first')} = ${signsOf('added')} AND first.hash <> added.hash
  AND CASE WHEN vector_dims(first.vector) = vector_dims(added.vector) THEN first.vector <=> added.vector < ${EQUAL_BELOW} END
  ORDER BY first.key LIMIT 1) END`;
/** What is the same stays: a row that is written again has to go into the graph of vectors again. */
const REPLACED = `(hash, model) DO UPDATE SET vector = excluded.vector, equals = excluded.equals
  WHERE embeddings.vector <> excluded.vector OR embeddings.equals IS DISTINCT FROM excluded.equals`;

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
      const key = await modelKeyOf({ query }, modelKey);
      for (const added of byTurns(embeddings)) {
        await query(
          `WITH added AS MATERIALIZED (
             SELECT hash, vector::vector FROM unnest($2::text[], $3::text[]) AS given (hash, vector)
           )
           INSERT INTO embeddings (model, hash, vector, equals)
           SELECT $1, added.hash, added.vector, ${EQUALS}
           FROM added LEFT JOIN embeddings AS kept ON kept.model = $1 AND kept.hash = added.hash
           ORDER BY added.hash ON CONFLICT ${isRebuild ? REPLACED : 'DO NOTHING'}`,
          [key, added.map(({ hash }) => hash), added.map(({ literal }) => literal)],
        );
      }
    },
    async cachedEmbeddings(modelKey, hashes) {
      const rows = await query<{ hash: string; vector: string }>(
        `SELECT hash, vector::text AS vector FROM embeddings JOIN models ON models.key = embeddings.model
         WHERE models.model = $1 AND hash = ANY($2)`,
        [modelKey, hashes],
      );
      return rows.map((row) => ({ ...row, vector: Float32Array.from(JSON.parse(row.vector) as number[]) }));
    },
  };
}

/** The keys of kept vectors, by hash. @param options.model Its key. @throws Error when one is not kept: it should have been before. */
export async function keysOfEmbeddings(
  query: Database['query'],
  { model, hashes }: { model: number; hashes: string[] },
): Promise<Map<string, number>> {
  const rows = await query<{ hash: string; key: number }>(
    'SELECT hash, key FROM embeddings WHERE model = $1 AND hash = ANY($2)',
    [model, hashes],
  );
  const keys = new Map(rows.map(({ hash, key }) => [hash, key]));
  const missing = hashes.find((hash) => !keys.has(hash));
  if (missing !== undefined) throw new Error(`no vector is cached under "${missing}"`);
  return keys;
}

/** Each vector once, and then those that equal one of these: what one statement adds, it does not see. */
function byTurns(embeddings: CachedEmbedding[]): (CachedEmbedding & { literal: string })[][] {
  const literals = new Set<string>();
  const turns: [(CachedEmbedding & { literal: string })[], (CachedEmbedding & { literal: string })[]] = [[], []];
  for (const embedding of embeddings) {
    const literal = vectorLiteral(embedding.vector);
    turns[literals.has(literal) ? 1 : 0].push({ ...embedding, literal });
    literals.add(literal);
  }
  return turns.filter((turn) => turn.length > 0);
}
