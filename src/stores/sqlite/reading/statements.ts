import type { Database } from '../connection/sqlite.ts';

const DOCUMENT_COLUMNS = 'id, title, language, date, questions, tags, sha256, omissions, act, url, fetched';
const PARAGRAPH_COLUMNS = `
  paragraphs.key, id AS documentId, title AS documentTitle, url AS documentUrl, language, number, "start", "end", page, heading, labels, paragraphs.text, context
  FROM paragraphs JOIN documents ON documents.key = document_key`;
/** Lists travel as one JSON parameter, so that a statement is prepared once for any length. */
const IN_LIST = 'IN (SELECT value FROM json_each(?))';
const BOUNDS = 'first_paragraph AS first, last_paragraph AS last';

/** Every statement that reads the store, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Prepares the statements for a connection. */
export function prepareStatements(database: Database) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    meta: prepare('SELECT value FROM meta WHERE key = ?').pluck(),
    /** Changes when another connection has written. */
    dataVersion: prepare('PRAGMA data_version').pluck(),
    documents: prepare(
      `SELECT ${DOCUMENT_COLUMNS}, last_paragraph - first_paragraph + 1 AS paragraphs FROM documents ORDER BY id LIMIT ?`,
    ),
    document: prepare(`SELECT ${DOCUMENT_COLUMNS}, text, blocks, ${BOUNDS} FROM documents WHERE id = ?`),
    text: prepare('SELECT text FROM documents WHERE id = ?').pluck(),
    positions: prepare('SELECT positions FROM documents WHERE id = ?').pluck(),
    bounds: prepare(`SELECT ${BOUNDS} FROM documents WHERE id ${IN_LIST} ORDER BY first_paragraph`),
    places: prepare(
      'SELECT number, "start", "end", page, heading FROM paragraphs WHERE key BETWEEN @first AND @last ORDER BY key',
    ),
    // Without its vector a paragraph is there all the same, with a hash that no vector has.
    indexed: prepare(
      `SELECT number, "start", "end", page, heading, labels, terms, context, coalesce(hash, '') AS embeddingHash
       FROM paragraphs LEFT JOIN embeddings ON embeddings.key = embedding_key WHERE paragraphs.key BETWEEN @first AND @last ORDER BY paragraphs.key`,
    ),
    terms: prepare(`SELECT key - 1 AS termKey, term FROM terms WHERE key - 1 ${IN_LIST}`),
    sources: prepare(
      'SELECT path, document_id AS documentId, fingerprint, problem, superseded_contents AS supersededContents FROM sources',
    ),
    paragraphs: prepare(`SELECT ${PARAGRAPH_COLUMNS} WHERE paragraphs.key ${IN_LIST}`),
    wordsOf: prepare(`SELECT key, length, terms FROM paragraphs WHERE key ${IN_LIST}`),
    labelled: prepare(`SELECT DISTINCT paragraph_key FROM labels WHERE label ${IN_LIST} LIMIT ?`).pluck(),
    labelledIn: prepare(
      `SELECT DISTINCT paragraph_key FROM documents JOIN labels ON paragraph_key BETWEEN first_paragraph AND last_paragraph
       WHERE label ${IN_LIST} AND id ${IN_LIST} LIMIT ?`,
    ).pluck(),
    cached: prepare(
      `SELECT hash FROM embeddings JOIN models ON models.key = embeddings.model WHERE models.model = ? AND hash ${IN_LIST}`,
    ).pluck(),
    embeddings: prepare(
      `SELECT hash, vector FROM embeddings JOIN models ON models.key = embeddings.model
       WHERE models.model = ? AND hash ${IN_LIST}`,
    ),
  };
}
