import type { DocumentProblem } from './documents/read-documents.ts';
import type { Embedder } from './embeddings/embedder.ts';
import { termHash } from './indexing/analyze-document.ts';
import { createDocumentIndexer } from './indexing/document-indexer.ts';
import { currentManifest } from './indexing/index-manifest.ts';
import { isEmptyPlan, planIndexing, stillOfFiles } from './indexing/plan-indexing.ts';
import { oneAhead, type ReadBatch, readInBatches } from './indexing/prepare-documents.ts';
import type { IndexedDocument, Manifest, ParagraphStore, Source } from './stores/paragraph-store.ts';
import { isSameManifest } from './stores/same-manifest.ts';

/** What indexing did. */
export interface IndexingReport {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Texts that had to be embedded; what was known already is not counted. */
  embedded: number;
  /** Why some files were left out; what was indexed of them before stays. */
  problems: DocumentProblem[];
}

/** How far indexing is. */
export interface IndexingProgress {
  /** Files dealt with, of those that are new or look different. */
  done: number;
  total: number;
  /** Paragraphs indexed so far. */
  paragraphs: number;
}

/** What to look at, and how to tell of it. */
export interface IndexingRequest {
  /** Only these files, by their path in the folder. */
  files?: readonly string[] | undefined;
  /** All is read and embedded again, and takes the place of what was there at once. Documents that came without a file stay. */
  isRebuild?: boolean | undefined;
  /** What speeds up searching is looked after also when nothing has changed. */
  settles?: boolean | undefined;
  onProgress?: ((progress: IndexingProgress) => void) | undefined;
}

/** Which folder to index. */
export interface IndexingOptions extends IndexingRequest {
  directory: string;
  maxBytes: number;
  /** How long to wait before asking again for files that other processes are reading. */
  askAgainMs?: number | undefined;
}

/** Documents that are removed together. */
const REMOVED_AT_ONCE = 100;

interface Parts {
  store: ParagraphStore;
  embedder: Embedder;
}

/**
 * Brings the index up to date with a folder: files → documents → paragraphs → embeddings → store, a batch of documents at a time. Only files
 * that look different are read, only what changed is written, only what is new is embedded. Each document changes whole or not at all;
 * what is interrupted goes on from the last batch. Several processes may do it together where the store lets them: each reads other files.
 */
export async function buildIndex({ store, embedder }: Parts, options: IndexingOptions): Promise<IndexingReport> {
  const { directory } = options;
  const manifest = await currentManifest(embedder);
  const makePlan = async () => {
    const before = await store.manifest();
    const isRebuild = before !== null && (options.isRebuild === true || !isSameManifest(before, manifest));
    // What is made again is made of all files, whichever were asked for.
    const files = isRebuild ? undefined : options.files;
    return { ...(await planIndexing(store, { directory, isRebuild, files })), isRebuild, isFirst: before === null };
  };
  const generation = await store.generation();
  const plan = await makePlan();
  const { unchanged, problems } = plan;
  if (isEmptyPlan(plan) && !plan.isRebuild && !plan.isFirst) {
    if (options.settles) await store.withWriteLock(() => store.settle(), { isShared: true });
    return { added: 0, changed: 0, removed: 0, unchanged, embedded: 0, problems };
  }
  // What is made again replaces everything at once: that is the work of one process, alone.
  const carryOutHolding = ({ isShared }: { isShared: boolean }) =>
    store.withWriteLock(
      async () => {
        // Another process may have done it meanwhile.
        const isCurrent = (await store.generation()) === generation;
        const latest = isCurrent ? plan : await makePlan();
        if (latest.isRebuild && isShared) return null;
        const report = await carryOut({ store, embedder }, { ...options, manifest, plan: latest });
        await store.settle();
        return report;
      },
      { isShared },
    );
  return (await carryOutHolding({ isShared: !plan.isRebuild })) ?? (await carryOutHolding({ isShared: false }))!;
}

async function carryOut(
  { store, embedder }: Parts,
  {
    manifest,
    plan,
    onProgress = () => {},
    ...reading
  }: IndexingOptions & { manifest: Manifest; plan: Awaited<ReturnType<typeof planIndexing>> & { isRebuild: boolean } },
): Promise<IndexingReport> {
  const { isRebuild, unchanged, problems, removedIds, deletedFiles } = plan;
  const report: IndexingReport = { added: 0, changed: 0, removed: removedIds.length, unchanged, embedded: 0, problems };
  const progress: IndexingProgress = { done: 0, total: plan.toRead.length, paragraphs: 0 };
  onProgress({ ...progress });
  const indexDocuments = createDocumentIndexer({ store, embedder }, manifest);

  const prepare = async function* (embedding = {}): AsyncGenerator<{ batch: ReadBatch; documents: IndexedDocument[] }> {
    for await (const batch of readInBatches(plan, { store, ...reading, isRebuild })) {
      const { documents, embedded } = await indexDocuments(batch.documents, embedding);
      report.embedded += embedded;
      yield { batch, documents };
    }
  };
  for await (const { batch, documents } of oneAhead(prepare({ isRebuild: reading.isRebuild === true }))) {
    const { sources, files } = batch;
    // Files of other processes are theirs to write.
    if (!isRebuild && sources.size > 0) await store.update({ manifest, documents, deletedIds: [], termHash, sources });
    report.added += batch.added;
    report.changed += batch.changed;
    report.unchanged += batch.unchanged;
    report.problems.push(...batch.problems);
    progress.done += files;
    progress.paragraphs += batch.paragraphs;
    onProgress({ ...progress });
  }

  const sources = new Map<string, Source | null>(deletedFiles.map((file) => [file, null]));
  // Vectors of two models cannot be compared: all documents change at once, now that everything is embedded.
  const again = async function* () {
    for await (const { batch, documents } of prepare()) {
      yield* documents;
      for (const [file, source] of batch.sources) sources.set(file, source);
    }
  };
  if (isRebuild)
    await store.update({ manifest, documents: again(), deletedIds: removedIds, termHash, sources, isRebuild });
  else if (sources.size + removedIds.length > 0 || progress.total === 0) {
    report.removed = await removeDeleted(store, { removedIds, sources, manifest });
  }
  return report;
}

/** A few at a time: a folder that is gone may have been most of the index. @returns How many documents went. */
async function removeDeleted(
  store: ParagraphStore,
  { removedIds, sources, manifest }: { removedIds: string[]; sources: Map<string, Source | null>; manifest: Manifest },
): Promise<number> {
  const ids = await stillOfFiles(store, removedIds);
  const last = Math.max(0, ids.length - REMOVED_AT_ONCE);
  for (let done = 0; done < last; done += REMOVED_AT_ONCE) {
    const deletedIds = ids.slice(done, Math.min(done + REMOVED_AT_ONCE, last));
    await store.update({ manifest, documents: [], deletedIds, termHash });
  }
  await store.update({ manifest, documents: [], deletedIds: ids.slice(last), termHash, sources });
  return ids.length;
}
