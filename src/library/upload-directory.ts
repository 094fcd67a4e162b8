import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extensionOf } from '../documents/extension-of.ts';
import {
  LEFT_OVER_MS,
  type ReceivedFile,
  type ReceiveOptions,
  receiveFile,
  withStorageErrors,
} from './received-file.ts';
import type { SourceFolder } from './source-folder.ts';

const PREFIX = 'pilcrow-upload-';
const PLACE = 'the folder for temporary files';

/** Where files stay while they are read, when they are kept elsewhere than in a folder. */
type UploadDirectory = Pick<SourceFolder, 'receive' | 'discard' | 'removeLeftovers'>;

/** Opens the place for uploads: each gets a folder of its own that no other user may read, and that is removed with it. */
export function openUploadDirectory(parent: string = tmpdir()): UploadDirectory {
  const remove = (directory: string) => rm(directory, { recursive: true, force: true }).catch(() => {});
  const uploads: UploadDirectory = {
    async receive(content, options: ReceiveOptions) {
      const directory = await mkdtemp(path.join(parent, PREFIX));
      try {
        const filePath = path.join(directory, `file${extensionOf(options.name)}`);
        return await receiveFile(content, { ...options, filePath });
      } catch (error) {
        await remove(directory);
        throw error;
      }
    },
    discard: (received: ReceivedFile) => remove(path.dirname(received.path)),
    async removeLeftovers(now = Date.now()) {
      for (const name of (await readdir(parent)).filter((entry) => entry.startsWith(PREFIX))) {
        const directory = path.join(parent, name);
        // One that goes meanwhile, or belongs to another user, is not this process's to remove.
        const touched = await lastTouched(directory).catch(() => Number.POSITIVE_INFINITY);
        if (touched < now - LEFT_OVER_MS) await remove(directory);
      }
    },
  };
  return withStorageErrors(uploads, PLACE);
}

/** When a folder or a file in it was last changed, in milliseconds since 1970. */
async function lastTouched(directory: string): Promise<number> {
  const files = (await readdir(directory)).map((file) => path.join(directory, file));
  const found = await Promise.all([directory, ...files].map((file) => lstat(file)));
  return Math.max(...found.flatMap(({ mtimeMs, ctimeMs }) => [mtimeMs, ctimeMs]));
}
