import { extensionOf } from '../documents/extension-of.ts';
import { documentIdOf, listDocumentFiles } from '../documents/read-documents.ts';
import { PilcrowError } from '../errors.ts';
import { assignIds } from '../indexing/assign-ids.ts';
import { fileNameFrom, stemOf } from './file-names.ts';
import type { ReceivedFile } from './received-file.ts';

/** The file of the documents folder that has an id: one, or none. Paths are relative to the folder. @param known The ids that files have already. */
export async function filesOf(
  id: string,
  { directory, known }: { directory: string; known: ReadonlyMap<string, string> },
): Promise<string[]> {
  const ids = assignIds(await listDocumentFiles(directory), known);
  return [...ids].filter(([, own]) => own === id).map(([file]) => file);
}

/** Passes unless a file there differs from one with this id by case alone: some file systems would take them for one. @throws DOCUMENT_EXISTS */
export async function requireOtherNames(
  id: string,
  { file, directory }: { file: string; directory: string },
): Promise<void> {
  requireOtherIds(id, { file, ids: (await listDocumentFiles(directory)).map(documentIdOf) });
}

/** Passes unless one of these ids differs from this one by case alone. @throws DOCUMENT_EXISTS */
export function requireOtherIds(id: string, { file, ids }: { file: string; ids: readonly string[] }): void {
  const folded = id.toLowerCase();
  const alike = ids.find((other) => other !== id && other.toLowerCase() === folded);
  if (alike !== undefined) throw alreadyThere(file, `the id "${alike}" differs from its own by case alone; rename it`);
}

/**
 * Where the file of a document belongs: where it is, with the extension of the incoming file.
 *
 * @throws DOCUMENT_UNKNOWN when nothing is there and nothing comes; REQUEST_INVALID for an id that no file name gives.
 */
export function fileOf(id: string, { received, others }: { received: ReceivedFile | null; others: string[] }): string {
  const [present] = others;
  if (received === null) {
    if (present !== undefined) return present;
    throw new PilcrowError('DOCUMENT_UNKNOWN', `Cannot change "${id}": no document has this id; send its file too`);
  }
  const file = `${present === undefined ? id : stemOf(present)}${extensionOf(received.name)}`;
  if (present !== undefined || (documentIdOf(file) === id && isFileName(file))) return file;
  const advice = 'an id is the name of a file, of letters, digits, "-", "_" and "."; choose another';
  throw new PilcrowError('REQUEST_INVALID', `Cannot put a document under "${id.slice(0, 300)}": ${advice}`);
}

/** The error for a file that would take the place of another document. */
export function alreadyThere(file: string, state: string): PilcrowError {
  return new PilcrowError('DOCUMENT_EXISTS', `Cannot add "${file}": ${state}`);
}

function isFileName(file: string): boolean {
  try {
    return fileNameFrom(file) === file;
  } catch {
    return false;
  }
}
