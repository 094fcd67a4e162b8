import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openRegularFile } from '../documents/open-regular-file.ts';
import { PilcrowError } from '../errors.ts';
import { syncDirectory } from '../runtime/sync-directory.ts';

/** Files as they were before a change. */
export interface KeptFiles {
  /** Makes them what they were; those that were not there are removed. */
  restore(): Promise<void>;
  /** Removes the copies. */
  drop(): Promise<void>;
}

/** Copies files, of which any may not be there, so that a change of them can be taken back. @param options.copyPath Makes the path of a copy. */
export async function keepFiles(files: string[], { copyPath }: { copyPath: () => string }): Promise<KeptFiles> {
  const copies = new Map<string, string | null>();
  const drop = async () => {
    for (const copy of copies.values()) if (copy !== null) await rm(copy, { force: true }).catch(() => {});
  };
  try {
    for (const file of new Set(files)) {
      const copy = copyPath();
      const kept = await copyIfThere(file, copy);
      if (kept !== 'irregular') copies.set(file, kept === 'copied' ? copy : null);
    }
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    drop,
    async restore() {
      for (const [file, copy] of copies) await (copy === null ? removeFile(file) : rename(copy, file));
      for (const folder of new Set([...copies.keys()].map((file) => path.dirname(file)))) await syncDirectory(folder);
      copies.clear();
    },
  };
}

/** Removes a file that may not be there, as one whose name is too long for the file system. */
export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    if (!isTooLong(error)) throw error;
  });
}

/** Whether a name is too long for the file system: no such file can be there. */
export function isTooLong(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG';
}

/** What is no regular file, as a pipe, is not copied. */
async function copyIfThere(file: string, copy: string): Promise<'copied' | 'missing' | 'irregular'> {
  try {
    await pipeline((await openRegularFile(file)).createReadStream(), createWriteStream(copy, { flags: 'wx' }));
    return 'copied';
  } catch (error) {
    await rm(copy, { force: true }).catch(() => {});
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || isTooLong(error)) return 'missing';
    if (error instanceof PilcrowError) return 'irregular';
    throw error;
  }
}
