import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { VERSION } from '../config/version.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import { syncDirectory } from '../runtime/sync-directory.ts';
import { CONVERSATIONS_DATABASE } from '../stores/sqlite/connection/conversations-database.ts';
import { INDEX_DATABASE } from '../stores/sqlite/connection/database.ts';
import { saysFull, storageFull } from '../stores/sqlite/connection/database-errors.ts';
import { countConversations, describeIndex } from '../stores/sqlite/copies/put-back.ts';
import { snapshotDatabase } from '../stores/sqlite/copies/snapshot.ts';
import { BACKUP_FORMAT, type BackupDescription, DESCRIPTION, DOCUMENTS } from './backup-folder.ts';
import { copyDurably, listFiles, sha256OfFile } from './durable-copy.ts';

/** The folders that are backed up. */
export interface Folders {
  documentsDirectory: string;
  indexDirectory: string;
}

/** Reports how far the work is: `what` it is doing now. */
export type BackupProgress = (step: { what: string; unit: string; done: number; total: number }) => void;

/**
 * Copies documents, index and conversations into a folder of their own, while others go on reading and writing. The folder has its name only once
 * it is whole and on the disk.
 *
 * @param target A folder that does not exist yet, or is empty.
 * @throws BACKUP_UNUSABLE when it cannot be made there. STORAGE_FULL.
 */
export async function backUp(
  { documentsDirectory, indexDirectory }: Folders,
  target: string,
  onProgress: BackupProgress = () => {},
): Promise<BackupDescription> {
  await requireFree(target, documentsDirectory);
  const unfinished = `${target}.unfinished-${randomUUID().slice(0, 8)}`;
  try {
    await mkdir(path.join(unfinished, DOCUMENTS), { recursive: true });
    const files: BackupDescription['files'] = [];
    // What is indexed is in the folder already: in this order no document can be in the one and not in the other.
    for (const name of [INDEX_DATABASE, CONVERSATIONS_DATABASE]) {
      if (!existsSync(path.join(indexDirectory, name))) continue;
      const copy = path.join(unfinished, name);
      await snapshotDatabase(path.join(indexDirectory, name), copy, (step) =>
        onProgress({ what: `Copying ${name}`, unit: 'pages', ...step }),
      );
      files.push({ path: name, bytes: (await stat(copy)).size, sha256: await sha256OfFile(copy) });
    }
    const documents = existsSync(documentsDirectory)
      ? await listFiles(documentsDirectory, { inLinkedFolders: true })
      : [];
    for (const [index, file] of documents.entries()) {
      const copied = await copyUnlessDeleted(
        path.join(documentsDirectory, file),
        path.join(unfinished, DOCUMENTS, file),
      );
      if (copied) files.push({ path: [DOCUMENTS, ...file.split(path.sep)].join('/'), ...copied });
      onProgress({ what: 'Copying documents', unit: 'files', done: index + 1, total: documents.length });
    }
    const description = describe(unfinished, files);
    await writeFile(path.join(unfinished, DESCRIPTION), JSON.stringify(description, null, 1), { flush: true });
    await syncFolders(unfinished);
    if (existsSync(target)) await rmdir(target);
    await rename(unfinished, target);
    await syncDirectory(path.dirname(target));
    return description;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (saysFull(error)) throw storageFull(`Cannot make the backup in "${target}"`, 'npm run backup', error);
    if (error instanceof PilcrowError) throw error;
    throw cannotMake(target, `${reasonOf(error)}; correct that, or run "npm run doctor" to see what is wrong`, error);
  }
}

function describe(directory: string, files: BackupDescription['files']): BackupDescription {
  const has = (name: string) => files.some((file) => file.path === name);
  const index = has(INDEX_DATABASE) ? describeIndex(path.join(directory, INDEX_DATABASE)) : null;
  const conversations = has(CONVERSATIONS_DATABASE)
    ? countConversations(path.join(directory, CONVERSATIONS_DATABASE))
    : 0;
  return {
    format: BACKUP_FORMAT,
    version: VERSION,
    madeAt: new Date().toISOString(),
    model: index?.manifest?.embedding.name ?? null,
    counts: { documents: index?.documents ?? 0, paragraphs: index?.paragraphs ?? 0, conversations },
    files,
  };
}

/** A document may be deleted while the others are copied. */
async function copyUnlessDeleted(from: string, to: string) {
  return copyDurably(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function requireFree(target: string, documentsDirectory: string): Promise<void> {
  if (!path.relative(documentsDirectory, target).startsWith('..')) {
    throw cannotMake(target, 'it would be in the documents folder and among the documents; name a folder elsewhere');
  }
  const found = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotMake(target, `${reasonOf(error)}; name a folder that does not exist yet`, error);
  });
  if (found.length > 0) throw cannotMake(target, 'the folder is not empty; name one that does not exist yet');
}

async function syncFolders(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isDirectory())) {
    await syncDirectory(path.join(entry.parentPath, entry.name));
  }
  await syncDirectory(directory);
}

function cannotMake(target: string, state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('BACKUP_UNUSABLE', `Cannot make the backup in "${target}": ${state}`, { cause });
}
