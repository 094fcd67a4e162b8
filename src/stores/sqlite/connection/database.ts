import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PilcrowError } from '../../../errors.ts';
import { isTooOld, isUpgradable, schemaVersionOf, upgradeSchema } from '../schema/upgrade-schema.ts';
import { asIndexError, indexDamaged } from './database-errors.ts';
import { Database } from './sqlite.ts';

/** The name of the index database in its folder. */
export const INDEX_DATABASE = 'pilcrow.sqlite';

/**
 * Opens the index database, and makes it when there is none. One that an older version of this program made is brought up to date in place, or
 * moved aside where it is too old for that: everything in it is made again from the documents.
 *
 * @param durable Whether a commit is on the disk when it returns. Without, a power cut may take the last ones back; never half of one.
 * @throws INDEX_CORRUPT when the file is damaged or of a newer version; nothing is erased. INDEX_LOCKED when it cannot be made because
 * another process is writing. STORAGE_FULL, STORAGE_UNWRITABLE.
 */
export function openDatabase(indexDirectory: string, { durable = false } = {}): Database {
  let database: Database | undefined;
  try {
    mkdirSync(indexDirectory, { recursive: true });
    database = open(indexDirectory);
    const version = schemaVersionOf(database);
    if (version !== null && isTooOld(version)) {
      database.close();
      moveAside(indexDirectory, version);
      database = open(indexDirectory);
    }
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    database.pragma('foreign_keys = ON');
    if (version !== null && isUpgradable(version)) removeWordGraph(indexDirectory);
    upgradeSchema(database);
    return database;
  } catch (error) {
    database?.close();
    const reported = asIndexError(error, indexDirectory);
    throw reported instanceof PilcrowError ? reported : indexDamaged(indexDirectory, error);
  }
}

/** Opens an index database that is there, for reading only. */
export function openReader(indexDirectory: string): Database {
  return new Database(path.join(indexDirectory, INDEX_DATABASE), { readonly: true, timeout: 10_000 });
}

function open(indexDirectory: string): Database {
  return new Database(path.join(indexDirectory, INDEX_DATABASE), { timeout: 10_000 });
}

/** Removes the graph of words' vectors that versions before 7 saved beside the tables. */
function removeWordGraph(indexDirectory: string): void {
  for (const name of readdirSync(indexDirectory)) {
    if (/^query(?:-.+)?\.hnsw(?:\.json)?$/.test(name)) rmSync(path.join(indexDirectory, name), { force: true });
  }
}

function moveAside(indexDirectory: string, version: string): void {
  const file = path.join(indexDirectory, INDEX_DATABASE);
  const aside = path.join(indexDirectory, `pilcrow.version-${version}.sqlite`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
  }
}
