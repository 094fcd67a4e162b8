import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PilcrowError, reasonOf } from '../errors.ts';

/** A file that lies unfinished for so long is of no process any more: the one that wrote it was killed. */
export const LEFT_OVER_MS = 60 * 60 * 1000;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A file that has come whole, under a name of its own that is not taken for a document's. */
export interface ReceivedFile {
  /** What it is to be called. */
  name: string;
  path: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  sha256: string;
}

/** How a file is received. */
export interface ReceiveOptions {
  name: string;
  signal?: AbortSignal | undefined;
}

/** Streams a file to the disk; aborted or failed, nothing is left of it. @param options.filePath Where nothing is yet. */
export async function receiveFile(
  content: Readable,
  { name, filePath, signal }: ReceiveOptions & { filePath: string },
): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  try {
    await pipeline(content, hashed(hash), createWriteStream(filePath, { flags: 'wx', flush: true }), { signal });
    return { name, path: filePath, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(filePath, { force: true }).catch(() => {});
    throw error;
  }
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

/** The same folder, whose methods report failures of its disk as what to do about them. @param place What it is called. */
export function withStorageErrors<Folder extends object>(folder: Folder, place: string): Folder {
  const reporting =
    (method: (...parameters: never[]) => Promise<unknown>) =>
    (...parameters: never[]) =>
      method(...parameters).catch((error: unknown) => {
        throw storageProblem(error, place);
      });
  return Object.fromEntries(
    Object.entries(folder).map(([name, method]) => [name, reporting(method)]),
  ) as unknown as Folder;
}

/** The error that a failure of the disk is reported as; other errors are themselves. */
export function storageProblem(error: unknown, place: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // What a client does to its own request has a code too, but no system call.
  if (code === undefined || syscall === undefined || error instanceof PilcrowError) return error;
  if (FULL.includes(code)) {
    const state = `the disk of ${place} is full; make room, then send it again`;
    return new PilcrowError('STORAGE_FULL', `Cannot keep the file: ${state}`, { cause: error });
  }
  const state = `${reasonOf(error)}; let this process write to ${place}`;
  return new PilcrowError('STORAGE_UNWRITABLE', `Cannot change ${place}: ${state}`, { cause: error });
}
