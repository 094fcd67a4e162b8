import { open } from 'node:fs/promises';
import { Database } from '../connection/sqlite.ts';

/** Pages copied between two turns of the event loop are SQLite's choice; `done` and `total` count them. */
type SnapshotProgress = (step: { done: number; total: number }) => void;

/**
 * Copies a database as it is at this moment into one file, while others read and write it. The copy is on the disk when this returns, and
 * needs no file beside it.
 *
 * @throws what SQLite throws.
 */
export async function snapshotDatabase(file: string, target: string, onProgress: SnapshotProgress = () => {}) {
  const database = new Database(file, { fileMustExist: true, timeout: 10_000 });
  try {
    // A transaction that reads: without it the copy begins again with each change by others.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    await database.backup(target, {
      progress({ totalPages, remainingPages }) {
        onProgress({ done: totalPages - remainingPages, total: totalPages });
        return 1000;
      },
    });
    database.exec('COMMIT');
  } finally {
    database.close();
  }
  const copy = new Database(target);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  const handle = await open(target, 'r+');
  await handle.sync();
  await handle.close();
}
