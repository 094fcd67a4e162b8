import { documentIdOf } from '../documents/read-documents.ts';
import type { DocumentMetadata } from '../documents/sidecar.ts';
import { PilcrowError } from '../errors.ts';
import type { IndexingProgress } from '../indexing/indexing-report.ts';
import type { FileRecognition } from '../indexing/read-in-batches.ts';
import type { ChangedDocument } from '../protocol/documents.ts';
import type { ReceivedFile } from './received-file.ts';
import type { SourceFolder } from './source-folder.ts';

/** Why a file was not put in place; all else goes in. */
export interface FileProblem {
  file: string;
  /** Id of the document that the file would be; null when it would be none. */
  documentId: string | null;
  error: PilcrowError;
}

/** What a change of documents reports while it goes on. */
export type ChangeEvent =
  | { event: 'document-rejected'; data: FileProblem }
  | { event: 'recognising-progress'; data: FileRecognition }
  | { event: 'indexing-progress'; data: IndexingProgress }
  | { event: 'document-indexed'; data: ChangedDocument };

/** How a change is made. */
export interface ChangeOptions {
  metadata: DocumentMetadata;
  onEvent?: ((event: ChangeEvent) => void) | undefined;
  /** Ends the change while it is still waiting; one that has begun is finished. */
  signal?: AbortSignal;
}

/** Changes of documents. Each is kept and in the index when its promise resolves; a process makes them one after another. */
export interface DocumentLibrary {
  receive: SourceFolder['receive'];
  discard: SourceFolder['discard'];
  removeLeftovers: SourceFolder['removeLeftovers'];
  /** Puts new documents in, under the names of their files. What is there under this name with another content is not touched. */
  add(
    files: ReceivedFile[],
    options: ChangeOptions,
  ): Promise<{ documents: ChangedDocument[]; problems: FileProblem[] }>;
  /**
   * Puts a file in the place of the document with this id, or makes that document. Without a file only what is said of it changes.
   *
   * @throws DOCUMENT_REFUSED, DOCUMENT_EXISTS, DOCUMENT_UNKNOWN, REQUEST_INVALID for an id no file name gives; and as `add`.
   */
  put(id: string, file: ReceivedFile | null, options: ChangeOptions): Promise<ChangedDocument>;
  /** Removes a document; one that is not there is removed already. */
  remove(id: string): Promise<void>;
}

/** How files are added: each is placed, or reported as a problem that keeps no other out; then all that were placed are kept together. */
interface AddingSteps<Placed> {
  place: (received: ReceivedFile) => Promise<Placed>;
  keep: (placed: Placed[]) => Promise<ChangedDocument[]>;
}

/** Carries out `DocumentLibrary.add`, wherever documents are kept. */
export async function addEach<Placed>(
  files: ReceivedFile[],
  { onEvent, signal }: ChangeOptions,
  { place, keep }: AddingSteps<Placed>,
): ReturnType<DocumentLibrary['add']> {
  signal?.throwIfAborted();
  const placed: Placed[] = [];
  const problems: FileProblem[] = [];
  for (const received of files) {
    try {
      placed.push(await place(received));
    } catch (error) {
      if (!(error instanceof PilcrowError)) throw error;
      problems.push({ file: received.name, documentId: documentIdOf(received.name), error });
      onEvent?.({ event: 'document-rejected', data: problems.at(-1)! });
    }
  }
  const documents = placed.length === 0 ? [] : await keep(placed);
  for (const data of documents) onEvent?.({ event: 'document-indexed', data });
  return { documents, problems };
}
