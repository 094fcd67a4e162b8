import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import type { CachedEmbedding } from '../../embedding-cache.ts';
import type { IndexedDocument, IndexUpdate } from '../../index-writer.ts';
import { encodeTerms } from '../keywords/terms-blob.ts';
import { toBlob, type VectorPrecision } from '../vectors/vector-blob.ts';

/** Paragraphs written between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

/** The writing half of the store. Its connection is its own: others go on reading the state before, until a commit. */
export interface SqliteWriter {
  /** Adds vectors to the kept ones; a hash that is already there stays as it is, unless `isRebuild`. */
  cacheEmbeddings(modelKey: string, embeddings: CachedEmbedding[], options?: { isRebuild?: boolean }): void;
  /** Applies an update in one transaction, giving the event loop its turn all along. */
  apply(update: IndexUpdate): Promise<void>;
  /** Notes that the work came to its end. */
  noteComplete(): void;
}

/** Creates a writer on a connection. @param precision How vectors are stored from now on; those that are there stay as they are. */
export function createSqliteWriter(
  database: Database.Database,
  { precision }: { precision: VectorPrecision },
): SqliteWriter {
  const sql = prepareWriting(database);
  const modelKeyOf = (model: string) => {
    sql.addModel.run(model);
    return sql.modelKey.get(model) as number;
  };

  const embeddingKeyOf = (hash: string, modelKey: number): number => {
    const key = sql.embeddingKey.get(hash, modelKey) as number | undefined;
    if (key === undefined) throw new Error(`no vector is kept under "${hash}"`);
    return key;
  };

  const removeDocument = (id: string, generation: number) => {
    const bounds = sql.removeDocument.get(id) as { first: number; last: number } | undefined;
    if (!bounds) return;
    for (const { key, labels } of sql.removeParagraphs.all(bounds) as { key: number; labels: string }[]) {
      for (const label of labels.split(',')) sql.removeLabel.run(label, key);
    }
    sql.addDeath.run({ ...bounds, generation });
  };

  /** Vectors of two models cannot be compared: with another one, all is made again, as when it is asked for. */
  const forgetAll = (generation: number) => {
    for (const id of sql.documentIds.all() as string[]) removeDocument(id, generation);
    sql.removeTerms.run();
    // The keys of terms begin again: what is held or saved of the old ones is of no use.
    sql.setCompaction.run(generation);
  };

  const keyOfTerm = (
    term: string,
    { termHash, modelKey }: { termHash: (term: string) => string; modelKey: number },
  ) => {
    const known = sql.termKey.get(term) as number | undefined;
    return (known ?? Number(sql.addTerm.run(term, embeddingKeyOf(termHash(term), modelKey)).lastInsertRowid)) - 1;
  };

  const writeDocument = async (
    { document, paragraphs }: IndexedDocument,
    { generation, ...context }: { generation: number; termHash: (term: string) => string; modelKey: number },
  ) => {
    removeDocument(document.id, generation);
    const first = ((sql.lastParagraph.get() as number | undefined) ?? 0) + 1;
    const { lastInsertRowid: documentKey } = sql.addDocument.run({
      ...document,
      questions: JSON.stringify(document.questions),
      tags: JSON.stringify(document.tags),
      first,
      last: first + paragraphs.length - 1,
    });
    for (const [index, { embeddingHash, terms, aspects }] of paragraphs.entries()) {
      const { number, start, end, page, heading } = document.paragraphs[index]!;
      const keys = new Map([...terms].map(([term, frequency]) => [keyOfTerm(term, context), frequency]));
      const key = first + index;
      sql.addParagraph.run({
        ...{ key, documentKey, number, start, end, page, heading },
        embeddingKey: embeddingKeyOf(embeddingHash, context.modelKey),
        length: [...terms.values()].reduce((sum, frequency) => sum + frequency, 0),
        labels: aspects.join(','),
        terms: encodeTerms(keys),
        text: document.text.slice(start, end),
      });
      for (const aspect of aspects) sql.addLabel.run(aspect, key);
      if (index % PARAGRAPHS_PER_TURN === PARAGRAPHS_PER_TURN - 1) await nextTurn();
    }
  };

  return {
    cacheEmbeddings(modelKey, embeddings, { isRebuild = false } = {}) {
      const keep = () => {
        const model = modelKeyOf(modelKey);
        const statement = isRebuild ? sql.replace : sql.keep;
        for (const { hash, role, vector } of embeddings) statement.run(model, role, hash, toBlob(vector, precision));
      };
      // While an update is going on, what it needs belongs to its transaction.
      if (database.inTransaction) keep();
      else database.transaction(keep).immediate();
    },
    noteComplete: () => void sql.noteComplete.run(),
    async apply({ manifest, documents, deletedIds, termHash, sources = new Map(), isRebuild = false }) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const modelKey = modelKeyOf(embeddingModelKey(manifest.embedding));
        const generation = Number(sql.nextGeneration.get());
        if (isRebuild || sql.otherModel.get(modelKey) !== undefined) forgetAll(generation);
        for (const id of deletedIds) removeDocument(id, generation);
        for await (const document of documents) {
          await writeDocument(document, { generation, modelKey, termHash });
          await nextTurn();
        }
        for (const [path, source] of sources) {
          if (source === null) sql.removeSource.run(path);
          else sql.setSource.run({ path, ...source });
        }
        sql.setManifest.run(JSON.stringify(manifest));
        database.exec('COMMIT');
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

function prepareWriting(database: Database.Database) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    addModel: prepare('INSERT INTO models (model) VALUES (?) ON CONFLICT DO NOTHING'),
    modelKey: prepare('SELECT key FROM models WHERE model = ?').pluck(),
    keep: prepare('INSERT INTO embeddings (model, role, hash, vector) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    replace: prepare(
      `INSERT INTO embeddings (model, role, hash, vector) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET role = excluded.role, vector = excluded.vector`,
    ),
    embeddingKey: prepare('SELECT key FROM embeddings WHERE hash = ? AND model = ?').pluck(),
    nextGeneration: prepare("UPDATE meta SET value = value + 1 WHERE key = 'generation' RETURNING value").pluck(),
    setManifest: prepare(
      "INSERT INTO meta VALUES ('manifest', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ),
    noteComplete: prepare("INSERT INTO meta VALUES ('settled', 'true') ON CONFLICT DO NOTHING"),
    lastParagraph: prepare("SELECT seq FROM sqlite_sequence WHERE name = 'paragraphs'").pluck(),
    addDocument: prepare(
      `INSERT INTO documents (id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, text)
       VALUES (@id, @title, @language, @date, @questions, @tags, @sha256, @first, @last, @text)`,
    ),
    removeDocument: prepare(
      'DELETE FROM documents WHERE id = ? RETURNING first_paragraph AS first, last_paragraph AS last',
    ),
    addParagraph: prepare(
      `INSERT INTO paragraphs (key, document_key, number, "start", "end", page, heading, embedding_key, length, labels, terms, text)
       VALUES (@key, @documentKey, @number, @start, @end, @page, @heading, @embeddingKey, @length, @labels, @terms, @text)`,
    ),
    removeParagraphs: prepare('DELETE FROM paragraphs WHERE key BETWEEN @first AND @last RETURNING key, labels'),
    addLabel: prepare('INSERT INTO labels (label, paragraph_key) VALUES (?, ?)'),
    removeLabel: prepare('DELETE FROM labels WHERE label = ? AND paragraph_key = ?'),
    addDeath: prepare('INSERT INTO deaths (generation, first, last) VALUES (@generation, @first, @last)'),
    termKey: prepare('SELECT key FROM terms WHERE term = ?').pluck(),
    addTerm: prepare('INSERT INTO terms (term, embedding_key) VALUES (?, ?)'),
    otherModel: prepare(
      `SELECT 1 FROM embeddings WHERE model <> ?
       AND key IN ((SELECT embedding_key FROM paragraphs LIMIT 1), (SELECT embedding_key FROM terms LIMIT 1))`,
    ).pluck(),
    documentIds: prepare('SELECT id FROM documents').pluck(),
    removeTerms: prepare('DELETE FROM terms'),
    setCompaction: prepare("UPDATE meta SET value = ? WHERE key = 'compaction'"),
    removeSource: prepare('DELETE FROM sources WHERE path = ?'),
    setSource: prepare(
      `INSERT INTO sources (path, document_id, fingerprint, problem, superseded_contents)
       VALUES (@path, @documentId, @fingerprint, @problem, @supersededContents)
       ON CONFLICT (path) DO UPDATE SET document_id = excluded.document_id, fingerprint = excluded.fingerprint,
         problem = excluded.problem, superseded_contents = excluded.superseded_contents`,
    ),
  };
}
