import type { Document } from '../../src/documents/document.ts';
import {
  type DocumentProblem,
  documentIdOf,
  listDocumentFiles,
  readDocumentFile,
} from '../../src/documents/read-documents.ts';
import { PilcrowError } from '../../src/errors.ts';

/** Reads every file of a folder: the documents, and why some files are none. */
export async function readFolder(
  directory: string,
  { maxBytes = 1_000_000 } = {},
): Promise<{ documents: Document[]; problems: DocumentProblem[] }> {
  const documents: Document[] = [];
  const problems: DocumentProblem[] = [];
  for (const file of await listDocumentFiles(directory)) {
    try {
      documents.push(await readDocumentFile(directory, file, { maxBytes }));
    } catch (error) {
      if (!(error instanceof PilcrowError)) throw error;
      problems.push({ documentId: documentIdOf(file), error });
    }
  }
  return { documents, problems };
}
