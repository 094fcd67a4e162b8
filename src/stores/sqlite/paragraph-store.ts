import type { ParagraphStore } from '../paragraph-store.ts';
import { openDatabase } from './connection/database.ts';
import { asIndexError } from './connection/database-errors.ts';
import { openReadableIndex, type ReadableIndex } from './connection/read-only-index.ts';
import { prepareEmbeddingWrites, readEmbeddings } from './embedding-cache.ts';
import { createCurrentKeywords } from './keywords/current-keywords.ts';
import { readOriginals } from './originals.ts';
import { readDocuments } from './reading/read-documents.ts';
import { readState } from './reading/read-state.ts';
import { searchVectors } from './reading/search-vectors.ts';
import { searchWords } from './reading/search-words.ts';
import { prepareStatements } from './reading/statements.ts';
import type { VectorPrecision } from './vectors/vector-blob.ts';
import { prepareUpdates } from './writing/apply-update.ts';
import { deleteUnusedVectors, noteComplete } from './writing/finish-update.ts';
import { withWriteLock } from './writing/write-lock.ts';

/** SQLite's memory for what a writer looks up at random, in KiB. */
const WRITER_CACHE_KIB = 65_536;

/**
 * Opens the store of one machine: SQLite is the system of record; the words in memory and the HNSW graphs are derived. A folder that cannot be
 * written is read all the same.
 *
 * @param lockTimeoutMs How long a writer waits for another process.
 * @param precision How vectors are stored from now on.
 * @throws INDEX_CORRUPT, STORAGE_FULL
 */
export function openSqliteStore(
  indexDirectory: string,
  { lockTimeoutMs = 10_000, precision = 'int8' }: { lockTimeoutMs?: number; precision?: VectorPrecision } = {},
): ParagraphStore {
  const readable = openReadableIndex(indexDirectory);
  try {
    return createStore(readable, { indexDirectory, lockTimeoutMs, precision });
  } catch (error) {
    readable.close();
    throw asIndexError(error, indexDirectory);
  }
}

function createStore(
  readable: ReadableIndex,
  {
    indexDirectory,
    lockTimeoutMs,
    precision,
  }: { indexDirectory: string; lockTimeoutMs: number; precision: VectorPrecision },
): ParagraphStore {
  const { database, directory } = readable;
  const sql = prepareStatements(database);
  const { manifestNow, modelNow, ...state } = readState(sql);
  const keywords = createCurrentKeywords(database, { directory, modelNow });
  const vectors = searchVectors(database, { directory, manifestNow });
  const { nearest, similarities } = vectors;
  const writer = createWriter(indexDirectory, { precision });
  return withIndexErrors(indexDirectory, {
    ...state,
    ...readDocuments(database, sql),
    ...readOriginals(database),
    ...readEmbeddings(sql),
    ...searchWords(keywords, sql),
    nearest,
    similarities,
    cacheEmbeddings: async (...given) => writer.open().cacheEmbeddings(...given),
    sharing: null,
    withWriteLock: (work) => withWriteLock(indexDirectory, { timeoutMs: lockTimeoutMs }, work),
    async update(update) {
      await vectors.prepare(update.manifest);
      await writer.open().applyUpdate(update);
    },
    async finishUpdate({ isPart = false } = {}) {
      if (manifestNow() === null) return;
      await deleteUnusedVectors(writer.open().connection, modelNow());
      await vectors.save();
      await keywords.save();
      if (!isPart && !(await state.isComplete())) noteComplete(writer.open().connection);
    },
    untilWhole: () => vectors.whole(),
    async close() {
      await vectors.close();
      writer.close();
      readable.close();
    },
  });
}

/** The connection that writes, which is opened when there is something to write. */
function createWriter(indexDirectory: string, { precision }: { precision: VectorPrecision }) {
  const openNew = () => {
    const connection = openDatabase(indexDirectory, { durable: true });
    connection.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    return {
      connection,
      cacheEmbeddings: prepareEmbeddingWrites(connection, { precision }),
      applyUpdate: prepareUpdates(connection),
    };
  };
  let opened: ReturnType<typeof openNew> | null = null;
  return {
    open() {
      opened ??= openNew();
      return opened;
    },
    close: () => opened?.connection.close(),
  };
}

/** The same store, whose methods report damage and locks as what to do about them. */
function withIndexErrors(indexDirectory: string, store: ParagraphStore): ParagraphStore {
  const reporting =
    (method: (...parameters: never[]) => Promise<unknown>) =>
    (...parameters: never[]) =>
      method(...parameters).catch((error: unknown) => {
        throw asIndexError(error, indexDirectory);
      });
  return Object.fromEntries(
    Object.entries(store).map(([name, part]) => [name, typeof part === 'function' ? reporting(part) : part]),
  ) as unknown as ParagraphStore;
}
