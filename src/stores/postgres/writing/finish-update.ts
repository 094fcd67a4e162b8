import type { Database } from '../connection/database.ts';
import type { CurrentVersion, IndexVersion } from '../reading/index-version.ts';
import { indexVectors } from './index-vectors.ts';
import type { WriteLock } from './write-lock.ts';

/** Vectors are deleted once so many paragraphs were deleted, as a share of those that are there. */
const DELETED_SHARE = 0.25;
/** Vectors that are looked at in one transaction: before one is deleted, it is looked for among the paragraphs. */
const VECTORS_AT_ONCE = 20_000;

/**
 * Makes the indexes over vectors that have become worth it, deletes vectors that nothing refers to, and notes that the index is complete, unless it is a
 * part that was indexed. Other processes go on answering.
 */
export async function finishUpdate(
  database: Database,
  current: CurrentVersion,
  { lock, isPart = false }: { lock: WriteLock; isPart?: boolean },
): Promise<void> {
  const { version } = await current.look();
  if (version === null) return;
  await indexVectors(database, version);
  await deleteUnusedVectors(database, version, lock);
  if (isPart) return;
  await database.query('UPDATE editions SET is_settled = true WHERE key = $1 AND NOT is_settled', [version.key]);
}

async function deleteUnusedVectors({ query }: Database, { key, model }: IndexVersion, lock: WriteLock): Promise<void> {
  const [worthIt] = await query<{ last: number }>(
    `SELECT (SELECT max(key) FROM embeddings) AS last FROM editions WHERE key = $1 AND (
       (gone > 0 AND gone >= paragraphs * ${DELETED_SHARE})
       OR EXISTS (SELECT 1 FROM models WHERE key <> $2 AND EXISTS (SELECT 1 FROM embeddings WHERE embeddings.model = models.key)))`,
    [key, model],
  );
  if (!worthIt) return;
  for (let after = 0; after < worthIt.last; after += VECTORS_AT_ONCE) {
    // Vectors are kept before their documents are written: none may be on the way. One that others equal goes some time after the last of them.
    const isDone = await lock.ifAlone(async (ask) => {
      await ask(
        `DELETE FROM embeddings WHERE key > $1 AND key <= $2
         AND NOT EXISTS (SELECT 1 FROM paragraphs WHERE embedding_key = embeddings.key)
         AND NOT EXISTS (SELECT 1 FROM embeddings AS equal WHERE equal.equals = embeddings.key)`,
        [after, after + VECTORS_AT_ONCE],
      );
    });
    if (!isDone) return;
  }
  await query('UPDATE editions SET gone = 0 WHERE key = $1', [key]);
}
