import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { INDEX_DATABASE } from '../connection/database.ts';
import { Database, SqliteError } from '../connection/sqlite.ts';
import { acquireWriteLock } from '../writing/write-lock.ts';

/**
 * Moves an index out of the way, so that it is made again. Who has it open goes on with the old one until he is started again.
 *
 * @returns Where it is now; null when there is none.
 * @throws INDEX_LOCKED
 */
export async function setIndexAside(indexDirectory: string): Promise<string | null> {
  if (!existsSync(path.join(indexDirectory, INDEX_DATABASE))) return null;
  const release = await acquireWriteLock(indexDirectory, { timeoutMs: 10_000 });
  try {
    const aside = path.join(indexDirectory, asideName('aside'));
    await moveDatabase(indexDirectory, INDEX_DATABASE, aside);
    return aside;
  } finally {
    release();
  }
}

/** A name that says what it is and when it was made. */
export function asideName(what: string): string {
  return `${what}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
}

/**
 * Moves a database that cannot be opened out of the way.
 *
 * @returns Whether it had to be.
 */
export async function moveDamagedAside(directory: string, name: string, aside: string): Promise<boolean> {
  const file = path.join(directory, name);
  if (!existsSync(file) || isSound(file)) return false;
  await moveDatabase(directory, name, aside);
  return true;
}

/** Moves a database with its log and shared memory, which would be taken for those of the next database. */
async function moveDatabase(directory: string, name: string, aside: string): Promise<void> {
  await mkdir(aside, { recursive: true });
  const parts = (await readdir(directory)).filter((entry) => [name, `${name}-wal`, `${name}-shm`].includes(entry));
  // The log first: without its database it says nothing.
  for (const part of parts.sort().reverse()) await rename(path.join(directory, part), path.join(aside, part));
}

function isSound(file: string): boolean {
  try {
    const database = new Database(file, { readonly: true, timeout: 10_000 });
    try {
      return database.pragma('quick_check', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)) return false;
    throw error;
  }
}
