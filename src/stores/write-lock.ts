import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { PilcrowError } from '../errors.ts';

const RETRY_MS = 50;

/**
 * Waits until this process is the only writer of an index folder, across processes.
 *
 * The lock is SQLite's own lock on an empty database beside the index: the system lets go of it when a process dies, however it dies.
 *
 * @returns What gives the lock back.
 * @throws INDEX_LOCKED after `timeoutMs`.
 */
export async function acquireWriteLock(
  indexDirectory: string,
  { timeoutMs }: { timeoutMs: number },
): Promise<() => void> {
  const lock = new Database(path.join(indexDirectory, 'writer.lock'), { timeout: 0 });
  const deadline = Date.now() + timeoutMs;
  while (true) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return () => lock.close();
    } catch (cause) {
      if (Date.now() >= deadline || !isBusy(cause)) {
        lock.close();
        throw isBusy(cause) ? indexLocked(indexDirectory, cause) : cause;
      }
      await sleep(RETRY_MS);
    }
  }
}

/** Whether SQLite gave up waiting for another connection. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** The error for an index that somebody else is writing. */
export function indexLocked(indexDirectory: string, cause: unknown): PilcrowError {
  return new PilcrowError(
    'INDEX_LOCKED',
    `Cannot write the index in "${indexDirectory}": another process is writing it; wait until it is done, or set INDEX_DIR to another folder`,
    { cause },
  );
}
