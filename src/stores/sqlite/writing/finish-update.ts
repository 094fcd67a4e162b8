import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../connection/sqlite.ts';

/** Vectors are deleted once so many paragraphs were deleted, as a share of those that are there. */
const DELETED_SHARE = 0.25;
/** Vectors looked at between two turns of the event loop. */
const VECTORS_PER_TURN = 2000;

/**
 * Deletes vectors that nothing refers to, in one transaction, once so many paragraphs were deleted that it is worth it: what is derived from
 * the tables is then made again.
 *
 * @param model `embeddingModelKey` of the vectors in use.
 * @returns Whether it did.
 */
export async function deleteUnusedVectors(database: Database, model: string): Promise<boolean> {
  const deleted = database.prepare('SELECT coalesce(sum(last - first + 1), 0) FROM deaths').pluck().get() as number;
  if (deleted === 0) return false;
  const there = database
    .prepare('SELECT coalesce(sum(last_paragraph - first_paragraph + 1), 0) FROM documents')
    .pluck()
    .get() as number;
  if (deleted < there * DELETED_SHARE) return false;

  const deleteUnused = database.prepare(`
    DELETE FROM embeddings WHERE key > @after AND key <= @upTo AND (
      model NOT IN (SELECT key FROM models WHERE model = @model)
      OR NOT EXISTS (SELECT 1 FROM paragraphs WHERE embedding_key = embeddings.key))`);
  const last = (database.prepare('SELECT max(key) FROM embeddings').pluck().get() as number | null) ?? 0;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (let after = 0; after < last; after += VECTORS_PER_TURN) {
      deleteUnused.run({ after, upTo: after + VECTORS_PER_TURN, model });
      await nextTurn();
    }
    database.exec(`
      DELETE FROM deaths;
      UPDATE meta SET value = value + 1 WHERE key = 'generation';
      UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'generation') WHERE key = 'compaction'`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
  return true;
}

/** Notes that the work that filled the index came to its end. */
export function noteComplete(database: Database): void {
  database.prepare("INSERT INTO meta VALUES ('settled', 'true') ON CONFLICT DO NOTHING").run();
}
