import type { ParagraphStore } from '../paragraph-store.ts';
import type { Database } from './connection/database.ts';
import { createEmbeddingCache } from './embedding-cache.ts';
import { readOriginals } from './originals.ts';
import { createCurrentVersion } from './reading/index-version.ts';
import { readDocuments } from './reading/read-documents.ts';
import { readState } from './reading/read-state.ts';
import { searchVectors } from './reading/search-vectors.ts';
import { searchWords } from './reading/search-words.ts';
import { applyUpdate } from './writing/apply-update.ts';
import { finishUpdate } from './writing/finish-update.ts';
import { createWriteLock } from './writing/write-lock.ts';

/** Longer than the lease of a process that died: one that starts again right after it was killed waits, and goes on. */
const LOCK_TIMEOUT_MS = 20_000;

/**
 * Opens the store of many machines: everything is in PostgreSQL, with pgvector; in memory there is only what is read again when it changes. Closing
 * it leaves the database open.
 *
 * @param database Its tables are up to date (`upgradeSchema`).
 * @param lockTimeoutMs How long a writer waits for another one.
 * @throws DATABASE_UNAVAILABLE from every method while the database is away.
 */
export function openPostgresStore(
  database: Database,
  { lockTimeoutMs = LOCK_TIMEOUT_MS }: { lockTimeoutMs?: number } = {},
): ParagraphStore {
  const current = createCurrentVersion(database);
  const lock = createWriteLock(database, { timeoutMs: lockTimeoutMs });
  return {
    ...readState(database, current),
    ...readDocuments(database),
    ...readOriginals(database),
    ...searchVectors(database, current),
    ...searchWords(database, current),
    ...createEmbeddingCache(database),
    withWriteLock: lock.withWriteLock,
    sharing: lock.sharing,
    update: (update) => applyUpdate(database, current, update),
    finishUpdate: (options) => finishUpdate(database, current, { lock, ...options }),
    // Its indexes over vectors are made when an update is finished.
    untilWhole: async () => {},
    close: async () => {},
  };
}
