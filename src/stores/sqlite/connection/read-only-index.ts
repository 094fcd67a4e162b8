import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PilcrowError } from '../../../errors.ts';
import { INDEX_DATABASE, openDatabase } from './database.ts';
import type { Database } from './sqlite.ts';

/** An index database that is open for reading, and where what is derived from it lies. */
export interface ReadableIndex {
  database: Database;
  directory: string;
  close(): void;
}

/**
 * Opens an index to read from. In a folder that cannot be written SQLite cannot open a database with a write-ahead log: its files are copied
 * to the system's folder for temporary ones, and the copy answers.
 *
 * @throws what `openDatabase` throws; STORAGE_UNWRITABLE only when there is no index yet.
 */
export function openReadableIndex(indexDirectory: string): ReadableIndex {
  try {
    const database = openDatabase(indexDirectory);
    return { database, directory: indexDirectory, close: () => database.close() };
  } catch (error) {
    const isUnwritable = error instanceof PilcrowError && error.code === 'STORAGE_UNWRITABLE';
    if (!isUnwritable || !existsSync(path.join(indexDirectory, INDEX_DATABASE))) throw error;
  }
  const directory = copyIndex(path.resolve(indexDirectory));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const database = openDatabase(directory);
    const close = () => {
      database.close();
      remove();
    };
    return { database, directory, close };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Copies an index into a temporary folder; files that are only read are linked. */
function copyIndex(indexDirectory: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-index-'));
  for (const name of readdirSync(indexDirectory)) {
    const [from, to] = [path.join(indexDirectory, name), path.join(directory, name)];
    if (name === INDEX_DATABASE || name === `${INDEX_DATABASE}-wal`) {
      copyFileSync(from, to);
      // The copy is written when its tables are of an older version; its own mode may not allow that.
      chmodSync(to, 0o600);
    } else if (/^(?:passage|keywords)\b.*\.(?:hnsw|json|bin)$/.test(name)) symlinkSync(from, to);
  }
  return directory;
}
