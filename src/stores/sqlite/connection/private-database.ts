import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Database } from './sqlite.ts';

/** All wait while one writes: another process gets this long to finish. */
const BUSY_MS = 1_000;

/**
 * Opens a database of what people do, and makes it when there is none: no other user of the machine may read it, and what is erased is overwritten.
 *
 * @param options.schema SQL that makes its tables; an older or newer version is refused.
 * @throws what SQLite throws; Error when it has another version.
 */
export function openPrivateDatabase(file: string, { schema, version }: { schema: string; version: number }): Database {
  let database: Database | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // Made here, so that no other user of the machine may read it; SQLite gives its other files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    // A power cut may take the last rows; waiting for the disk with every answer would cost more than they are worth.
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // What is erased is overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    const opened = database;
    const found = () => opened.pragma('user_version', { simple: true });
    const make = () => found() === 0 && opened.exec(`${schema}; PRAGMA user_version = ${version};`);
    if (found() === 0) opened.transaction(make).immediate();
    if (found() !== version) throw new Error(`it has version "${found()}", this program needs "${version}"`);
    return database;
  } catch (error) {
    database?.close();
    throw error;
  }
}
