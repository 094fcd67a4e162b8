import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { embeddingModelKey } from '../embeddings/embedder.ts';
import type { IndexedDocument, IndexUpdate, KeptEmbedding } from './paragraph-store.ts';
import { toBlob } from './sqlite-schema.ts';

/** Paragraphs written between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

/** Adds vectors to the kept ones; a hash that is already there stays as it is. */
export function keepEmbeddings(database: Database.Database, modelKey: string, embeddings: KeptEmbedding[]): void {
  const insert = database.prepare('INSERT OR IGNORE INTO embeddings (model, hash, vector) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const { hash, vector } of embeddings) insert.run(modelKey, hash, toBlob(vector));
  })();
}

/**
 * Applies an update in one transaction, giving the event loop its turn all along.
 *
 * `database` must be a connection of its own: others go on reading the state before, until the commit.
 */
export async function applyUpdate(database: Database.Database, update: IndexUpdate): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  try {
    const remove = database.prepare('DELETE FROM documents WHERE id = ?');
    for (const id of update.deletedIds) remove.run(id);
    for (const document of update.documents) {
      await writeDocument(database, document, update.termHashes);
      await nextTurn();
    }
    sweep(database, embeddingModelKey(update.manifest.embedding));
    database
      .prepare("INSERT INTO meta VALUES ('manifest', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .run(JSON.stringify(update.manifest));
    database.exec("UPDATE meta SET value = value + 1 WHERE key = 'generation'");
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

async function writeDocument(
  database: Database.Database,
  { document, paragraphs }: IndexedDocument,
  termHashes: Map<string, string>,
) {
  const insertParagraph = database.prepare(
    'INSERT INTO paragraphs (document_id, number, "start", "end", text, embedding_hash, length) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertTerm = database
    .prepare(
      'INSERT INTO terms (term, embedding_hash) VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET embedding_hash = excluded.embedding_hash RETURNING key',
    )
    .pluck();
  const insertPosting = database.prepare('INSERT INTO postings (term_key, paragraph_key, frequency) VALUES (?, ?, ?)');
  const insertLabel = database.prepare('INSERT INTO labels (label, paragraph_key) VALUES (?, ?)');
  const termKeys = new Map<string, number>();
  const keyOf = (term: string) => {
    const key = termKeys.get(term) ?? (insertTerm.get(term, termHashes.get(term)) as number);
    termKeys.set(term, key);
    return key;
  };

  database.prepare('DELETE FROM documents WHERE id = ?').run(document.id);
  database
    .prepare(
      `INSERT INTO documents (id, title, language, date, questions, tags, sha256, text)
       VALUES (@id, @title, @language, @date, @questions, @tags, @sha256, @text)`,
    )
    .run({ ...document, questions: JSON.stringify(document.questions), tags: JSON.stringify(document.tags) });
  for (const [index, { embeddingHash, terms, labels }] of paragraphs.entries()) {
    const { number, start, end } = document.paragraphs[index]!;
    const length = [...terms.values()].reduce((sum, frequency) => sum + frequency, 0);
    const text = document.text.slice(start, end);
    const { lastInsertRowid } = insertParagraph.run(document.id, number, start, end, text, embeddingHash, length);
    for (const [term, frequency] of terms) insertPosting.run(keyOf(term), lastInsertRowid, frequency);
    for (const label of labels) insertLabel.run(label, lastInsertRowid);
    if (index % PARAGRAPHS_PER_TURN === PARAGRAPHS_PER_TURN - 1) await nextTurn();
  }
}

/** Forgets terms that no paragraph has any more, and vectors that nothing refers to. */
function sweep(database: Database.Database, modelKey: string): void {
  database.exec('DELETE FROM terms WHERE key NOT IN (SELECT term_key FROM postings)');
  database
    .prepare(
      `DELETE FROM embeddings WHERE model <> ? OR hash NOT IN
       (SELECT embedding_hash FROM paragraphs UNION SELECT embedding_hash FROM terms)`,
    )
    .run(modelKey);
}
