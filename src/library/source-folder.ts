import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extensionOf } from '../documents/extension-of.ts';
import { openRegularFile } from '../documents/open-regular-file.ts';
import { sidecarPathOf } from '../documents/sidecar.ts';
import { syncDirectory } from '../runtime/sync-directory.ts';
import { refused } from './file-names.ts';
import { isTooLong, type KeptFiles, keepFiles, removeFile } from './keep-files.ts';
import {
  LEFT_OVER_MS,
  type ReceivedFile,
  type ReceiveOptions,
  receiveFile,
  withStorageErrors,
} from './received-file.ts';

/** Hidden, so that no reader of the folder takes a file for a document before it is whole. */
const UNFINISHED = /^\.upload-[0-9a-f-]{36}(?:\.|$)/;
const PLACE = 'the documents folder';
const NO_SIDECAR = 'its name is too long for a file of metadata beside it; send it with a shorter one';

/**
 * The documents folder as it is changed. Every change is on the disk when its promise resolves, and one that a kill or a power cut ends leaves
 * either the old file or the new one. Paths are relative to the folder.
 */
export interface SourceFolder {
  /** Streams a file to the disk; aborted or failed, nothing is left of it. @throws STORAGE_FULL, STORAGE_UNWRITABLE */
  receive(content: Readable, options: ReceiveOptions): Promise<ReceivedFile>;
  /** Puts a received file where it belongs, in the place of what is there. */
  place(received: ReceivedFile, file: string): Promise<void>;
  /** Writes the sidecar of a file; null removes it. */
  writeSidecar(file: string, text: string | null): Promise<void>;
  /** Removes a file, then its sidecar unless that is another file's too. @param options.except A file that stays. */
  remove(file: string, options?: { except?: string }): Promise<void>;
  /** Keeps what files and their sidecars are now, until it is restored or dropped. */
  keep(files: string[]): Promise<KeptFiles>;
  /** Removes a received file that was not placed. */
  discard(received: ReceivedFile): Promise<void>;
  sha256Of(file: string): Promise<string>;
  /** Removes what killed processes left unfinished, and nothing that could still be written to. @param now In milliseconds since 1970. */
  removeLeftovers(now?: number): Promise<void>;
}

/** Opens the documents folder for changes. */
export function openSourceFolder(directory: string): SourceFolder {
  const pathOf = (file: string) => path.join(directory, file);
  const unfinishedPath = (extension: string) => pathOf(`.upload-${randomUUID()}${extension}`);
  const move = async (from: string, to: string) => {
    const made = await mkdir(path.dirname(to), { recursive: true });
    if (made !== undefined) await syncDirectory(path.dirname(made));
    await rename(from, to);
    await syncDirectory(path.dirname(to));
  };
  const discard = (filePath: string) => rm(filePath, { force: true }).catch(() => {});

  const folder: SourceFolder = {
    receive: (content, options) =>
      receiveFile(content, { ...options, filePath: unfinishedPath(extensionOf(options.name)) }),
    place: (received, file) => move(received.path, pathOf(file)),
    async writeSidecar(file, text) {
      const sidecarPath = sidecarPathOf(pathOf(file));
      if (text === null) {
        await removeFile(sidecarPath);
        return syncDirectory(path.dirname(sidecarPath));
      }
      const unfinished = unfinishedPath('.json');
      try {
        await writeFile(unfinished, text, { flag: 'wx', flush: true });
        await move(unfinished, sidecarPath);
      } catch (error) {
        await discard(unfinished);
        throw isTooLong(error) ? refused(file, NO_SIDECAR, error) : error;
      }
    },
    async remove(file, { except } = {}) {
      await removeFile(pathOf(file));
      const isShared = except !== undefined && sidecarPathOf(except) === sidecarPathOf(file);
      if (!isShared) await removeFile(sidecarPathOf(pathOf(file)));
      await syncDirectory(path.dirname(pathOf(file)));
    },
    keep: (files) =>
      keepFiles(
        files.flatMap((file) => [pathOf(file), sidecarPathOf(pathOf(file))]),
        { copyPath: () => unfinishedPath('') },
      ),
    discard: (received) => discard(received.path),
    sha256Of: (file) => sha256Of(pathOf(file)),
    async removeLeftovers(now = Date.now()) {
      for (const name of (await readdir(directory)).filter((entry) => UNFINISHED.test(entry))) {
        const { mtimeMs, ctimeMs } = await stat(pathOf(name));
        if (Math.max(mtimeMs, ctimeMs) < now - LEFT_OVER_MS) await discard(pathOf(name));
      }
    },
  };
  return withStorageErrors(folder, PLACE);
}

async function sha256Of(filePath: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline((await openRegularFile(filePath)).createReadStream(), hash);
  return hash.digest('hex');
}
