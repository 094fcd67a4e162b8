import type { Document } from '../documents/document.ts';
import { embeddingModelKey } from '../embeddings/embedder.ts';
import { buildHnswIndex, type HnswIndex, loadHnswIndex } from './hnsw-index.ts';
import type {
  Manifest,
  ParagraphStore,
  Posting,
  StoredDocument,
  StoredParagraph,
  Vocabulary,
} from './paragraph-store.ts';
import { fromBlob, openDatabase, toldAsIndexError } from './sqlite-schema.ts';
import { prepareStatements } from './sqlite-statements.ts';
import { applyUpdate, keepEmbeddings } from './sqlite-writer.ts';
import { acquireWriteLock } from './write-lock.ts';

/**
 * Opens the store of one machine: SQLite is the system of record, HNSW the derived nearest-neighbour index.
 *
 * @param lockTimeoutMs How long a writer waits for another process.
 * @throws INDEX_CORRUPT
 */
export function openSqliteStore(indexDirectory: string, { lockTimeoutMs = 10_000 } = {}): ParagraphStore {
  const database = openDatabase(indexDirectory);
  const sql = prepareStatements(database);
  const readGeneration = () => Number(sql.meta.get('generation'));
  const readManifest = (): Manifest | null => {
    const json = sql.meta.get('manifest') as string | undefined;
    return json === undefined ? null : (JSON.parse(json) as Manifest);
  };
  const modelKeyNow = () => {
    const manifest = readManifest();
    return manifest && embeddingModelKey(manifest.embedding);
  };
  const vocabularyOf = cacheByGeneration(readGeneration, () => readVocabulary(sql, readManifest()));
  const hnswOf = cacheByGeneration(readGeneration, async (generation): Promise<HnswIndex | null> => {
    const manifest = readManifest();
    if (manifest === null) return null;
    const { dimensions } = manifest.embedding;
    const loaded = await loadHnswIndex(indexDirectory, { generation, dimensions });
    if (loaded) return loaded;
    const rows = sql.vectors.all(modelKeyNow()) as { key: number; vector: Buffer }[];
    const points = rows.map(({ key, vector }) => ({ key, vector: fromBlob(vector) }));
    const built = await buildHnswIndex(points, { count: points.length, dimensions, generation });
    // Saved for the next start only: when that fails, or another process saves at the same time, it is built again then.
    await built.save(indexDirectory).catch(() => {});
    return built;
  });

  return tellingIndexErrors(indexDirectory, {
    generation: async () => readGeneration(),
    manifest: async () => readManifest(),
    documents: async () => (sql.documents.all() as DocumentRow<StoredDocument>[]).map(withLists),
    async document(id) {
      const row = sql.document.get(id) as DocumentRow<Omit<Document, 'paragraphs'>> | undefined;
      return row ? { ...withLists(row), paragraphs: sql.bounds.all(id) as Document['paragraphs'] } : null;
    },
    async paragraphs(keys) {
      const rows = sql.paragraphs.all(JSON.stringify(keys)) as (Omit<StoredParagraph, 'labels'> & {
        labels: string | null;
      })[];
      const byKey = new Map(rows.map((row) => [row.key, { ...row, labels: row.labels?.split(',') ?? [] }]));
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    async labelled(labels, limit, documentIds) {
      const list = JSON.stringify(labels);
      const keys = documentIds
        ? sql.labelledIn.all(list, JSON.stringify(documentIds), limit)
        : sql.labelled.all(list, limit);
      return keys as number[];
    },
    async nearest(vector, limit, documentIds) {
      const wanted = documentIds && new Set(sql.keysOf.all(JSON.stringify(documentIds)) as number[]);
      const index = await hnswOf();
      return index?.search(vector, limit, wanted && ((key) => wanted.has(key))) ?? [];
    },
    async similarities(vector, keys) {
      const rows = sql.vectorsOf.all(modelKeyNow(), JSON.stringify(keys)) as { key: number; vector: Buffer }[];
      return rows.map((row) => ({ key: row.key, similarity: cosineSimilarity(vector, fromBlob(row.vector)) }));
    },
    vocabulary: async () => vocabularyOf(),
    async postings(termKeys, documentIds) {
      const list = JSON.stringify(termKeys);
      const rows = documentIds ? sql.postingsIn.all(list, JSON.stringify(documentIds)) : sql.postings.all(list);
      return rows as Posting[];
    },
    async keptEmbeddings(modelKey, hashes) {
      const rows = sql.kept.all(modelKey, JSON.stringify(hashes)) as { hash: string; vector: Buffer }[];
      return new Map(rows.map(({ hash, vector }) => [hash, fromBlob(vector)]));
    },
    keepEmbeddings: async (modelKey, embeddings) => keepEmbeddings(database, modelKey, embeddings),
    async exclusively(work) {
      const release = await acquireWriteLock(indexDirectory, { timeoutMs: lockTimeoutMs });
      try {
        return await work();
      } finally {
        release();
      }
    },
    async update(update) {
      const writer = openDatabase(indexDirectory, { durable: true });
      try {
        await applyUpdate(writer, update);
      } finally {
        writer.close();
      }
      await hnswOf();
    },
    close: async () => void database.close(),
  });
}

/** The same store, whose methods tell damage and locks as what to do about them. */
function tellingIndexErrors(indexDirectory: string, store: ParagraphStore): ParagraphStore {
  const tell =
    (method: (...parameters: never[]) => Promise<unknown>) =>
    (...parameters: never[]) =>
      method(...parameters).catch((error: unknown) => {
        throw toldAsIndexError(error, indexDirectory);
      });
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [name, tell(method)]),
  ) as unknown as ParagraphStore;
}

/** A document as SQLite gives it: its lists are JSON. */
type DocumentRow<Fields> = Omit<Fields, 'questions' | 'tags'> & { questions: string; tags: string };

function withLists<Fields>(
  row: Fields & { questions: string; tags: string },
): Omit<Fields, 'questions' | 'tags'> & Pick<Document, 'questions' | 'tags'> {
  return {
    ...row,
    questions: JSON.parse(row.questions) as Document['questions'],
    tags: JSON.parse(row.tags) as Document['tags'],
  };
}

function readVocabulary(sql: ReturnType<typeof prepareStatements>, manifest: Manifest | null): Vocabulary {
  const dimensions = manifest?.embedding.dimensions ?? 0;
  const rows = manifest
    ? (sql.vocabulary.all(embeddingModelKey(manifest.embedding)) as { key: number; term: string; vector: Buffer }[])
    : [];
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [index, { vector }] of rows.entries()) vectors.set(fromBlob(vector), index * dimensions);
  const { count, average } = sql.lengths.get() as { count: number; average: number | null };
  return {
    keys: rows.map(({ key }) => key),
    terms: rows.map(({ term }) => term),
    vectors,
    dimensions,
    paragraphCount: count,
    averageLength: average ?? 0,
  };
}

/** Calls `make` once a generation, however many ask at once; after a failure it is called again. */
function cacheByGeneration<T>(readGeneration: () => number, make: (generation: number) => T): () => T {
  let cached: { generation: number; value: T } | null = null;
  return () => {
    const generation = readGeneration();
    if (cached?.generation !== generation) {
      const entry = { generation, value: make(generation) };
      cached = entry;
      if (entry.value instanceof Promise) entry.value.catch(() => (cached = cached === entry ? null : cached));
    }
    return cached.value;
  };
}

function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squaredA = 0;
  let squaredB = 0;
  for (let index = 0; index < a.length; index += 1) {
    dot += a[index]! * b[index]!;
    squaredA += a[index]! ** 2;
    squaredB += b[index]! ** 2;
  }
  return squaredA === 0 || squaredB === 0 ? 0 : dot / Math.sqrt(squaredA * squaredB);
}
