import type { ParagraphStore } from '../paragraph-store.ts';
import type { Database } from './connection/database.ts';
import { createCurrentEdition } from './reading/current-version.ts';
import { embeddingsOf } from './reading/embeddings.ts';
import { readDocuments } from './reading/read-documents.ts';
import { scoreWords } from './reading/score-words.ts';
import { searchVectors } from './reading/search-vectors.ts';
import { createVocabularyReader } from './reading/vocabulary.ts';
import { applyUpdate } from './writing/apply-update.ts';
import { finishUpdate } from './writing/finish-update.ts';
import { createWriteLock } from './writing/write-lock.ts';

/** Longer than the lease of a process that died: who starts again right after it was killed waits, and goes on. */
const LOCK_TIMEOUT_MS = 20_000;

/**
 * Opens the store of many machines: everything is in PostgreSQL, with pgvector; in memory there is only what is read anew when it changes. Whoever opened
 * the database closes it.
 *
 * @param database Migrated.
 * @param lockTimeoutMs How long a writer waits for another one.
 * @throws DATABASE_UNAVAILABLE from every method while the database is away.
 */
export function openPostgresStore(
  database: Database,
  { lockTimeoutMs = LOCK_TIMEOUT_MS }: { lockTimeoutMs?: number } = {},
): ParagraphStore {
  const current = createCurrentEdition(database);
  const lock = createWriteLock(database, { timeoutMs: lockTimeoutMs });
  return {
    generation: async () => (await current.look()).generation,
    manifest: async () => (await current.look()).edition?.manifest ?? null,
    ...readDocuments(database),
    ...searchVectors(database, current),
    vocabulary: createVocabularyReader(database, current),
    scoreWords: async (terms, search) => scoreWords(terms, search, { ...database, edition: await current.known() }),
    ...embeddingsOf(database),
    withWriteLock: lock.withWriteLock,
    sharing: lock.sharing,
    update: (update) => applyUpdate(database, current, update),
    finishUpdate: () => finishUpdate(database, current, lock),
    async isComplete() {
      const [row] = await database.query<{ isComplete: boolean }>(
        'SELECT is_settled AS "isComplete" FROM state JOIN editions ON key = edition',
      );
      return row?.isComplete ?? false;
    },
    close: async () => {},
  };
}
