import { readFile } from 'node:fs/promises';
import type { Document } from '../documents/document.ts';
import type { Recognition } from '../documents/recognition/recognition.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { analyze } from '../indexing/analysis/analyze.ts';
import { hashContents } from '../indexing/document-contents.ts';
import { createDocumentIndexer } from '../indexing/document-indexer.ts';
import { currentManifest } from '../indexing/index-manifest.ts';
import type { IndexingProgress } from '../indexing/indexing-report.ts';
import type { ChangedDocument } from '../protocol/documents.ts';
import type { EnqueueTask } from '../runtime/task-queue.ts';
import type { IndexedDocument, Manifest, Source } from '../stores/document-reader.ts';
import { type KeptOriginal, withSharedLock } from '../stores/index-writer.ts';
import type { WrittenStore } from '../stores/paragraph-store.ts';
import { isSameManifest } from '../stores/same-manifest.ts';
import { summaryOf } from '../stores/summary-of.ts';
import { ownMetadata } from './document-metadata.ts';
import { refused } from './file-names.ts';
import { fileOf, requireOtherIds } from './file-of-document.ts';
import { addEach, type ChangeOptions, type DocumentLibrary } from './library.ts';
import { type PreparedDocument, prepare, preparePlacing, readReceived } from './prepare-document.ts';
import type { ReceivedFile } from './received-file.ts';
import { openUploadDirectory } from './upload-directory.ts';

/** A document as it is to be, and the file that it was read from; null where none was sent. */
type Placed = PreparedDocument & { received: ReceivedFile | null };

/** What a library needs of the program around it. */
interface LibraryParts {
  store: WrittenStore;
  embedder: Embedder;
  maxBytes: number;
  /** Null or left out: pages that are pictures of text stay unread. */
  recognition?: Recognition | null | undefined;
  enqueueTask: EnqueueTask;
  /** Whether files are kept beside their documents. */
  keepsOriginals: boolean;
  /** Where files are received; the system's own folder for temporary files when it is left out. */
  temporaryDirectory?: string;
}

/**
 * Creates the library where no folder is the source of the documents: they are read in a temporary place, then indexed and written in one update of the
 * store, which alone keeps them. Of two changes of one document at once, by two servers, the last one is there, whole.
 */
export function createDatabaseLibrary(parts: LibraryParts): DocumentLibrary {
  const { store, maxBytes, recognition, enqueueTask } = parts;
  const uploads = openUploadDirectory(parts.temporaryDirectory);
  const change = <Result>(work: () => Promise<Result>) =>
    enqueueTask(async () => {
      // The first document makes the index: two servers that make one at once would leave the documents of one of them.
      return (await store.manifest()) === null ? store.withWriteLock(work) : withSharedLock(store, work);
    });
  return {
    ...uploads,
    add: (files, options) =>
      change(async () => {
        const manifest = await requireManifest(parts);
        const place = await preparePlacing(store, { maxBytes, recognition, ...options });
        return addEach(files, options, {
          place: async (received): Promise<Placed> => ({ ...(await place(received)), received }),
          keep: (placed) => write(parts, placed, { ...options, manifest }),
        });
      }),
    put: (id, received, options) =>
      change(async () => {
        options.signal?.throwIfAborted();
        const present = await store.document(id);
        const file = fileOf(id, { received, others: present ? [id] : [] });
        // Metadata need no model: they change in an index of any.
        const manifest = received ? await requireManifest(parts) : (await store.manifest())!;
        if (!present) requireOtherIds(id, { file, ids: (await store.documents()).map((document) => document.id) });
        const text = received
          ? await readReceived(received, { id, file, maxBytes, recognition, onEvent: options.onEvent })
          : { ...present!, ...ownMetadata(present!) };
        const prepared = prepare(text, { file, present, metadata: options.metadata });
        const [document] = await write(parts, [{ ...prepared, received }], { ...options, manifest });
        options.onEvent?.({ event: 'document-indexed', data: document! });
        return document!;
      }),
    remove: (id) =>
      change(async () => {
        const present = await store.document(id);
        if (present === null) return;
        const sources = await supersededSources(store, [present]);
        await store.update({ manifest: (await store.manifest())!, documents: [], deletedIds: [id], sources });
        await finishUpdate(store);
      }),
  };
}

/** Indexes what changed, and writes it in one update. */
async function write(
  { store, embedder, keepsOriginals }: Pick<LibraryParts, 'store' | 'embedder' | 'keepsOriginals'>,
  prepared: Placed[],
  { manifest, onEvent }: ChangeOptions & { manifest: Manifest },
): Promise<ChangedDocument[]> {
  const indexDocuments = createDocumentIndexer({ store, embedder }, manifest);
  const changed = prepared.filter(({ change }) => change !== 'unchanged');
  const progress: IndexingProgress = { done: 0, total: changed.length, paragraphs: 0 };
  const written = new Map<string, IndexedDocument>();
  // What is only described comes last: until it is written, another server may put another text in its place.
  const described = (each: PreparedDocument) => Number(each.change === 'described');
  for (const { file, document, change } of changed.toSorted((a, b) => described(a) - described(b))) {
    if (written.size === 0) onEvent?.({ event: 'indexing-progress', data: { ...progress } });
    const indexed =
      change === 'described'
        ? await describe(store, { file, document })
        : (await indexDocuments([{ document, analysis: await analyze(document, file) }])).documents[0]!;
    written.set(document.id, indexed);
    progress.done += 1;
    progress.paragraphs += indexed.paragraphs.length;
    onEvent?.({ event: 'indexing-progress', data: { ...progress } });
  }
  const originals = keepsOriginals ? await missingOriginals(store, prepared) : new Map<string, KeptOriginal>();
  if (written.size + originals.size > 0) {
    const present = changed.flatMap((each) => each.present ?? []);
    const sources = await supersededSources(store, present);
    const documents = [...written.values()];
    await store.update({ manifest, documents, deletedIds: [], sources, originals });
    await finishUpdate(store);
  }
  return prepared.map((each) => changedDocument(each, written.get(each.document.id)?.document ?? each.document));
}

/** The files that were sent and are not kept yet, also those of documents that were there without. */
async function missingOriginals(store: WrittenStore, prepared: readonly Placed[]): Promise<Map<string, KeptOriginal>> {
  const missing = new Map<string, KeptOriginal>();
  for (const { document, received } of prepared) {
    if (received === null || (await store.original(document.id))?.sha256 === received.sha256) continue;
    const { name, sha256, path } = received;
    missing.set(document.id, { name, sha256, read: () => readFile(path) });
  }
  return missing;
}

/** What is written is written: what could not be tidied up now is by the next change. */
async function finishUpdate(store: WrittenStore): Promise<void> {
  await store.finishUpdate({ isPart: true }).catch(() => {});
}

/** Sets metadata on the document that the store has now: another server may have replaced its text. */
async function describe(
  store: WrittenStore,
  { file, document: { id, title, language, tags, url, fetched } }: { file: string; document: Document },
): Promise<IndexedDocument> {
  const indexed = await store.indexedDocument(id);
  if (indexed === null) throw refused(file, 'it was removed meanwhile; send it again');
  return { ...indexed, document: { ...indexed.document, title, language, tags, url, fetched } };
}

/** The files of documents that change, so marked that the files do not bring them back as they were. */
async function supersededSources(store: WrittenStore, documents: readonly Document[]): Promise<Map<string, Source>> {
  const contents = new Map(documents.map((document) => [document.id, hashContents(document)]));
  const sources = contents.size === 0 ? [] : [...(await store.sources())];
  return new Map(
    sources.flatMap(([file, source]) => {
      const supersededContents = contents.get(source.documentId) ?? null;
      // A file that is superseded already stays so by what it makes, not by what the store has.
      const isSupersededNow = source.supersededContents === null && supersededContents !== null;
      return isSupersededNow ? [[file, { ...source, supersededContents }] as const] : [];
    }),
  );
}

/** What the index is made with; the first document decides. @throws INDEX_INCOMPATIBLE: adding a document never makes all the others again. */
async function requireManifest({ store, embedder }: Pick<LibraryParts, 'store' | 'embedder'>): Promise<Manifest> {
  const present = await store.manifest();
  const current = await currentManifest(embedder, present);
  if (present === null || isSameManifest(present, current)) return present ?? current;
  const state = 'the index was made with another embedding model, or another version of this program';
  const advice = 'restart this server with those of the index, or run "npm run index" with these';
  throw new PilcrowError('INDEX_INCOMPATIBLE', `Cannot add a document: ${state}; ${advice}`);
}

function changedDocument({ file, change }: PreparedDocument, document: Document): ChangedDocument {
  return { ...summaryOf({ ...document, paragraphs: document.paragraphs.length }), file, change };
}
