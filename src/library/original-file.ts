import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Document } from '../documents/document.ts';
import { extensionOf } from '../documents/extension-of.ts';
import { appendTo } from '../runtime/append-to.ts';
import type { DocumentReader } from '../stores/document-reader.ts';

/** What is said of the file that a document was read from. */
interface DescribedFile {
  name: string;
  /** In lower case, with its dot. */
  extension: string;
  /** In bytes. */
  size: number;
}

/** A file in the documents folder. */
interface FolderFile extends DescribedFile {
  /** Absolute. */
  path: string;
}

/** A file that the database keeps. */
export interface StoredFile extends DescribedFile {
  /** Reads a part of it, its end exclusive; null when it is not kept any more. */
  read(part: { start: number; end: number }): Promise<Uint8Array | null>;
}

/** The file that a document was read from, its bytes those that were read. */
export type OriginalFile = FolderFile | StoredFile;

/** Why the original of a document cannot be had: only its text was kept; its file is missing; its file has other bytes now. */
export type OriginalProblem = 'not-kept' | 'missing' | 'changed';

export type FindOriginal = (document: Pick<Document, 'id' | 'sha256'>) => Promise<OriginalFile | OriginalProblem>;

/**
 * Creates what finds the original of a document in the documents folder, or else in the database. Ids never become paths: the index knows which
 * file a document was read from.
 */
export function createOriginalFinder(
  store: Pick<DocumentReader, 'generation' | 'sources' | 'original' | 'originalBytes'>,
  directory: string,
): FindOriginal {
  const filesOf = createFileLookup(store);
  const sha256Of = createHashing();
  return async ({ id, sha256 }) => {
    let problem: OriginalProblem = 'not-kept';
    for (const file of await filesOf(id)) {
      const filePath = path.join(directory, file);
      const found = await sha256Of(filePath);
      if (found?.sha256 === sha256) {
        return { path: filePath, ...described(path.basename(file), found.size) };
      }
      if (found !== null) problem = 'changed';
      else if (problem === 'not-kept') problem = 'missing';
    }
    const stored = await store.original(id);
    if (stored?.sha256 !== sha256) return problem;
    return {
      ...described(stored.name, stored.size),
      read: ({ start, end }) => store.originalBytes(id, { sha256, start, end }),
    };
  };
}

function described(name: string, size: number): DescribedFile {
  return { name, extension: extensionOf(name).toLowerCase(), size };
}

/** Creates what gives the files that a document was read from; they are looked up again when the index has changed. */
function createFileLookup(store: Pick<DocumentReader, 'generation' | 'sources'>) {
  let known: { generation: number; files: Map<string, string[]> } | null = null;
  return async (id: string): Promise<string[]> => {
    const generation = await store.generation();
    if (known?.generation !== generation) {
      const files = new Map<string, string[]>();
      for (const [file, { documentId }] of await store.sources()) {
        appendTo(files, documentId, file);
      }
      known = { generation, files };
    }
    return known.files.get(id) ?? [];
  };
}

/** Creates what gives size and SHA-256 of a file, null when it is none; a file that looks the same is not read again: a viewer of a PDF asks for many parts. */
function createHashing() {
  const hashes = new Map<string, { stamp: string; sha256: string }>();
  return async (filePath: string): Promise<{ sha256: string; size: number } | null> => {
    try {
      const status = await stat(filePath);
      if (!status.isFile()) return null;
      const { ino, size, mtimeMs, ctimeMs } = status;
      const stamp = [ino, size, mtimeMs, ctimeMs].join(' ');
      const known = hashes.get(filePath);
      if (known?.stamp === stamp) return { sha256: known.sha256, size };
      const hash = createHash('sha256');
      await pipeline(createReadStream(filePath), hash);
      const sha256 = hash.digest('hex');
      hashes.set(filePath, { stamp, sha256 });
      return { sha256, size };
    } catch (error) {
      // Deleted, or not to be read by this process: either way there is nothing to serve.
      if ((error as NodeJS.ErrnoException).code !== undefined) return null;
      throw error;
    }
  };
}
