import type { FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { openRegularFile } from './open-regular-file.ts';
import { unreadable } from './unreadable.ts';

const TRIES = 3;
const WAIT_MS = 200;

/**
 * Reads a whole file, as it is at one moment: one that changes meanwhile is read again.
 *
 * @throws DOCUMENT_UNREADABLE when it is no regular file, is larger than `maxBytes` or changes all the time; the errors of the file system as they are.
 */
export async function readFileBytes(filePath: string, { maxBytes }: { maxBytes: number }): Promise<Uint8Array> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (attempt > 1) await wait(WAIT_MS);
    const file = await openRegularFile(filePath);
    try {
      const bytes = await readAtRest(file, maxBytes);
      if (bytes !== null) return bytes;
    } finally {
      await file.close();
    }
  }
  throw unreadable('it is being written; wait until it is whole');
}

async function readAtRest(file: FileHandle, maxBytes: number): Promise<Uint8Array | null> {
  const before = await file.stat();
  if (before.size > maxBytes) {
    throw unreadable(
      `it has ${megabytes(before.size)} MB, the limit is ${megabytes(maxBytes)} MB; split it or raise DOCUMENT_MAX_MB`,
    );
  }
  // No more than its size at the start: the file may be growing.
  const bytes = new Uint8Array(before.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const after = await file.stat();
  return length === bytes.length && after.size === before.size && after.mtimeMs === before.mtimeMs ? bytes : null;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '');
}
