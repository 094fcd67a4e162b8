import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { PilcrowError } from '../errors.ts';
import { syncDirectory } from '../runtime/sync-directory.ts';
import type { BackupProgress } from './back-up.ts';
import { type BackupDescription, DOCUMENTS } from './backup-folder.ts';
import { copyDurably, listFiles, sha256OfFile, UNFINISHED_COPY } from './durable-copy.ts';

/** What became of the files in the documents folder. */
interface DocumentsPutBack {
  putBack: number;
  removed: number;
  unchanged: number;
}

/**
 * Makes the files of a folder those of a backup, one by one: new ones are whole before they take a name, those that are not in the backup go last.
 * Hidden files stay.
 *
 * @throws BACKUP_UNUSABLE when the backup changes meanwhile.
 */
export async function putBackDocuments(
  source: string,
  {
    backup,
    documentsDirectory,
    onProgress,
  }: { backup: BackupDescription; documentsDirectory: string; onProgress: BackupProgress },
): Promise<DocumentsPutBack> {
  const wanted = new Map(
    backup.files
      .filter(({ path: file }) => file.startsWith(`${DOCUMENTS}/`))
      .map(({ path: file, sha256 }) => [path.join(...file.split('/').slice(1)), { file, sha256 }]),
  );
  const surplus = (await listFiles(documentsDirectory)).filter((file) => !wanted.has(file));
  const folders = new Set([...wanted.keys()].flatMap(foldersOf));
  // A file where a folder has to be, or the other way round.
  const inTheWay = surplus.filter((file) => folders.has(file) || foldersOf(file).some((folder) => wanted.has(folder)));
  await remove(documentsDirectory, inTheWay);

  let putBack = 0;
  let done = 0;
  for (const [inside, { file, sha256 }] of wanted) {
    const target = path.join(documentsDirectory, inside);
    if ((await sha256OfFile(target).catch(() => null)) !== sha256) {
      const copied = await copyDurably(path.join(source, file), target);
      await syncDirectory(path.dirname(target));
      if (copied.sha256 !== sha256) {
        const state = `"${file}" changed meanwhile; use another backup`;
        throw new PilcrowError('BACKUP_UNUSABLE', `Cannot restore "${source}": ${state}`);
      }
      putBack += 1;
    }
    done += 1;
    onProgress({ what: 'Putting documents back', unit: 'files', done, total: wanted.size });
  }
  await remove(documentsDirectory, surplus);
  return { putBack, removed: surplus.length, unchanged: wanted.size - putBack };
}

async function remove(directory: string, files: string[]): Promise<void> {
  for (const file of files) await rm(path.join(directory, file), { force: true });
  await tidy(directory);
}

/** Removes folders in which nothing is left, and copies that were never finished. */
async function tidy(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const found = path.join(directory, entry.name);
    if (UNFINISHED_COPY.test(entry.name)) await rm(found, { force: true });
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    await tidy(found);
    if ((await readdir(found)).length === 0) await rmdir(found);
  }
}

/** The folders a path leads through. */
function foldersOf(file: string): string[] {
  const parts = file.split(path.sep).slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join(path.sep));
}
