import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { PilcrowError } from '../../../errors.ts';
import { asIndexError, indexDamaged } from './database-errors.ts';

/** Raised with every change of the tables below. */
export const SCHEMA_VERSION = 3;
/** The name of the index database in its folder. */
export const INDEX_DATABASE = 'pilcrow.sqlite';

/**
 * Keys are AUTOINCREMENT: never used twice, so that what is derived from the tables can only name what is gone, never something else.
 * The paragraphs of a document have keys in a row. Generations start anywhere, so that what was derived from a database that was here
 * before never looks like this one's. `deaths` are the keys of paragraphs that are gone, for those who hold the older ones in memory;
 * `compaction` says when they, vectors that nothing refers to, or all terms were last forgotten: what was derived before that fits no
 * more. `terms`: see `encodeTerms`; `vector`: `toBlob`.
 */
const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE models (key INTEGER PRIMARY KEY, model TEXT NOT NULL UNIQUE);
  CREATE TABLE embeddings (
    key INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES models (key), role TEXT NOT NULL, hash TEXT NOT NULL,
    vector BLOB NOT NULL
  );
  CREATE UNIQUE INDEX embeddings_by_hash ON embeddings (hash, model);
  CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
    questions TEXT NOT NULL, tags TEXT NOT NULL, sha256 TEXT NOT NULL,
    first_paragraph INTEGER NOT NULL, last_paragraph INTEGER NOT NULL, text TEXT NOT NULL
  );
  CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY AUTOINCREMENT, document_key INTEGER NOT NULL,
    number INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, heading TEXT,
    embedding_key INTEGER NOT NULL REFERENCES embeddings (key), length INTEGER NOT NULL, labels TEXT NOT NULL,
    terms BLOB NOT NULL, text TEXT NOT NULL
  );
  CREATE INDEX paragraphs_by_embedding ON paragraphs (embedding_key);
  CREATE TABLE labels (label TEXT NOT NULL, paragraph_key INTEGER NOT NULL, PRIMARY KEY (label, paragraph_key)) WITHOUT ROWID;
  CREATE TABLE terms (
    key INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, embedding_key INTEGER NOT NULL REFERENCES embeddings (key)
  );
  CREATE INDEX terms_by_embedding ON terms (embedding_key);
  CREATE TABLE deaths (generation INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
  CREATE TABLE sources (
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL, fingerprint TEXT NOT NULL, problem TEXT
  ) WITHOUT ROWID;
  INSERT INTO meta VALUES ('schema', '${SCHEMA_VERSION}'), ('generation', abs(random() % 1000000000000));
  INSERT INTO meta SELECT 'compaction', value FROM meta WHERE key = 'generation';
`;

/**
 * Opens the index database, and makes it when there is none. One that an older version of this program made is moved aside: everything in it is
 * made again from the documents.
 *
 * @param durable Whether a commit is on the disk when it returns. Without, a power cut may take the last ones back; never half of one.
 * @throws INDEX_CORRUPT when the file is damaged or of a newer version; nothing is erased. INDEX_LOCKED when it cannot be made because
 * another process is writing. STORAGE_FULL, STORAGE_UNWRITABLE.
 */
export function openDatabase(indexDirectory: string, { durable = false } = {}): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(indexDirectory, { recursive: true });
    database = open(indexDirectory);
    if (hasSchema(database) && Number(versionOf(database)) < SCHEMA_VERSION) {
      const version = String(versionOf(database));
      database.close();
      moveAside(indexDirectory, version);
      database = open(indexDirectory);
    }
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    if (!hasSchema(database)) makeSchema(database);
    const version = versionOf(database);
    if (version !== String(SCHEMA_VERSION))
      throw new Error(`it has version "${version}", this program needs "${SCHEMA_VERSION}"`);
    return database;
  } catch (error) {
    database?.close();
    const told = asIndexError(error, indexDirectory);
    throw told instanceof PilcrowError ? told : indexDamaged(indexDirectory, error);
  }
}

/** Opens an index database that is there, for reading only. */
export function openReader(indexDirectory: string): Database.Database {
  return new Database(path.join(indexDirectory, INDEX_DATABASE), { readonly: true, timeout: 10_000 });
}

function open(indexDirectory: string): Database.Database {
  return new Database(path.join(indexDirectory, INDEX_DATABASE), { timeout: 10_000 });
}

function moveAside(indexDirectory: string, version: string): void {
  const file = path.join(indexDirectory, INDEX_DATABASE);
  const aside = path.join(indexDirectory, `pilcrow.version-${version}.sqlite`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
  }
}

function hasSchema(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
}

function versionOf(database: Database.Database): unknown {
  return database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
}

/** Makes the tables, unless another process has done it since. */
function makeSchema(database: Database.Database): void {
  const make = database.transaction(() => {
    if (!hasSchema(database)) database.exec(SCHEMA);
  });
  make.immediate();
}
