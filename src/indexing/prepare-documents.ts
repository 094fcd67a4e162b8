import type { Document } from '../documents/document.ts';
import { type DocumentProblem, readDocumentFile } from '../documents/read-documents.ts';
import { PilcrowError } from '../errors.ts';
import type { ParagraphStore, Source, StoredDocument } from '../stores/paragraph-store.ts';
import type { IndexingPlan } from './plan-indexing.ts';

/** Documents are written together up to so many paragraphs: what is interrupted is lost up to here. */
const PARAGRAPHS_PER_BATCH = 1000;
/** Or so many files: each is a document, or a problem. */
const FILES_PER_BATCH = 500;

/** Files that were read together. */
export interface ReadBatch {
  /** New ones, and those whose text or sidecar is another than what was indexed. */
  documents: Document[];
  added: number;
  changed: number;
  /** Files that only looked different. */
  unchanged: number;
  problems: DocumentProblem[];
  /** What all of them look like now. */
  sources: Map<string, Source>;
  files: number;
}

/**
 * Reads the files of a plan, a few at a time. One bad file never keeps the others out.
 *
 * @param isAnew What did not change is to be indexed all the same; of what cannot be read now, the text that was indexed before.
 */
export async function* readInBatches(
  { toRead }: IndexingPlan,
  {
    store,
    directory,
    maxBytes,
    isAnew,
  }: { store: ParagraphStore; directory: string; maxBytes: number; isAnew: boolean },
): AsyncGenerator<ReadBatch> {
  const known = new Map((await store.documents()).map((document) => [document.id, contentsOf(document)]));
  let batch = emptyBatch();
  let paragraphs = 0;
  for (const { file, documentId, fingerprint } of toRead) {
    const before = known.get(documentId);
    const read = await readOrProblem(directory, file, { id: documentId, maxBytes });
    const problem = read instanceof PilcrowError ? read : null;
    const document = read instanceof PilcrowError ? (isAnew ? await store.document(documentId) : null) : read;
    if (problem) batch.problems.push({ documentId, error: problem });
    if (document && !isAnew && before === contentsOf(document)) batch.unchanged += 1;
    else if (document) {
      if (before === undefined) batch.added += 1;
      else batch.changed += 1;
      batch.documents.push(document);
      paragraphs += document.paragraphs.length;
    }
    batch.sources.set(file, { documentId, fingerprint, problem: problem?.message ?? null });
    batch.files += 1;
    if (paragraphs < PARAGRAPHS_PER_BATCH && batch.files < FILES_PER_BATCH) continue;
    yield batch;
    batch = emptyBatch();
    paragraphs = 0;
  }
  if (batch.files > 0) yield batch;
}

/** Asks for the next item while the one before is being dealt with. */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const take = () => {
    const item = iterator.next();
    item.catch(() => {}); // Told when it is awaited.
    return item;
  };
  let next = take();
  while (true) {
    const { done, value } = await next;
    if (done) return;
    next = take();
    yield value;
  }
}

function emptyBatch(): ReadBatch {
  return { documents: [], added: 0, changed: 0, unchanged: 0, problems: [], sources: new Map(), files: 0 };
}

async function readOrProblem(
  directory: string,
  file: string,
  options: { id: string; maxBytes: number },
): Promise<Document | PilcrowError> {
  return readDocumentFile(directory, file, options).catch((error: unknown) => {
    if (error instanceof PilcrowError && error.code === 'DOCUMENT_UNREADABLE') return error;
    throw error;
  });
}

/** What tells a document's indexed state: its bytes, and what its sidecar adds. */
export function contentsOf({ sha256, title, language, date, questions, tags }: Document | StoredDocument): string {
  return JSON.stringify([sha256, title, language, date, questions.ru, questions.en, tags]);
}
