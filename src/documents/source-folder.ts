import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PilcrowError, reasonOf } from '../errors.ts';
import { syncDirectory } from '../sync-directory.ts';
import { sidecarPathOf } from './sidecar.ts';

/** Hidden, so that no reader of the folder takes a file for a document before it is whole. */
const UNFINISHED = /^\.upload-[0-9a-f-]{36}(?:\.|$)/;
const LEFT_OVER_MS = 60 * 60 * 1000;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A file that has come whole, under a hidden name in the documents folder. */
export interface ReceivedFile {
  /** What it is to be called. */
  name: string;
  path: string;
  /** Of its bytes, in hexadecimal. */
  sha256: string;
}

/**
 * The documents folder as it is changed. Every change is on the disk when its promise resolves, and one that a kill or a power cut ends leaves
 * either the old file or the new one. Paths are relative to the folder.
 */
export interface SourceFolder {
  /** Streams a file to the disk; aborted or failed, nothing is left of it. @throws STORAGE_FULL, STORAGE_UNWRITABLE */
  receive(content: Readable, options: { name: string; signal?: AbortSignal | undefined }): Promise<ReceivedFile>;
  /** Puts a received file where it belongs, in the place of what is there. */
  place(received: ReceivedFile, file: string): Promise<void>;
  /** Writes the sidecar of a file; null removes it. */
  writeSidecar(file: string, text: string | null): Promise<void>;
  /** Removes a file, then its sidecar unless that is another file's too. @param options.except A file that stays. */
  remove(file: string, options?: { except?: string }): Promise<void>;
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
    await rename(from, to);
    await syncDirectory(path.dirname(to));
  };
  const discard = (filePath: string) => rm(filePath, { force: true }).catch(() => {});

  return tellingStorageProblems({
    async receive(content, { name, signal }) {
      const filePath = unfinishedPath(path.extname(name));
      const hash = createHash('sha256');
      try {
        await pipeline(content, hashed(hash), createWriteStream(filePath, { flags: 'wx', flush: true }), { signal });
        return { name, path: filePath, sha256: hash.digest('hex') };
      } catch (error) {
        await discard(filePath);
        throw error;
      }
    },
    place: (received, file) => move(received.path, pathOf(file)),
    async writeSidecar(file, text) {
      const sidecarPath = sidecarPathOf(pathOf(file));
      if (text === null) {
        await rm(sidecarPath, { force: true });
        return syncDirectory(path.dirname(sidecarPath));
      }
      const unfinished = unfinishedPath('.json');
      try {
        await writeFile(unfinished, text, { flag: 'wx', flush: true });
        await move(unfinished, sidecarPath);
      } catch (error) {
        await discard(unfinished);
        throw error;
      }
    },
    async remove(file, { except } = {}) {
      await rm(pathOf(file), { force: true });
      const isShared = except !== undefined && sidecarPathOf(except) === sidecarPathOf(file);
      if (!isShared) await rm(sidecarPathOf(pathOf(file)), { force: true });
      await syncDirectory(path.dirname(pathOf(file)));
    },
    discard: (received) => discard(received.path),
    async sha256Of(file) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(pathOf(file)), hash);
      return hash.digest('hex');
    },
    async removeLeftovers(now = Date.now()) {
      for (const name of (await readdir(directory)).filter((entry) => UNFINISHED.test(entry))) {
        const { mtimeMs, ctimeMs } = await stat(pathOf(name));
        if (Math.max(mtimeMs, ctimeMs) < now - LEFT_OVER_MS) await discard(pathOf(name));
      }
    },
  });
}

/** Passes bytes on, and into a hash. */
function hashed(hash: ReturnType<typeof createHash>) {
  return async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
}

/** The same folder, whose methods tell what the system says of its disk as what to do about it. */
function tellingStorageProblems(folder: SourceFolder): SourceFolder {
  const tell =
    (method: (...parameters: never[]) => Promise<unknown>) =>
    (...parameters: never[]) =>
      method(...parameters).catch((error: unknown) => {
        throw storageProblem(error);
      });
  return Object.fromEntries(
    Object.entries(folder).map(([name, method]) => [name, tell(method)]),
  ) as unknown as SourceFolder;
}

/** What a failure of the disk is told as; other errors are themselves. */
export function storageProblem(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // What a client does to its own request has a code too, but no system call.
  if (code === undefined || syscall === undefined || error instanceof PilcrowError) return error;
  if (FULL.includes(code)) {
    const state = 'the disk of the documents folder is full; make room, then send it again';
    return new PilcrowError('STORAGE_FULL', `Cannot keep the file: ${state}`, { cause: error });
  }
  const state = `${reasonOf(error)}; let this process write to the documents folder`;
  return new PilcrowError('STORAGE_UNWRITABLE', `Cannot change the documents folder: ${state}`, { cause: error });
}
