import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { indexLocked, isBusy } from '../connection/database-errors.ts';
import { Database } from '../connection/sqlite.ts';

const RETRY_MS = 50;

/** Runs `work` while this process is the only writer of an index folder. @throws as `acquireWriteLock` */
export async function withWriteLock<T>(
  indexDirectory: string,
  options: { timeoutMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const release = await acquireWriteLock(indexDirectory, options);
  try {
    return await work();
  } finally {
    release();
  }
}

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
  // Not the time of day: that may be set back meanwhile.
  const deadline = performance.now() + timeoutMs;
  while (true) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return () => lock.close();
    } catch (cause) {
      if (performance.now() >= deadline || !isBusy(cause)) {
        lock.close();
        throw isBusy(cause) ? indexLocked(indexDirectory, cause) : cause;
      }
      await sleep(RETRY_MS);
    }
  }
}
