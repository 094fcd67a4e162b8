import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PilcrowError } from '../errors.ts';
import { CONVERSATIONS_DATABASE } from '../stores/sqlite/connection/conversations-database.ts';
import { INDEX_DATABASE } from '../stores/sqlite/connection/database.ts';
import { asIndexError, isWritable, saysFull, storageFull } from '../stores/sqlite/connection/database-errors.ts';
import { canPutBack, describeIndex, putBackConversations, putBackIndex } from '../stores/sqlite/copies/put-back.ts';
import { asideName, moveDamagedAside } from '../stores/sqlite/copies/set-aside.ts';
import { acquireWriteLock } from '../stores/sqlite/writing/write-lock.ts';
import { type BackupProgress, backUp, type Folders } from './back-up.ts';
import { type BackupDescription, verifyBackup } from './backup-folder.ts';
import { listFiles } from './durable-copy.ts';
import { putBackDocuments } from './put-back-documents.ts';

/** Says in the index folder that a restore is going on, or was ended in the middle. */
export const RESTORING = 'restoring.json';

/** What restoring did. */
export interface RestoreReport {
  backup: BackupDescription;
  putBack: number;
  removed: number;
  unchanged: number;
  /** `left`: the index of the backup does not fit the one that is there. `none`: there is none in the backup. */
  index: 'put back' | 'left' | 'none';
  /** A backup of what was there before; null when there was nothing. */
  keptIn: string | null;
  /** Where databases that could not be opened were moved; null when there were none. */
  damagedIn: string | null;
}

/**
 * Puts a backup in the place of documents, index and conversations. Nothing is changed before the backup is found whole, nothing is removed before it is
 * kept in a backup of its own. Databases change in one transaction each, documents file by file: ended in the middle, the same call finishes.
 *
 * @throws BACKUP_UNUSABLE, INDEX_LOCKED, STORAGE_FULL, STORAGE_UNWRITABLE
 */
export async function restore(
  folders: Folders,
  source: string,
  { onProgress = () => {}, lockTimeoutMs = 10_000 }: { onProgress?: BackupProgress; lockTimeoutMs?: number } = {},
): Promise<RestoreReport> {
  const backup = await verifyBackup(source, (step) => onProgress({ what: 'Verifying', unit: 'files', ...step }));
  const { indexDirectory, documentsDirectory } = folders;
  try {
    await mkdir(indexDirectory, { recursive: true });
    await mkdir(documentsDirectory, { recursive: true });
    requireWritable(documentsDirectory, source);
    const release = await acquireWriteLock(indexDirectory, { timeoutMs: lockTimeoutMs });
    try {
      return await carryOut(folders, { source, backup, onProgress });
    } finally {
      release();
    }
  } catch (error) {
    if (saysFull(error)) {
      throw storageFull(`Cannot restore "${source}"`, `npm run restore -- ${source}`, error);
    }
    throw asIndexError(error, indexDirectory);
  }
}

/** Refuses to restore into a folder that cannot be written, before anything is changed. */
function requireWritable(documentsDirectory: string, source: string): void {
  if (isWritable(documentsDirectory)) return;
  const state = 'this process may not write to it; mount it for writing, or let this process write to that folder';
  throw new PilcrowError(
    'STORAGE_UNWRITABLE',
    `Cannot restore "${source}" into the documents folder "${documentsDirectory}": ${state}`,
  );
}

async function carryOut(
  { documentsDirectory, indexDirectory }: Folders,
  { source, backup, onProgress }: { source: string; backup: BackupDescription; onProgress: BackupProgress },
): Promise<RestoreReport> {
  const aside = path.join(indexDirectory, asideName('before-restore'));
  const damagedIn = `${aside}-damaged`;
  const moved = [
    await moveDamagedAside(indexDirectory, INDEX_DATABASE, damagedIn),
    await moveDamagedAside(indexDirectory, CONVERSATIONS_DATABASE, damagedIn),
  ];
  const isAnythingThere =
    [INDEX_DATABASE, CONVERSATIONS_DATABASE].some((name) => existsSync(path.join(indexDirectory, name))) ||
    (await listFiles(documentsDirectory)).length > 0;
  if (isAnythingThere) await backUp({ documentsDirectory, indexDirectory }, aside, onProgress);

  const mark = path.join(indexDirectory, RESTORING);
  await writeFile(mark, JSON.stringify({ source, keptIn: isAnythingThere ? aside : null }), { flush: true });
  const index = putBackIndexOf(source, { backup, indexDirectory, onProgress });
  const documents = await putBackDocuments(source, { backup, documentsDirectory, onProgress });
  if (backup.files.some((file) => file.path === CONVERSATIONS_DATABASE)) {
    putBackConversations(indexDirectory, path.join(source, CONVERSATIONS_DATABASE));
  }
  await rm(mark);
  return {
    backup,
    ...documents,
    index,
    keptIn: isAnythingThere ? aside : null,
    damagedIn: moved.some(Boolean) ? damagedIn : null,
  };
}

/** An index made with another model is left out: the documents are read again, and all else of it is made of them. */
function putBackIndexOf(
  source: string,
  {
    backup,
    indexDirectory,
    onProgress,
  }: { backup: BackupDescription; indexDirectory: string; onProgress: BackupProgress },
): RestoreReport['index'] {
  if (!backup.files.some((file) => file.path === INDEX_DATABASE)) return 'none';
  const file = path.join(source, INDEX_DATABASE);
  const kept = describeIndex(file);
  const now = existsSync(path.join(indexDirectory, INDEX_DATABASE))
    ? describeIndex(path.join(indexDirectory, INDEX_DATABASE)).manifest
    : null;
  const madeWith = (manifest: typeof now) =>
    manifest && JSON.stringify({ ...manifest, embedding: { ...manifest.embedding, name: '' } });
  if (!canPutBack(kept) || (now !== null && madeWith(now) !== madeWith(kept.manifest))) return 'left';
  onProgress({ what: 'Putting the index back', unit: 'databases', done: 0, total: 1 });
  putBackIndex(indexDirectory, file);
  return 'put back';
}
