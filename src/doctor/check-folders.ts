import { constants } from 'node:fs';
import { access, readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { RESTORING } from '../backup/restore.ts';
import { findConverter } from '../documents/formats/doc/find-converter.ts';
import type { Check, Outcome } from '../stores/check.ts';

/** With less room than this, indexing is about to fail. */
const MIN_FREE_BYTES = 100_000_000;

/** Checks of the folders that the settings name. */
export function checksOfFolders({
  documentsDirectory,
  indexDirectory,
}: {
  documentsDirectory: string;
  indexDirectory: string;
}): Check[] {
  return [
    checkDocumentsFolder(documentsDirectory),
    { name: 'Index folder', cure: 'npm run index', examine: () => checkIndexFolder(indexDirectory) },
    { name: 'Disk', cure: 'free space there', examine: () => checkSpace(indexDirectory) },
    { name: 'Restore', cure: '', examine: () => checkRestore(indexDirectory) },
  ];
}

/** A check of the folder that documents are read from. */
export function checkDocumentsFolder(directory: string): Check {
  return {
    name: 'Documents folder',
    cure: `mkdir -p ${directory}, or set DOCUMENTS_DIR`,
    async examine() {
      await access(directory, constants.R_OK | constants.X_OK);
      const isWritable = await canWrite(directory);
      return { found: `${directory}${isWritable ? '' : ', for reading only'}`, wrong: null };
    },
  };
}

/** A check of what converts files of old Word; without one they are left out, with a message. */
export const CONVERTER_CHECK: Check = {
  name: 'Conversion of .doc',
  cure: '',
  async examine() {
    const converter = await findConverter();
    return {
      found: converter ? `${converter.kind} (${converter.file})` : 'neither LibreOffice nor antiword: .doc is not read',
      wrong: null,
    };
  },
};

async function checkIndexFolder(directory: string): Promise<Outcome> {
  const found = await stat(directory).catch(() => null);
  if (found === null) return { found: '', wrong: `"${directory}" does not exist yet` };
  if (!found.isDirectory()) {
    return { found: '', wrong: `"${directory}" is no folder`, run: 'set INDEX_DIR to another one' };
  }
  if (await canWrite(directory)) return { found: directory, wrong: null };
  const run = 'let this process write to it (chown, chmod, a mount that is not read-only), or set INDEX_DIR';
  return { found: '', wrong: `"${directory}" cannot be written`, run };
}

async function checkSpace(directory: string): Promise<Outcome> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  return {
    found,
    wrong: free < MIN_FREE_BYTES ? `only ${(free / 1e6).toFixed(1)} MB are free in "${directory}"` : null,
  };
}

/** A restore that was ended in the middle. */
async function checkRestore(directory: string): Promise<Outcome> {
  const json = await readFile(path.join(directory, RESTORING), 'utf8').catch(() => null);
  if (json === null) return { found: 'none is unfinished', wrong: null };
  const source = /"source":("(?:[^"\\]|\\.)*")/.exec(json)?.[1];
  const from = source === undefined ? 'path/to/backup' : (JSON.parse(source) as string);
  return { found: '', wrong: 'one was ended in the middle, or is going on', run: `npm run restore -- ${from}` };
}

async function canWrite(directory: string): Promise<boolean> {
  return access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );
}
