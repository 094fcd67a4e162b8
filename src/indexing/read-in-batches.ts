import type { Document } from '../documents/document.ts';
import { type DocumentProblem, type ReadingOptions, readDocumentFile } from '../documents/read-documents.ts';
import type { RecognitionProgress } from '../documents/recognition/recognition.ts';
import { PilcrowError } from '../errors.ts';
import type { DocumentReader, Source } from '../stores/document-reader.ts';
import type { IndexWriter } from '../stores/index-writer.ts';
import { analyze } from './analysis/analyze.ts';
import type { AnalyzedDocument } from './analysis/analyze-document.ts';
import { hashContents, readingOf } from './document-contents.ts';

import { type IndexingPlan, type PlannedFile, problemOf } from './plan-indexing.ts';
import { type SharedFiles, shareFiles } from './share-files.ts';

/** Documents are written together up to so many paragraphs: what is interrupted is lost up to here. */
const PARAGRAPHS_PER_BATCH = 1000;
/** Or so many files: each is a document, or a problem. */
const FILES_PER_BATCH = 500;

/** Files that were read together. */
export interface ReadBatch {
  /** New ones, and those whose text or sidecar is another than what was indexed. */
  documents: AnalyzedDocument[];
  /** How many those have. */
  paragraphs: number;
  added: number;
  changed: number;
  /** Files that only looked different, or that another process has indexed meanwhile. */
  unchanged: number;
  problems: DocumentProblem[];
  /** What the files look like that were read by this process: those of other processes are theirs to write. */
  sources: Map<string, Source>;
  files: number;
}

/** How far the recognition of one file is, in pages. */
export interface FileRecognition extends RecognitionProgress {
  /** Its path in the folder. */
  file: string;
}

/** Where to read, and for what. */
interface BatchOptions extends Pick<ReadingOptions, 'maxBytes' | 'recognition'> {
  store: DocumentReader & Pick<IndexWriter, 'sharing'>;
  directory: string;
  onRecognising?: ((progress: FileRecognition) => void) | undefined;
  /** Called with each file before it is read, by its path in the folder. */
  onReading?: ((file: string) => void) | undefined;
  /** What did not change is to be indexed all the same; of what cannot be read now, the text that was indexed before. */
  isRebuild: boolean;
  /** How long to wait before asking again for files that other processes are reading. */
  askAgainMs?: number | undefined;
}

/**
 * Reads the files of a plan, a few at a time. One bad file never keeps the others out. Other processes may read the same plan: each reads the
 * files that it claims; all of them are read by this one, and documents without a file come along, in a rebuild.
 */
export async function* readInBatches(plan: IndexingPlan, options: BatchOptions): AsyncGenerator<ReadBatch> {
  const { store, isRebuild, askAgainMs } = options;
  let batch = emptyBatch();
  let known: ReadonlyMap<string, string> | null = null;
  for await (const { files, elsewhere, isWaiting } of isRebuild || store.sharing === null
    ? [allOf(plan)]
    : shareFiles(plan.toRead, { store, sharing: store.sharing, askAgainMs })) {
    known ??= await contentsById(store);
    for (const source of elsewhere) addElsewhere(batch, source);
    for (const planned of files) {
      await addFile(batch, planned, { ...options, before: known.get(planned.documentId) });
      if (!isFull(batch)) continue;
      yield batch;
      batch = emptyBatch();
    }
    if (!isWaiting) continue;
    if (batch.files > 0) yield batch;
    batch = emptyBatch();
    known = null;
  }
  for (const id of isRebuild ? plan.withoutFile : []) {
    const document = await storedDocument(store, id);
    if (document) addDocument(batch, { document, analysis: await analyze(document, id) }, { isKnown: true });
    if (!isFull(batch)) continue;
    yield batch;
    batch = emptyBatch();
  }
  if (batch.files + batch.documents.length > 0) yield batch;
}

const allOf = ({ toRead }: IndexingPlan): SharedFiles => ({ files: toRead, elsewhere: [], isWaiting: false });

const isFull = ({ paragraphs, files }: ReadBatch) => paragraphs >= PARAGRAPHS_PER_BATCH || files >= FILES_PER_BATCH;

/** `readingOf` every indexed document, by id. */
async function contentsById(store: DocumentReader): Promise<Map<string, string>> {
  return new Map((await store.documents()).map((document) => [document.id, readingOf(document)]));
}

function addElsewhere(batch: ReadBatch, { documentId, problem }: Source): void {
  if (problem === null) batch.unchanged += 1;
  else batch.problems.push(problemOf({ documentId, problem }));
  batch.files += 1;
}

/** @param before What is indexed of the document. */
async function addFile(
  batch: ReadBatch,
  { file, documentId, fingerprint, supersededContents }: PlannedFile,
  {
    store,
    directory,
    maxBytes,
    recognition,
    onRecognising,
    onReading,
    isRebuild,
    before,
  }: BatchOptions & { before: string | undefined },
): Promise<void> {
  onReading?.(file);
  const read = await orProblem(
    readDocumentFile(directory, file, {
      ...{ id: documentId, maxBytes, recognition },
      onRecognising: (progress) => onRecognising?.({ file, ...progress }),
    }),
  );
  // What is in the store stays where the file gives nothing, or nothing newer.
  const isNewer = !(read instanceof PilcrowError) && hashContents(read) !== supersededContents;
  const document = isNewer ? read : isRebuild ? await storedDocument(store, documentId) : null;
  const isAdded = document !== null && (isRebuild || before !== readingOf(document));
  const analysis = isAdded ? await orProblem(analyze(document, file)) : null;
  const problem = [read, analysis].find((one) => one instanceof PilcrowError) ?? null;
  if (problem) batch.problems.push({ documentId, error: problem });
  if (isAdded && !(analysis instanceof PilcrowError)) {
    addDocument(batch, { document, analysis: analysis! }, { isKnown: before !== undefined });
  } else if (!problem) batch.unchanged += 1;
  batch.sources.set(file, {
    documentId,
    fingerprint,
    problem: problem?.message ?? null,
    supersededContents: isNewer && !problem ? null : supersededContents,
  });
  batch.files += 1;
}

/** A document with all that was read of it. */
async function storedDocument(store: DocumentReader, id: string): Promise<Document | null> {
  return (await store.indexedDocument(id))?.document ?? null;
}

function addDocument(batch: ReadBatch, added: AnalyzedDocument, { isKnown }: { isKnown: boolean }): void {
  if (isKnown) batch.changed += 1;
  else batch.added += 1;
  batch.documents.push(added);
  batch.paragraphs += added.document.paragraphs.length;
}

/** Asks for the next item while the one before is being dealt with: other threads read and analyse while this one embeds, and it embeds while it writes. */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const take = () => {
    const item = iterator.next();
    item.catch(() => {}); // It is thrown when it is awaited.
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
  const counts = { paragraphs: 0, added: 0, changed: 0, unchanged: 0, files: 0 };
  return { documents: [], problems: [], sources: new Map(), ...counts };
}

/** What is made of a file, or why it cannot be read. */
async function orProblem<T>(work: Promise<T>): Promise<T | PilcrowError> {
  return work.catch((error: unknown) => {
    if (error instanceof PilcrowError && error.code === 'DOCUMENT_UNREADABLE') return error;
    throw error;
  });
}
