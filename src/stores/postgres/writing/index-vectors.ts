import type { Database } from '../connection/database.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import { indexedType } from '../reading/search-vectors.ts';

/** Below this many vectors each one is compared: quicker, and exact. */
export const WORTH_AN_INDEX = 5_000;
/** Held while indexes over vectors are made. */
const INDEXES_LOCK = 7_462_003;

/** The index over the vectors of a model, each of equal ones once. */
export function vectorIndexName(model: number): string {
  return `embeddings_${model}_passage_once`;
}

/**
 * Indexes the vectors of a model once that has become worth it, while others read and write, unless another process does. An index whose making
 * was interrupted is made again.
 */
export async function indexVectors(
  database: Database,
  { model, dimensions }: Pick<IndexVersion, 'model' | 'dimensions'>,
): Promise<void> {
  const name = vectorIndexName(model);
  const rows = `model = ${model} AND role = 'passage'`;
  const look = async (query: Database['query']) => {
    const sql = 'SELECT indisvalid AS "isValid" FROM pg_index WHERE indexrelid = to_regclass($1)';
    return (await query<{ isValid: boolean }>(sql, [`"${database.schema}".${name}`]))[0];
  };
  if ((await look(database.query))?.isValid) return;
  const enough = await database.query(`SELECT 1 FROM embeddings WHERE ${rows} OFFSET ${WORTH_AN_INDEX - 1} LIMIT 1`);
  if (enough.length === 0) return;
  const type = indexedType(dimensions);
  const distance = type.replace(/\(.*/, '_cosine_ops');
  await unlessAnotherDoes(database, async (query) => {
    const there = await look(query);
    if (there?.isValid) return;
    if (there) await query(`DROP INDEX CONCURRENTLY IF EXISTS "${database.schema}".${name}`);
    await query(
      `CREATE INDEX CONCURRENTLY ${name} ON embeddings USING hnsw ((vector::${type}) ${distance}) WHERE ${rows} AND equals IS NULL`,
    );
    // The one of before had equal vectors too. Until now it was used.
    await query(`DROP INDEX CONCURRENTLY IF EXISTS "${database.schema}".embeddings_${model}_passage`);
  });
}

/** Two that make indexes at once would wait for each other. The lock belongs to the connection, and is free when that is lost. */
async function unlessAnotherDoes(database: Database, work: (query: Database['query']) => Promise<void>): Promise<void> {
  await database.unhurried(async (query) => {
    const key = [INDEXES_LOCK, database.schema];
    const [lock] = await query<{ isHeld: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS "isHeld"', key);
    if (!lock?.isHeld) return;
    try {
      await work(query);
    } finally {
      await query('SELECT pg_advisory_unlock($1, hashtext($2))', key);
    }
  });
}
