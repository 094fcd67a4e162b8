import type { Recognition } from './documents/recognition/recognition.ts';
import type { Embedder } from './embeddings/embedder.ts';
import { createDocumentIndexer } from './indexing/document-indexer.ts';
import { currentManifest } from './indexing/index-manifest.ts';
import { createTally, type IndexingProgress, type IndexingReport } from './indexing/indexing-report.ts';
import { type IndexingPlan, isEmptyPlan, planIndexing, stillOfFiles } from './indexing/plan-indexing.ts';
import { type FileRecognition, oneAhead, readInBatches } from './indexing/read-in-batches.ts';
import type { Manifest, Source } from './stores/document-reader.ts';
import { withSharedLock } from './stores/index-writer.ts';
import type { WrittenStore } from './stores/paragraph-store.ts';
import { isSameManifest } from './stores/same-manifest.ts';

/** What to look at, and how to report it. */
export interface IndexingRequest {
  /** Only these files, by their path in the folder. */
  files?: readonly string[] | undefined;
  /** All is read and embedded again, and takes the place of what was there at once. Documents that came without a file stay. */
  isRebuild?: boolean | undefined;
  /** The update is finished (see `finishUpdate`) also when nothing has changed. */
  finishesAlways?: boolean | undefined;
  onProgress?: ((progress: IndexingProgress) => void) | undefined;
  /** Called before an index is rebuilt without being asked to: another version of this program made it, or another embedding model. */
  onOutdated?: (() => void) | undefined;
  onRecognising?: ((progress: FileRecognition) => void) | undefined;
  /** Called with each file before it is read, by its path in the folder. */
  onReading?: ((file: string) => void) | undefined;
}

/** Which folder to index. */
interface IndexingOptions extends IndexingRequest {
  directory: string;
  maxBytes: number;
  /** Null or left out: pages that are pictures of text stay unread. */
  recognition?: Recognition | null | undefined;
  /** How long to wait before asking again for files that other processes are reading. */
  askAgainMs?: number | undefined;
}

/** Documents that are removed together. */
const REMOVED_AT_ONCE = 100;

interface Parts {
  store: WrittenStore;
  embedder: Embedder;
}

/** What has to be done, and whether all of it is rebuilt: on request, or because the index was made with something else than is used now. */
interface FolderPlan extends IndexingPlan {
  manifest: Manifest;
  isRebuild: boolean;
  /** Whether the index was never whole, though it may have most documents. */
  isFirst: boolean;
}

/**
 * Brings the index up to date with a folder, or rebuilds it: files → documents → paragraphs → embeddings → store. Each document changes whole
 * or not at all. Several processes may bring it up to date together where the store lets them: each reads other files. A rebuild replaces
 * everything at once, so it is the work of one process, alone.
 */
export async function buildIndex(parts: Parts, options: IndexingOptions): Promise<IndexingReport> {
  const { store } = parts;
  const generation = await store.generation();
  const plan = await makePlan(parts, options);
  if (isEmptyPlan(plan) && !plan.isRebuild && !plan.isFirst) {
    if (options.finishesAlways) await withSharedLock(store, () => store.finishUpdate());
    const { unchanged, problems } = plan;
    return { added: 0, changed: 0, removed: 0, unchanged, embedded: 0, problems, incomplete: [] };
  }
  // Another process may have done it while this one waited for the lock.
  const latestPlan = async () => ((await store.generation()) === generation ? plan : makePlan(parts, options));
  const carryOut = async (latest: FolderPlan) => {
    if (latest.isRebuild && !options.isRebuild) options.onOutdated?.();
    const report = await (latest.isRebuild ? rebuild : bringUpToDate)(parts, latest, options);
    await store.finishUpdate();
    return report;
  };
  const shared = plan.isRebuild
    ? null
    : await withSharedLock(store, async () => {
        const latest = await latestPlan();
        return latest.isRebuild ? null : carryOut(latest);
      });
  return shared ?? store.withWriteLock(async () => carryOut(await latestPlan()));
}

async function makePlan({ store, embedder }: Parts, options: IndexingOptions): Promise<FolderPlan> {
  const [before, isComplete] = await Promise.all([store.manifest(), store.isComplete()]);
  const manifest = await currentManifest(embedder, before);
  const isRebuild = before !== null && (options.isRebuild === true || !isSameManifest(before, manifest));
  // A rebuild and a first index are made of all files, whichever were asked for.
  const files = isRebuild || !isComplete ? undefined : options.files;
  const { directory, recognition } = options;
  const plan = await planIndexing(store, { directory, isRebuild, files, recognition });
  return { ...plan, manifest, isRebuild, isFirst: !isComplete };
}

/**
 * Reads the files that look different and writes what changed, a batch of documents at a time, then removes the documents of deleted files.
 * Only what is new is embedded. Interrupted, it goes on from the last batch.
 */
async function bringUpToDate(
  { store, embedder }: Parts,
  plan: FolderPlan,
  options: IndexingOptions,
): Promise<IndexingReport> {
  const { manifest, removedIds } = plan;
  const { report, countBatch, countEmbedded } = createTally(plan, options.onProgress);
  const indexDocuments = createDocumentIndexer({ store, embedder }, manifest);
  const prepare = async function* () {
    for await (const batch of oneAhead(readInBatches(plan, { ...options, store, isRebuild: false }))) {
      const { documents, embedded } = await indexDocuments(batch.documents);
      countEmbedded(embedded);
      yield { batch, documents };
    }
  };
  for await (const { batch, documents } of oneAhead(prepare())) {
    const { sources } = batch;
    // Files of other processes are theirs to write.
    if (sources.size > 0) await store.update({ manifest, documents, deletedIds: [], sources });
    countBatch(batch);
  }
  const sources = new Map(plan.deletedFiles.map((file) => [file, null]));
  if (sources.size + removedIds.length > 0 || plan.toRead.length === 0) {
    report.removed = await removeDeleted(store, { removedIds, sources, manifest });
  }
  return report;
}

/**
 * Embeds everything first, a batch at a time, then replaces all documents in one update: vectors of two models cannot be compared. The folder
 * is read twice, so that not all of it has to be in memory.
 */
async function rebuild(
  { store, embedder }: Parts,
  plan: FolderPlan,
  options: IndexingOptions,
): Promise<IndexingReport> {
  const { manifest, removedIds } = plan;
  const { report, countBatch, countEmbedded } = createTally(plan, options.onProgress);
  const indexDocuments = createDocumentIndexer({ store, embedder }, manifest);
  const prepare = async function* ({ isRebuild }: { isRebuild: boolean }) {
    for await (const batch of oneAhead(readInBatches(plan, { ...options, store, isRebuild: true }))) {
      const { documents, embedded } = await indexDocuments(batch.documents, { isRebuild });
      countEmbedded(embedded);
      yield { batch, documents };
    }
  };
  for await (const { batch } of oneAhead(prepare({ isRebuild: options.isRebuild === true }))) countBatch(batch);

  const sources = new Map<string, Source | null>(plan.deletedFiles.map((file) => [file, null]));
  const documentsAgain = async function* () {
    for await (const { batch, documents } of prepare({ isRebuild: false })) {
      yield* documents;
      for (const [file, source] of batch.sources) sources.set(file, source);
    }
  };
  await store.update({
    manifest,
    documents: documentsAgain(),
    deletedIds: removedIds,
    sources,
    isRebuild: true,
  });
  return report;
}

/** Removes documents, a few at a time: a folder that was deleted may have been most of the index. @returns How many were removed. */
async function removeDeleted(
  store: WrittenStore,
  { removedIds, sources, manifest }: { removedIds: string[]; sources: Map<string, Source | null>; manifest: Manifest },
): Promise<number> {
  const ids = await stillOfFiles(store, removedIds);
  const last = Math.max(0, ids.length - REMOVED_AT_ONCE);
  for (let done = 0; done < last; done += REMOVED_AT_ONCE) {
    const deletedIds = ids.slice(done, Math.min(done + REMOVED_AT_ONCE, last));
    await store.update({ manifest, documents: [], deletedIds });
  }
  await store.update({ manifest, documents: [], deletedIds: ids.slice(last), sources });
  return ids.length;
}
