import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { PilcrowError, reasonOf } from '../errors.ts';
import { indexLocked, isBusy } from './write-lock.ts';

/** Raised with every change of the tables below. */
const SCHEMA_VERSION = 3;

/**
 * Paragraph keys are AUTOINCREMENT: never used twice, so that a stale nearest-neighbour index can only name
 * paragraphs that are gone, never wrong ones. Generations start anywhere, so that the nearest-neighbour index of a database that
 * was here before never looks like this one's. Vectors are little-endian float32.
 */
const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE embeddings (
    model TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, hash)
  ) WITHOUT ROWID;
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    questions TEXT NOT NULL, tags TEXT NOT NULL
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
  INSERT INTO meta VALUES ('schema', '${SCHEMA_VERSION}'), ('generation', abs(random() % 1000000000000));
`;

/** What each earlier version lacks. What its documents have of it now, the next indexing finds out: nothing else need be made again. */
const UPGRADES: Record<string, string> = {
  '1': `ALTER TABLE documents ADD COLUMN questions TEXT NOT NULL DEFAULT '{"ru":[],"en":[]}'; UPDATE meta SET value = '2' WHERE key = 'schema'`,
  '2': `ALTER TABLE documents ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'; UPDATE meta SET value = '3' WHERE key = 'schema'`,
};

/**
 * Opens the index database, and makes it when there is none.
 *
 * @param durable Whether a commit is on the disk when it returns. Without, a power cut may take the last ones back; never half of one.
 * @throws INDEX_CORRUPT when the file is damaged or of another version; nothing is erased. INDEX_LOCKED when it cannot be made because
 * another process is writing.
 */
export function openDatabase(indexDirectory: string, { durable = false } = {}): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(indexDirectory, { recursive: true });
    database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'), { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    if (!hasSchema(database) || upgradeOf(database) !== undefined) makeSchema(database);
    const version = versionOf(database);
    if (version !== String(SCHEMA_VERSION))
      throw new Error(`it has version "${version}", this program needs "${SCHEMA_VERSION}"`);
    return database;
  } catch (error) {
    database?.close();
    throw isBusy(error) ? indexLocked(indexDirectory, error) : indexDamaged(indexDirectory, error);
  }
}

function hasSchema(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
}

function versionOf(database: Database.Database): unknown {
  return database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
}

function upgradeOf(database: Database.Database): string | undefined {
  return UPGRADES[String(versionOf(database))];
}

/** Makes the tables, or brings them up to date, unless another process has done it since. */
function makeSchema(database: Database.Database): void {
  const make = database.transaction(() => {
    if (!hasSchema(database)) database.exec(SCHEMA);
    for (let upgrade = upgradeOf(database); upgrade !== undefined; upgrade = upgradeOf(database))
      database.exec(upgrade);
  });
  make.immediate();
}

/** What is thrown while the index is used, with what SQLite says about it told as INDEX_CORRUPT or INDEX_LOCKED. */
export function toldAsIndexError(error: unknown, indexDirectory: string): unknown {
  if (isBusy(error)) return indexLocked(indexDirectory, error);
  const isDamage = error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
  return isDamage ? indexDamaged(indexDirectory, error) : error;
}

/** The error for an index that cannot be used: everything in it can be made again from the documents. */
function indexDamaged(indexDirectory: string, cause: unknown): PilcrowError {
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
