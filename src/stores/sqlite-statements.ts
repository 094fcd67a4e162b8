import type Database from 'better-sqlite3';

const DOCUMENT_COLUMNS = 'id, title, language, date, questions, tags, sha256';
const PARAGRAPH_COLUMNS = `
  paragraphs.key, document_id AS documentId, documents.title AS documentTitle, documents.language, number, "start", "end", paragraphs.text,
  (SELECT group_concat(label) FROM labels WHERE paragraph_key = paragraphs.key) AS labels
  FROM paragraphs JOIN documents ON documents.id = document_id`;
const VECTOR_OF_PARAGRAPH = 'embeddings.hash = paragraphs.embedding_hash AND embeddings.model = ?';
/** Lists travel as one JSON parameter, so that a statement is prepared once for any length. */
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** Every reading statement of the store, prepared once. */
export function prepareStatements(database: Database.Database) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    meta: prepare('SELECT value FROM meta WHERE key = ?').pluck(),
    documents: prepare(
      `SELECT ${DOCUMENT_COLUMNS}, (SELECT count(*) FROM paragraphs WHERE document_id = id) AS paragraphs FROM documents ORDER BY id`,
    ),
    document: prepare(`SELECT ${DOCUMENT_COLUMNS}, text FROM documents WHERE id = ?`),
    bounds: prepare('SELECT number, "start", "end" FROM paragraphs WHERE document_id = ? ORDER BY number'),
    paragraphs: prepare(`SELECT ${PARAGRAPH_COLUMNS} WHERE paragraphs.key ${IN_LIST}`),
    labelled: prepare(`SELECT DISTINCT paragraph_key FROM labels WHERE label ${IN_LIST} LIMIT ?`).pluck(),
    labelledIn: prepare(
      `SELECT DISTINCT paragraph_key FROM labels JOIN paragraphs ON key = paragraph_key WHERE label ${IN_LIST} AND document_id ${IN_LIST} LIMIT ?`,
    ).pluck(),
    keysOf: prepare(`SELECT key FROM paragraphs WHERE document_id ${IN_LIST}`).pluck(),
    vectors: prepare(`SELECT key, vector FROM paragraphs JOIN embeddings ON ${VECTOR_OF_PARAGRAPH}`),
    vectorsOf: prepare(
      `SELECT key, vector FROM paragraphs JOIN embeddings ON ${VECTOR_OF_PARAGRAPH} WHERE key ${IN_LIST}`,
    ),
    vocabulary: prepare(
      'SELECT key, term, vector FROM terms JOIN embeddings ON embeddings.hash = terms.embedding_hash AND embeddings.model = ? ORDER BY key',
    ),
    lengths: prepare('SELECT count(*) AS count, avg(length) AS average FROM paragraphs'),
    postings: prepare(
      `SELECT term_key AS termKey, paragraph_key AS paragraphKey, frequency, length
       FROM postings JOIN paragraphs ON key = paragraph_key WHERE term_key ${IN_LIST}`,
    ),
    postingsIn: prepare(
      `SELECT term_key AS termKey, paragraph_key AS paragraphKey, frequency, length
       FROM postings JOIN paragraphs ON key = paragraph_key WHERE term_key ${IN_LIST} AND document_id ${IN_LIST}`,
    ),
    kept: prepare(`SELECT hash, vector FROM embeddings WHERE model = ? AND hash ${IN_LIST}`),
  };
}
