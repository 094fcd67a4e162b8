import type { Database } from '../connection/sqlite.ts';
import { INDEX_SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** What stood in a fingerprint behind that of a file whose document was changed in the store: before the hash of its contents. */
const MARK = ' overtaken:';

/**
 * Every change of the tables since the oldest version that is brought up to date, in order: first the tables, then their rows, where `rows` has
 * nothing to do for rows that are changed already. One that was released is never changed again.
 */
export const SCHEMA_UPGRADES: readonly { version: number; tables: string; rows: string }[] = [
  {
    version: 4,
    tables: 'ALTER TABLE sources ADD COLUMN superseded_contents TEXT;',
    rows: `
      UPDATE sources SET superseded_contents = substr(fingerprint, instr(fingerprint, '${MARK}') + ${MARK.length}),
        fingerprint = substr(fingerprint, 1, instr(fingerprint, '${MARK}') - 1)
      WHERE instr(fingerprint, '${MARK}') > 0;`,
  },
  {
    // What stands behind a text is read through all of it: the list of documents has their omissions. Keys go on from where they were.
    version: 5,
    tables: `
      CREATE TABLE newer (
        key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
        questions TEXT NOT NULL, tags TEXT NOT NULL, sha256 TEXT NOT NULL,
        first_paragraph INTEGER NOT NULL, last_paragraph INTEGER NOT NULL, omissions TEXT NOT NULL DEFAULT '[]', text TEXT NOT NULL, blocks TEXT
      );
      INSERT INTO newer (key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, text)
        SELECT key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, text FROM documents;
      DELETE FROM sqlite_sequence WHERE name = 'newer';
      INSERT INTO sqlite_sequence (name, seq) SELECT 'newer', seq FROM sqlite_sequence WHERE name = 'documents';
      DROP TABLE documents;
      ALTER TABLE newer RENAME TO documents;
      ALTER TABLE paragraphs ADD COLUMN context TEXT;`,
    rows: '',
  },
  {
    // The list of documents has it, so it stands before their texts.
    version: 6,
    tables: `
      CREATE TABLE newer (
        key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
        questions TEXT NOT NULL, tags TEXT NOT NULL, sha256 TEXT NOT NULL,
        first_paragraph INTEGER NOT NULL, last_paragraph INTEGER NOT NULL, omissions TEXT NOT NULL DEFAULT '[]',
        act TEXT NOT NULL DEFAULT 'null', text TEXT NOT NULL, blocks TEXT, positions TEXT
      );
      INSERT INTO newer (key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, omissions, text, blocks)
        SELECT key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, omissions, text, blocks
        FROM documents;
      DELETE FROM sqlite_sequence WHERE name = 'newer';
      INSERT INTO sqlite_sequence (name, seq) SELECT 'newer', seq FROM sqlite_sequence WHERE name = 'documents';
      DROP TABLE documents;
      ALTER TABLE newer RENAME TO documents;
      CREATE TABLE originals (document_id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL);`,
    rows: '',
  },
  {
    // Words have no vectors any more; those of paragraphs keep their keys, so that a graph which was made of them stays.
    version: 7,
    tables: `
      CREATE TABLE newer (key INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
      INSERT INTO newer (key, term) SELECT key, term FROM terms;
      DROP TABLE terms;
      ALTER TABLE newer RENAME TO terms;
      DELETE FROM embeddings
        WHERE role = 'query' AND NOT EXISTS (SELECT 1 FROM paragraphs WHERE embedding_key = embeddings.key);
      ALTER TABLE embeddings DROP COLUMN role;
      CREATE INDEX embeddings_by_model ON embeddings (model);`,
    rows: '',
  },
  {
    // The list of documents has their addresses, so they stand before their texts.
    version: 8,
    tables: `
      CREATE TABLE newer (
        key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL, date TEXT,
        questions TEXT NOT NULL, tags TEXT NOT NULL, sha256 TEXT NOT NULL,
        first_paragraph INTEGER NOT NULL, last_paragraph INTEGER NOT NULL, omissions TEXT NOT NULL DEFAULT '[]',
        act TEXT NOT NULL DEFAULT 'null', url TEXT, fetched TEXT NOT NULL DEFAULT 'null', text TEXT NOT NULL, blocks TEXT, positions TEXT
      );
      INSERT INTO newer (key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, omissions, act, text, blocks,
        positions)
        SELECT key, id, title, language, date, questions, tags, sha256, first_paragraph, last_paragraph, omissions, act, text, blocks, positions
        FROM documents;
      DELETE FROM sqlite_sequence WHERE name = 'newer';
      INSERT INTO sqlite_sequence (name, seq) SELECT 'newer', seq FROM sqlite_sequence WHERE name = 'documents';
      DROP TABLE documents;
      ALTER TABLE newer RENAME TO documents;`,
    rows: '',
  },
];

/** The version of the tables, as it is stored; null when there are none. */
export function schemaVersionOf(database: Database): string | null {
  const hasTables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
  if (!hasTables) return null;
  return String(database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get());
}

/** Whether tables of a version are too old to be brought up to date. */
export function isTooOld(version: string): boolean {
  return Number(version) < SCHEMA_UPGRADES[0]!.version - 1;
}

/** Whether tables of a version can be brought up to date, and are not yet. */
export function isUpgradable(version: string): boolean {
  return !isTooOld(version) && Number(version) < SCHEMA_VERSION;
}

/**
 * Makes the tables, or brings them up to date, in one transaction: several processes may do it at once, and one that is killed leaves them as
 * they were. Nothing is embedded again.
 *
 * @throws Error when the tables are those of a newer program, or too old.
 */
export function upgradeSchema(database: Database): void {
  if (schemaVersionOf(database) === String(SCHEMA_VERSION)) return;
  const upgrade = database.transaction(() => {
    const version = schemaVersionOf(database);
    if (version === null) database.exec(INDEX_SCHEMA);
    else if (isUpgradable(version)) {
      for (const { tables, rows } of SCHEMA_UPGRADES.filter((each) => each.version > Number(version))) {
        database.exec(tables + rows);
      }
      setSchemaVersion(database);
    } else if (version !== String(SCHEMA_VERSION)) {
      throw new Error(`it has version "${version}", this program needs "${SCHEMA_VERSION}"`);
    }
  });
  upgrade.immediate();
}

/** Brings the rows up to date that were copied from the tables of an older version, and says so; within a transaction of the caller. */
export function upgradeCopiedRows(database: Database): void {
  for (const { rows } of SCHEMA_UPGRADES) database.exec(rows);
  setSchemaVersion(database);
}

function setSchemaVersion(database: Database): void {
  database.prepare("UPDATE main.meta SET value = ? WHERE key = 'schema'").run(String(SCHEMA_VERSION));
}
