import type { CurrentEdition, Edition } from './current-edition.ts';
import type { Database } from './database.ts';
import { indexedType } from './search-vectors.ts';
import type { WriteLock } from './write-lock.ts';

/** Vectors that nothing refers to are forgotten once so many paragraphs went, as a share of those that are there. */
const GONE_SHARE = 0.25;
/** Below this many vectors each one is compared: quicker, and exact. */
export const WORTH_AN_INDEX = 5_000;

/** Forgets what nothing refers to, and makes the indexes over vectors that have become worth it. Other processes go on answering. */
export async function settle(database: Database, current: CurrentEdition, lock: WriteLock): Promise<void> {
  const { edition } = await current.look();
  if (edition === null) return;
  await forgetVectors(edition, lock);
  for (const role of ['passage', 'query'] as const) await indexVectors(database, edition, role);
}

async function forgetVectors({ key, model }: Edition, lock: WriteLock): Promise<void> {
  // Vectors are kept before their documents are written: none may be on the way.
  await lock.ifAlone(async (query) => {
    const [worthIt] = await query(
      `SELECT 1 FROM editions WHERE key = $1 AND (
         (gone > 0 AND gone >= paragraphs * ${GONE_SHARE}) OR EXISTS (SELECT 1 FROM embeddings WHERE model <> $2))`,
      [key, model],
    );
    if (!worthIt) return;
    await query(
      `DELETE FROM embeddings WHERE NOT EXISTS (SELECT 1 FROM paragraphs WHERE embedding_key = embeddings.key)
       AND NOT EXISTS (SELECT 1 FROM terms WHERE embedding_key = embeddings.key)`,
    );
    await query('UPDATE editions SET gone = 0 WHERE key = $1', [key]);
  });
}

/** The index over the vectors of a model and a role. */
export function vectorIndexName(model: number, role: 'passage' | 'query'): string {
  return `embeddings_${model}_${role}`;
}

/** Made while others read and write, by whoever comes first. One that was interrupted is of no use, and made again. */
async function indexVectors(
  database: Database,
  { model, dimensions }: Edition,
  role: 'passage' | 'query',
): Promise<void> {
  const name = vectorIndexName(model, role);
  const rows = `model = ${model} AND role = '${role}'`;
  const look = async () => {
    const [index] = await database.query<{ isDone: boolean }>(
      `SELECT indisvalid OR EXISTS (SELECT 1 FROM pg_stat_progress_create_index WHERE index_relid = indexrelid) AS "isDone"
       FROM pg_index WHERE indexrelid = to_regclass($1)`,
      [name],
    );
    return index;
  };
  const there = await look();
  if (there?.isDone) return;
  const enough = await database.query(`SELECT 1 FROM embeddings WHERE ${rows} OFFSET ${WORTH_AN_INDEX - 1} LIMIT 1`);
  if (enough.length === 0) return;
  const type = indexedType(dimensions);
  const distance = type.replace(/\(.*/, '_cosine_ops');
  if (there) await database.unhurried(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  try {
    await database.unhurried(
      `CREATE INDEX CONCURRENTLY ${name} ON embeddings USING hnsw ((vector::${type}) ${distance}) WHERE ${rows}`,
    );
  } catch (error) {
    // Another process began at the same moment.
    if (!(await look())?.isDone) throw error;
  }
}
