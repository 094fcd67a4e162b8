import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { PilcrowError, reasonOf } from '../errors.ts';

/** Raised with every change of the tables below. */
const SCHEMA_VERSION = 1;

/**
 * Paragraph keys are AUTOINCREMENT: never used twice, so that a stale nearest-neighbour index can only name
 * paragraphs that are gone, never wrong ones. Vectors are little-endian float32.
 */
const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE embeddings (
    model TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, hash)
  ) WITHOUT ROWID;
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL
  );
  CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    embedding_hash TEXT NOT NULL, length REAL NOT NULL,
    UNIQUE (document_id, number)
  );
  CREATE TABLE labels (
    label TEXT NOT NULL, paragraph_key INTEGER NOT NULL REFERENCES paragraphs (key) ON DELETE CASCADE,
    PRIMARY KEY (label, paragraph_key)
  ) WITHOUT ROWID;
  CREATE INDEX labels_by_paragraph ON labels (paragraph_key);
  CREATE TABLE terms (key INTEGER PRIMARY KEY AUTOINCREMENT, term TEXT NOT NULL UNIQUE, embedding_hash TEXT NOT NULL);
  CREATE TABLE postings (
    term_key INTEGER NOT NULL REFERENCES terms (key),
    paragraph_key INTEGER NOT NULL REFERENCES paragraphs (key) ON DELETE CASCADE,
    frequency REAL NOT NULL,
    PRIMARY KEY (term_key, paragraph_key)
  ) WITHOUT ROWID;
  CREATE INDEX postings_by_paragraph ON postings (paragraph_key);
  INSERT INTO meta VALUES ('schema', '${SCHEMA_VERSION}'), ('generation', '0');
`;

/**
 * Opens the index database, and makes it when there is none.
 *
 * @throws INDEX_CORRUPT when the file is damaged or of another version; nothing is erased.
 */
export function openDatabase(indexDirectory: string): Database.Database {
  const file = path.join(indexDirectory, 'pilcrow.sqlite');
  try {
    mkdirSync(indexDirectory, { recursive: true });
    const database = new Database(file, { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database
      .transaction(() => {
        if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined)
          database.exec(SCHEMA);
      })
      .immediate();
    const version = database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
    if (version !== String(SCHEMA_VERSION))
      throw new Error(`it has version "${version}", this program needs "${SCHEMA_VERSION}"`);
    return database;
  } catch (error) {
    throw indexDamaged(indexDirectory, error);
  }
}

/** The error for an index that cannot be used: everything in it can be made again from the documents. */
export function indexDamaged(indexDirectory: string, cause: unknown): PilcrowError {
  return new PilcrowError(
    'INDEX_CORRUPT',
    `Cannot use the index in "${indexDirectory}": ${reasonOf(cause)}; move that folder away, then run "npm run index" to make it again from the documents`,
    { cause },
  );
}

/** A vector as it is stored, and back; copied, because blobs are not aligned. */
export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}
export function fromBlob(blob: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(blob).buffer);
}
