import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isWithin, walkFolder } from '../documents/walk-folder.ts';
import { PilcrowError } from '../errors.ts';

/** A file that changes while it is copied is copied again, so often. */
const ATTEMPTS = 3;

/** The name of a copy that is not whole yet. */
export const UNFINISHED_COPY = /^\.copy-[0-9a-f-]{36}$/;

/** A file and what it holds. */
interface CopiedFile {
  bytes: number;
  sha256: string;
}

/**
 * Copies a file; it is on the disk when this returns, and under its name only once it is whole.
 *
 * @throws BACKUP_UNUSABLE when it changes all the time.
 */
export async function copyDurably(from: string, to: string): Promise<CopiedFile> {
  const unfinished = path.join(path.dirname(to), `.copy-${randomUUID()}`);
  await mkdir(path.dirname(to), { recursive: true });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const before = await lookOf(from);
      const hash = createHash('sha256');
      let bytes = 0;
      const count = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      };
      await pipeline(createReadStream(from), count, createWriteStream(unfinished, { flush: true }));
      if ((await lookOf(from)) !== before) continue;
      await rename(unfinished, to);
      return { bytes, sha256: hash.digest('hex') };
    }
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rm(unfinished, { force: true });
  throw new PilcrowError(
    'BACKUP_UNUSABLE',
    `Cannot copy "${from}": it changes all the time; run the same command again`,
  );
}

/** The SHA-256 of a file's bytes, in hexadecimal. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** All files below a folder but hidden ones, as paths inside it, in order. Links to files count as files. */
export async function listFiles(directory: string, { inLinkedFolders = false } = {}): Promise<string[]> {
  const { files, linkedFolders } = await walkFolder(directory, (name) => name.startsWith('.'));
  const meant = inLinkedFolders
    ? files
    : files.filter((file) => !linkedFolders.some((link) => isWithin(file, link.path)));
  const areRegular = await Promise.all(meant.map((file) => isRegular(path.join(directory, file))));
  return meant.filter((_, index) => areRegular[index]).sort();
}

async function isRegular(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}

async function lookOf(file: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(':');
}
