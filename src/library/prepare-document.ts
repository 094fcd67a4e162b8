import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Document } from '../documents/document.ts';
import { documentIdOf, type ReadingOptions, readDocument } from '../documents/read-documents.ts';
import type { RecognitionProgress } from '../documents/recognition/recognition.ts';
import type { DocumentMetadata } from '../documents/sidecar.ts';
import { reasonOf } from '../errors.ts';
import type { ChangedDocument } from '../protocol/documents.ts';
import type { DocumentReader } from '../stores/document-reader.ts';
import { givenMetadata, hasSameContent, withMetadata } from './document-metadata.ts';
import { refused } from './file-names.ts';
import { alreadyThere, requireOtherIds } from './file-of-document.ts';
import type { ChangeOptions } from './library.ts';
import type { ReceivedFile } from './received-file.ts';

/** A document as it is to be, not yet in the store. */
export interface PreparedDocument {
  file: string;
  document: Document;
  /** What is there now. */
  present: Document | null;
  change: ChangedDocument['change'];
}

/** How received files are read, and what is called meanwhile. */
type ReadingReceived = Pick<ReadingOptions, 'maxBytes' | 'recognition'> & Pick<ChangeOptions, 'onEvent'>;

/** Prepares what reads the files of one call one after another, none of which may take the place of another document. */
export async function preparePlacing(
  store: DocumentReader,
  { metadata, ...options }: ReadingReceived & { metadata: DocumentMetadata },
): Promise<(received: ReceivedFile) => Promise<PreparedDocument>> {
  const ids = (await store.documents()).map(({ id }) => id);
  const placed = new Map<string, Document>();
  return async (received) => {
    const file = received.name;
    const id = documentIdOf(file);
    const present = placed.get(id) ?? (await store.document(id));
    requireOtherIds(id, { file, ids: [...ids, ...placed.keys()] });
    const text = await readReceived(received, { id, file, ...options });
    if (present && !hasSameContent(present, text)) {
      throw alreadyThere(file, `another content has the id "${id}"; PUT /api/documents/${id} replaces it`);
    }
    const prepared = prepare(text, { file, present, metadata });
    placed.set(id, prepared.document);
    return prepared;
  };
}

/** Reads a received file. @throws DOCUMENT_REFUSED */
export function readReceived(
  { path: filePath, name }: ReceivedFile,
  { id, file, maxBytes, recognition, onEvent }: ReadingReceived & { id: string; file: string },
): Promise<Document> {
  const onRecognising = (progress: RecognitionProgress) =>
    onEvent?.({ event: 'recognising-progress', data: { file: name, ...progress } });
  const options = { maxBytes, recognition, onRecognising, name: path.parse(file).name };
  return readDocument(filePath, id, options).catch((error: unknown) => {
    throw refused(name, reasonOf(error), error);
  });
}

/**
 * The document after a change of its text, its metadata, or both.
 *
 * @param text The new text, or the present one, with its own metadata.
 */
export function prepare(
  text: Document,
  { file, present, metadata }: { file: string; present: Document | null; metadata: DocumentMetadata },
): PreparedDocument {
  const isSame = present !== null && hasSameContent(present, text);
  const before = isSame ? present : { ...text, ...(present && givenMetadata(present)) };
  const document = withMetadata(before, metadata, text);
  if (!isSame) return { file, document, present, change: present ? 'replaced' : 'added' };
  return { file, document, present, change: isDeepStrictEqual(document, present) ? 'unchanged' : 'described' };
}
