/** Raised with every change of the tables below; what brings older ones up to it is in `upgrade-schema.ts`. */
export const SCHEMA_VERSION = 8;

/**
 * The tables of the index.
 *
 * Keys are AUTOINCREMENT: never used twice, so that what is derived from the tables can only name what was deleted, never something else.
 * The paragraphs of a document have keys in a row. `originals` are files as they came, which nothing else has: they stay when documents are
 * written again. Generations start anywhere, so that what was derived from a database that was here
 * before never looks like this one's. `deaths` are the keys of deleted paragraphs, for processes that hold the older ones in memory;
 * `compaction` says when they, vectors that nothing refers to, or all terms were last deleted: what was derived before that fits no
 * more. `labels` are the aspects of paragraphs. `terms`: see `encodeTerms`; `vector`: `toBlob`; `superseded_contents`: `Source`. `blocks`,
 * `omissions`, `act`, `fetched`, `context` and `positions` are JSON; `blocks` and `positions` are null where a document was read before they were kept.
 */
export const INDEX_SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE models (key INTEGER PRIMARY KEY, model TEXT NOT NULL UNIQUE);
  CREATE TABLE embeddings (
    key INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES models (key), hash TEXT NOT NULL, vector BLOB NOT NULL
  );
  CREATE UNIQUE INDEX embeddings_by_hash ON embeddings (hash, model);
  CREATE INDEX embeddings_by_model ON embeddings (model);
  CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
    questions TEXT NOT NULL, tags TEXT NOT NULL, sha256 TEXT NOT NULL,
    first_paragraph INTEGER NOT NULL, last_paragraph INTEGER NOT NULL, omissions TEXT NOT NULL DEFAULT '[]',
    act TEXT NOT NULL DEFAULT 'null', url TEXT, fetched TEXT NOT NULL DEFAULT 'null', text TEXT NOT NULL, blocks TEXT, positions TEXT
  );
  CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY AUTOINCREMENT, document_key INTEGER NOT NULL,
    number INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, heading TEXT,
    embedding_key INTEGER NOT NULL REFERENCES embeddings (key), length INTEGER NOT NULL, labels TEXT NOT NULL,
    terms BLOB NOT NULL, text TEXT NOT NULL, context TEXT
  );
  CREATE INDEX paragraphs_by_embedding ON paragraphs (embedding_key);
  CREATE TABLE labels (label TEXT NOT NULL, paragraph_key INTEGER NOT NULL, PRIMARY KEY (label, paragraph_key)) WITHOUT ROWID;
  CREATE TABLE terms (key INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
  CREATE TABLE deaths (generation INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
  CREATE TABLE sources (
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL, fingerprint TEXT NOT NULL, problem TEXT, superseded_contents TEXT
  ) WITHOUT ROWID;
  CREATE TABLE originals (document_id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL);
  INSERT INTO meta VALUES ('schema', '${SCHEMA_VERSION}'), ('generation', abs(random() % 1000000000000));
  INSERT INTO meta SELECT 'compaction', value FROM meta WHERE key = 'generation';
`;
