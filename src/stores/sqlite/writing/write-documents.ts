import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexedDocument } from '../../document-reader.ts';
import { storedContext } from '../../stored-structure.ts';
import { encodeTerms } from '../../terms-blob.ts';
import type { Database } from '../connection/sqlite.ts';

/** Paragraphs written between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

/** Terms whose keys are cached; the next one empties the cache. */
const MAX_CACHED_TERMS = 50_000;

/** What documents are written for: an update, by its generation, with the key of its model. */
interface WriteContext {
  generation: number;
  modelKey: number;
  /** Keys of terms that were looked up for this update: the same occur in paragraph after paragraph. Of no use to another one. */
  termKeys: Map<string, number>;
}

/** Writes and removes documents, within a transaction of the caller. */
interface DocumentWriter {
  /** Puts a document in the place of one with the same id, giving the event loop its turn all along. @throws Error when a vector is not cached. */
  write(document: IndexedDocument, context: WriteContext): Promise<void>;
  /** Removes a document; an unknown id is ignored. */
  remove(id: string, generation: number): void;
  /** Removes all documents and terms: keys of terms begin again, so that what is held or saved of the old ones is of no use. */
  removeAll(generation: number): void;
}

type Statements = ReturnType<typeof prepareStatements>;

/** Creates a writer of documents on a connection. */
export function createDocumentWriter(database: Database): DocumentWriter {
  const sql = prepareStatements(database);
  const remove = (id: string, generation: number) => {
    const bounds = sql.removeDocument.get(id) as { first: number; last: number } | undefined;
    if (!bounds) return;
    for (const { key, labels } of sql.removeParagraphs.all(bounds) as { key: number; labels: string }[]) {
      for (const label of labels.split(',')) sql.removeLabel.run(label, key);
    }
    sql.addDeath.run({ ...bounds, generation });
  };
  return {
    remove,
    removeAll(generation) {
      for (const id of sql.documentIds.all() as string[]) remove(id, generation);
      sql.removeTerms.run();
      sql.setCompaction.run(generation);
    },
    async write(indexed, context) {
      remove(indexed.document.id, context.generation);
      const first = ((sql.lastParagraph.get() as number | undefined) ?? 0) + 1;
      const documentKey = addDocument(sql, indexed, first);
      for (const index of indexed.paragraphs.keys()) {
        addParagraph(sql, indexed, { index, key: first + index, documentKey, context });
        if (index % PARAGRAPHS_PER_TURN === PARAGRAPHS_PER_TURN - 1) await nextTurn();
      }
    },
  };
}

/** @param first The key of its first paragraph. @returns The key of the document. */
function addDocument(sql: Statements, { document, paragraphs }: IndexedDocument, first: number): number | bigint {
  return sql.addDocument.run({
    ...document,
    questions: JSON.stringify(document.questions),
    tags: JSON.stringify(document.tags),
    omissions: JSON.stringify(document.omissions),
    act: JSON.stringify(document.act),
    fetched: JSON.stringify(document.fetched),
    blocks: JSON.stringify(document.blocks),
    positions: document.positions ?? null,
    first,
    last: first + paragraphs.length - 1,
  }).lastInsertRowid;
}

function addParagraph(
  sql: Statements,
  { document, paragraphs }: IndexedDocument,
  {
    index,
    key,
    documentKey,
    context,
  }: { index: number; key: number; documentKey: number | bigint; context: WriteContext },
): void {
  const { embeddingHash, terms, aspects, context: own } = paragraphs[index]!;
  const { number, start, end, page, heading } = document.paragraphs[index]!;
  const keys = new Map([...terms].map(([term, frequency]) => [keyOfTerm(sql, term, context), frequency]));
  sql.addParagraph.run({
    key,
    documentKey,
    number,
    start,
    end,
    page,
    heading,
    embeddingKey: embeddingKeyOf(sql, embeddingHash, context),
    length: [...terms.values()].reduce((sum, frequency) => sum + frequency, 0),
    labels: aspects.join(','),
    terms: encodeTerms(keys),
    text: document.text.slice(start, end),
    context: storedContext(own),
  });
  for (const aspect of aspects) sql.addLabel.run(aspect, key);
}

function keyOfTerm(sql: Statements, term: string, { termKeys }: WriteContext): number {
  const cached = termKeys.get(term);
  if (cached !== undefined) return cached;
  const known = sql.termKey.get(term) as number | undefined;
  const key = Number(known ?? sql.addTerm.run(term).lastInsertRowid) - 1;
  if (termKeys.size === MAX_CACHED_TERMS) termKeys.clear();
  termKeys.set(term, key);
  return key;
}

function embeddingKeyOf(sql: Statements, hash: string, { modelKey }: WriteContext): number {
  const key = sql.embeddingKey.get(hash, modelKey) as number | undefined;
  if (key === undefined) throw new Error(`no vector is cached under "${hash}"`);
  return key;
}

function prepareStatements(database: Database) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    lastParagraph: prepare("SELECT seq FROM sqlite_sequence WHERE name = 'paragraphs'").pluck(),
    addDocument: prepare(
      `INSERT INTO documents (id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, omissions, act, url,
         fetched, text, blocks, positions)
       VALUES (@id, @title, @language, @date, @questions, @tags, @sha256, @first, @last, @omissions, @act, @url, @fetched, @text, @blocks,
         @positions)`,
    ),
    removeDocument: prepare(
      'DELETE FROM documents WHERE id = ? RETURNING first_paragraph AS first, last_paragraph AS last',
    ),
    documentIds: prepare('SELECT id FROM documents').pluck(),
    addParagraph: prepare(
      `INSERT INTO paragraphs (key, document_key, number, "start", "end", page, heading, embedding_key, length, labels, terms, text, context)
       VALUES (@key, @documentKey, @number, @start, @end, @page, @heading, @embeddingKey, @length, @labels, @terms, @text, @context)`,
    ),
    removeParagraphs: prepare('DELETE FROM paragraphs WHERE key BETWEEN @first AND @last RETURNING key, labels'),
    addLabel: prepare('INSERT INTO labels (label, paragraph_key) VALUES (?, ?)'),
    removeLabel: prepare('DELETE FROM labels WHERE label = ? AND paragraph_key = ?'),
    addDeath: prepare('INSERT INTO deaths (generation, first, last) VALUES (@generation, @first, @last)'),
    embeddingKey: prepare('SELECT key FROM embeddings WHERE hash = ? AND model = ?').pluck(),
    termKey: prepare('SELECT key FROM terms WHERE term = ?').pluck(),
    addTerm: prepare('INSERT INTO terms (term) VALUES (?)'),
    removeTerms: prepare('DELETE FROM terms'),
    setCompaction: prepare("UPDATE meta SET value = ? WHERE key = 'compaction'"),
  };
}
