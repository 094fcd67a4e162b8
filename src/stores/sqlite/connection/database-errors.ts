import { accessSync, constants, statfsSync } from 'node:fs';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { nativeModuleProblem } from '../../../runtime/native-module-problem.ts';
import { SqliteError } from './sqlite.ts';

/** What a disk says that has no room. SQLite's own index of its log is the first that finds no place. */
const FULL = /\bENOSPC\b|\bEDQUOT\b|^SQLITE_FULL|^SQLITE_IOERR_SHMSIZE|database or disk is full/;
const UNWRITABLE = /^(?:EROFS|EACCES|EPERM|SQLITE_READONLY)/;
/** Less than this, and even opening a database fails, in words that say nothing about room. */
const NO_ROOM_BYTES = 64 * 1024;

/** Whether SQLite gave up waiting for another connection. */
export function isBusy(error: unknown): boolean {
  return error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** The error for an index that somebody else is writing. */
export function indexLocked(indexDirectory: string, cause: unknown): PilcrowError {
  return new PilcrowError(
    'INDEX_LOCKED',
    `Cannot write the index in "${indexDirectory}": another process is writing it; wait until it is done, or set INDEX_DIR to another folder`,
    { cause },
  );
}

/** The error for an index that cannot be used: everything in it can be made again from the documents. */
export function indexDamaged(indexDirectory: string, cause: unknown): PilcrowError {
  return new PilcrowError(
    'INDEX_CORRUPT',
    `Cannot use the index in "${indexDirectory}": ${reasonOf(cause)}; run "npm run index -- --rebuild" to make it again from the documents; nothing is erased`,
    { cause },
  );
}

/** The error that a failure while the index is used is reported as, which says what to do; other errors are themselves. */
export function asIndexError(error: unknown, indexDirectory: string): unknown {
  const moduleProblem = nativeModuleProblem(error);
  if (moduleProblem !== null) return new PilcrowError('MODULE_UNUSABLE', moduleProblem, { cause: error });
  if (error instanceof PilcrowError) return error;
  if (isBusy(error)) return indexLocked(indexDirectory, error);
  const code = String((error as { code?: unknown }).code ?? '');
  if (/^(?:EEXIST|ENOTDIR)$/.test(code)) {
    return new PilcrowError(
      'STORAGE_UNWRITABLE',
      `Cannot write the index in "${indexDirectory}": it is no folder; set INDEX_DIR to another one`,
      { cause: error },
    );
  }
  const isUnclear = /^SQLITE_(?:CANTOPEN|IOERR)/.test(code);
  if (FULL.test(code) || FULL.test(reasonOf(error)) || (isUnclear && isFull(indexDirectory))) {
    return storageFull(`Cannot write the index in "${indexDirectory}"`, 'npm run index', error);
  }
  if (UNWRITABLE.test(code) || (isUnclear && !isWritable(indexDirectory))) {
    return new PilcrowError(
      'STORAGE_UNWRITABLE',
      `Cannot write the index in "${indexDirectory}": ${reasonOf(error)}; let this process write to that folder, or set INDEX_DIR to another one`,
      { cause: error },
    );
  }
  return isDamage(error, code) ? indexDamaged(indexDirectory, error) : error;
}

/** Whether a file is no database, lacks a table or a column, or has values that are not what was written. */
function isDamage(error: unknown, code: string): boolean {
  const isLacking = code === 'SQLITE_ERROR' && /no such (?:table|column)|has no column/.test(reasonOf(error));
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(code) || isLacking || error instanceof SyntaxError;
}

/** The error for a disk without room. @param what What could not be done. @param command What to run once there is room. */
export function storageFull(what: string, command: string, cause: unknown): PilcrowError {
  return new PilcrowError('STORAGE_FULL', `${what}: the disk is full; free space there, then run "${command}"`, {
    cause,
  });
}

/** Whether an error says that a disk has no room. */
export function saysFull(error: unknown): boolean {
  return FULL.test(String((error as { code?: unknown }).code ?? '')) || FULL.test(reasonOf(error));
}

/** Whether this process may write to a folder. */
export function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isFull(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize < NO_ROOM_BYTES;
  } catch {
    return false;
  }
}
