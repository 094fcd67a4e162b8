import { embeddingModelKey } from '../../embeddings/embedder.ts';
import type { Manifest, StoredParagraph } from '../document-reader.ts';
import type { ParagraphStore } from '../paragraph-store.ts';
import { openDatabase } from './connection/database.ts';
import { asIndexError } from './connection/database-errors.ts';
import { openReadableIndex } from './connection/read-only-index.ts';
import { createCurrentKeywords } from './keywords/current-keywords.ts';
import { scoreByPostings } from './keywords/score-postings.ts';
import { decodeTerms } from './keywords/terms-blob.ts';
import { readSources } from './reading/read-documents.ts';
import { aspectsOf, readIndexed } from './reading/read-indexed.ts';
import { prepareStatements } from './reading/statements.ts';
import type { VectorPrecision } from './vectors/vector-blob.ts';
import { createVectorSearch } from './vectors/vector-search.ts';
import { createSqliteWriter, type SqliteWriter } from './writing/apply-update.ts';
import { compact } from './writing/compact.ts';
import { acquireWriteLock } from './writing/write-lock.ts';

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
  const { database, directory } = readable;
  const sql = prepareStatements(database);
  const manifestNow = (): Manifest | null => {
    const json = sql.meta.get('manifest') as string | undefined;
    return json === undefined ? null : (JSON.parse(json) as Manifest);
  };
  const modelNow = () => {
    const manifest = manifestNow();
    return manifest ? embeddingModelKey(manifest.embedding) : '';
  };
  const keywords = createCurrentKeywords(database, { directory, modelNow });
  const vectors = createVectorSearch(database, { directory, manifestNow });
  let writer: { connection: ReturnType<typeof openDatabase>; write: SqliteWriter } | null = null;
  const openWriter = () => {
    if (writer === null) {
      const connection = openDatabase(indexDirectory, { durable: true });
      connection.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
      writer = { connection, write: createSqliteWriter(connection, { precision }) };
    }
    return writer;
  };

  return withIndexErrors(indexDirectory, {
    generation: async () => Number(sql.meta.get('generation')),
    manifest: async () => manifestNow(),
    ...readSources(database, sql),
    ...readIndexed(database, sql),
    async paragraphs(keys) {
      const rows = sql.paragraphs.all(JSON.stringify(keys)) as (Omit<StoredParagraph, 'aspects'> & {
        labels: string;
      })[];
      const byKey = new Map(rows.map(({ labels, ...row }) => [row.key, { ...row, aspects: aspectsOf(labels) }]));
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    async keysWithAspects(aspects, limit, documentIds) {
      const list = JSON.stringify(aspects);
      const keys = documentIds
        ? sql.labelledIn.all(list, JSON.stringify(documentIds), limit)
        : sql.labelled.all(list, limit);
      return keys as number[];
    },
    nearest: vectors.nearest,
    similarities: vectors.similarities,
    nearestTerms: vectors.nearestTerms,
    vocabulary: () => keywords.get(),
    async scoreWords(terms, { documentIds, ...search }) {
      const words = await keywords.get();
      const within = documentIds && (sql.bounds.all(JSON.stringify(documentIds)) as { first: number; last: number }[]);
      return scoreByPostings(terms, words, { ...search, within });
    },
    async wordsOf(paragraphKeys) {
      const rows = sql.wordsOf.all(JSON.stringify(paragraphKeys)) as {
        key: number;
        length: number;
        terms: Uint8Array;
      }[];
      return new Map(
        rows.map(({ key, length, terms }) => [key, { length: Math.max(1, length), frequencies: decodeTerms(terms) }]),
      );
    },
    cachedHashes: async (modelKey, hashes) => new Set(sql.kept.all(modelKey, JSON.stringify(hashes)) as string[]),
    cacheEmbeddings: async (modelKey, embeddings, options) =>
      openWriter().write.cacheEmbeddings(modelKey, embeddings, options),
    sharing: null,
    async withWriteLock(work) {
      const release = await acquireWriteLock(indexDirectory, { timeoutMs: lockTimeoutMs });
      try {
        return await work();
      } finally {
        release();
      }
    },
    async update(update) {
      await vectors.prepare(update.manifest);
      await openWriter().write.apply(update);
    },
    async finishUpdate() {
      if (manifestNow() === null) return;
      await compact(openWriter().connection, modelNow());
      await vectors.save();
      await keywords.save();
      if (sql.meta.get('settled') === undefined) openWriter().write.noteComplete();
    },
    isComplete: async () => sql.meta.get('settled') !== undefined,
    async close() {
      await vectors.close();
      writer?.connection.close();
      readable.close();
    },
  });
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
