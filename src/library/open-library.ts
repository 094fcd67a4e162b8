import { buildIndex, type IndexingRequest } from '../build-index.ts';
import type { Config } from '../config/config.ts';
import { listDocumentFiles } from '../documents/read-documents.ts';
import { createRecognition } from '../documents/recognition/recognition.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { IndexingReport } from '../indexing/indexing-report.ts';
import type { DocumentSummary, Indexing } from '../protocol/documents.ts';
import { createTaskQueue } from '../runtime/task-queue.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { createDatabaseLibrary } from './database-library.ts';
import { createFolderLibrary } from './folder-library.ts';
import type { DocumentLibrary } from './library.ts';
import { createSiteLibrary, type SiteLibrary } from './sites/site-library.ts';

/** What changes the index: by the documents folder, or document by document. */
export interface OpenLibrary {
  /** Brings the index up to date with the documents folder, or with some files of it. @throws INDEX_LOCKED, MODEL_UNAVAILABLE, DOCUMENT_UNREADABLE */
  buildIndex(request?: IndexingRequest): Promise<IndexingReport>;
  /** See `ParagraphStore`. */
  untilWhole(): Promise<void>;
  /** Adds, replaces and removes documents. */
  library: DocumentLibrary;
  /** Takes pages of sites. */
  sites: SiteLibrary;
  /** Whether the index is complete and has documents, made with any model. */
  hasIndex(): Promise<boolean>;
  /** What is being indexed of the documents folder, by this process, or while the index was never whole by another one; null when nothing is. */
  indexing(): Promise<Indexing | null>;
}

/** Creates what changes the index of the settings. */
export function openLibrary(
  config: Pick<
    Config,
    'documentsDirectory' | 'documentMaxBytes' | 'recognition' | 'database' | 'keepsOriginals' | 'sites'
  >,
  {
    store,
    documents,
    embedder,
  }: { store: ParagraphStore; documents: () => Promise<DocumentSummary[]>; embedder: Embedder },
): OpenLibrary {
  // One process writes one change of the index after another; the store's lock keeps other processes apart.
  const enqueueTask = createTaskQueue();
  const { documentsDirectory: directory, documentMaxBytes: maxBytes } = config;
  const reading = { directory, maxBytes, recognition: config.recognition && createRecognition(config.recognition) };
  let own: Indexing | null = null;
  const index = async (request: IndexingRequest) => {
    try {
      return await buildIndex(
        { store, embedder },
        {
          ...reading,
          ...request,
          onProgress(progress) {
            const { done, total } = progress;
            own = total > 0 ? { ...own, done, total } : null;
            request.onProgress?.(progress);
          },
          onReading(file) {
            own &&= { ...own, file };
          },
        },
      );
    } finally {
      own = null;
    }
  };
  const knownIds = async () => new Map([...(await store.sources())].map(([file, of]) => [file, of.documentId]));
  const library = config.database
    ? createDatabaseLibrary({ ...reading, store, embedder, enqueueTask, keepsOriginals: config.keepsOriginals })
    : createFolderLibrary({ ...reading, index, documents, knownIds, enqueueTask });
  return {
    buildIndex: (request = {}) => enqueueTask(() => index(request)),
    untilWhole: () => store.untilWhole(),
    library,
    sites: createSiteLibrary({ config: config.sites, library, store }),
    hasIndex: async () => (await store.isComplete()) && (await store.documents(1)).length > 0,
    indexing: async () => own ?? firstIndexing(store, directory),
  };
}

/** How far the first index is, as the store has it: another process makes it, or will. */
async function firstIndexing(
  store: Pick<ParagraphStore, 'isComplete' | 'sources'>,
  directory: string,
): Promise<Indexing | null> {
  if (await store.isComplete()) return null;
  const [sources, files] = await Promise.all([store.sources(), listDocumentFiles(directory).catch(() => [])]);
  return { done: sources.size, total: Math.max(sources.size, files.length) };
}
