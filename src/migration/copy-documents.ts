import { isDeepStrictEqual } from 'node:util';
import { embeddingModelKey } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { contentsOf } from '../indexing/document-contents.ts';
import { appendTo } from '../runtime/append-to.ts';
import type { IndexedDocument, Manifest, Source, StoredDocument } from '../stores/document-reader.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { isSameManifest } from '../stores/same-manifest.ts';
import { isSameOriginal, originalsOf } from './copy-originals.ts';
import { digestOf } from './document-digest.ts';
import type { MigrationProgress } from './migration.ts';

/** Documents are written together up to so many paragraphs: what is interrupted is lost up to here. */
const PARAGRAPHS_PER_BATCH = 1000;
/** Vectors read at once. */
const VECTORS_AT_ONCE = 1000;

/** What was copied; documents that were there already, as they are, are counted apart. */
export interface CopiedDocuments {
  documents: number;
  paragraphs: number;
  vectors: number;
  unchanged: number;
}

interface Stores {
  from: ParagraphStore;
  to: ParagraphStore;
}

/**
 * Copies documents, their vectors and what their files were like, a batch at a time in the order of their ids. Nothing is computed. What is in the
 * other store already, as it is, is passed over: work that was interrupted goes on.
 *
 * @throws INDEX_CORRUPT when a vector is missing.
 */
export async function copyDocuments(
  stores: Stores,
  { manifest, onProgress }: { manifest: Manifest; onProgress: MigrationProgress },
): Promise<CopiedDocuments> {
  const { from, to } = stores;
  const [listed, before, sources] = await Promise.all([from.documents(), to.manifest(), from.sources()]);
  // Made with another model, nothing stays of what is there once the first batch is written.
  const isAlike = before !== null && isSameManifest(before, manifest);
  const there = new Map(isAlike ? (await to.documents()).map((document) => [document.id, document]) : []);
  const copied: CopiedDocuments = { documents: 0, paragraphs: 0, vectors: 0, unchanged: 0 };
  const filesOf = new Map<string, [string, Source][]>();
  for (const [path, source] of sources) {
    appendTo(filesOf, source.documentId, [path, source]);
  }
  const total = listed.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  let done = 0;
  for await (const { documents, passedOver } of inBatches(listed, { ...stores, there })) {
    const ids = documents.map(({ document }) => document.id);
    copied.vectors += await copyVectors(stores, { documents, modelKey: embeddingModelKey(manifest.embedding) });
    const theirs = new Map(ids.flatMap((id) => filesOf.get(id) ?? []));
    if (ids.length > 0) {
      const originals = await originalsOf(from, ids);
      await to.update({ manifest, documents, deletedIds: [], sources: theirs, originals });
    }
    const paragraphs = documents.reduce((sum, document) => sum + document.paragraphs.length, 0);
    copied.documents += documents.length;
    copied.paragraphs += paragraphs;
    copied.unchanged += passedOver.length;
    done += passedOver.reduce((sum, document) => sum + document.paragraphs, paragraphs);
    onProgress({ what: 'Copying', unit: 'paragraphs', done, total });
  }
  await copySources(stores, { manifest, sources });
  return copied;
}

/** Documents as they were indexed, up to a batch of paragraphs, and those that are passed over because they are there. */
async function* inBatches(
  listed: readonly StoredDocument[],
  { from, to, there }: Stores & { there: ReadonlyMap<string, StoredDocument> },
): AsyncGenerator<{ documents: IndexedDocument[]; passedOver: StoredDocument[] }> {
  let [documents, passedOver]: [IndexedDocument[], StoredDocument[]] = [[], []];
  let paragraphs = 0;
  for (const summary of listed) {
    const document = await from.indexedDocument(summary.id);
    if (document === null) throw cannotCopy(`"${summary.id}" is listed and not there`);
    const isKept = await isThere(document, { summary: there.get(summary.id), to });
    if (isKept && (await isSameOriginal({ from, to }, summary.id))) passedOver.push(summary);
    else documents.push(document);
    paragraphs += summary.paragraphs;
    if (paragraphs < PARAGRAPHS_PER_BATCH) continue;
    yield { documents, passedOver };
    [documents, passedOver, paragraphs] = [[], [], 0];
  }
  if (documents.length + passedOver.length > 0) yield { documents, passedOver };
}

/** Whether a store has a document just as it is. @param summary What it lists of it. */
async function isThere(
  indexed: IndexedDocument,
  { summary, to }: { summary: StoredDocument | undefined; to: ParagraphStore },
): Promise<boolean> {
  if (summary === undefined || contentsOf(summary) !== contentsOf(indexed.document)) return false;
  const other = await to.indexedDocument(summary.id);
  return other !== null && digestOf(other) === digestOf(indexed);
}

/** Copies the vectors of paragraphs that the other store does not have. @returns How many. */
async function copyVectors(
  { from, to }: Stores,
  { documents, modelKey }: { documents: readonly IndexedDocument[]; modelKey: string },
): Promise<number> {
  const hashes = [...hashesOf(documents)];
  const kept = await to.cachedHashes(modelKey, hashes);
  const missing = hashes.filter((hash) => !kept.has(hash));
  for (let start = 0; start < missing.length; start += VECTORS_AT_ONCE) {
    const some = missing.slice(start, start + VECTORS_AT_ONCE);
    const embeddings = await from.cachedEmbeddings(modelKey, some);
    if (embeddings.length < some.length) throw cannotCopy(`${some.length - embeddings.length} vectors are missing`);
    await to.cacheEmbeddings(modelKey, embeddings);
  }
  return missing.length;
}

/** The hashes of all vectors that documents need. */
export function hashesOf(documents: readonly IndexedDocument[]): Set<string> {
  return new Set(documents.flatMap(({ paragraphs }) => paragraphs.map(({ embeddingHash }) => embeddingHash)));
}

/** Brings the sources up to date: also those that are no documents, and those of deleted files. */
async function copySources(
  { to }: Stores,
  { manifest, sources }: { manifest: Manifest; sources: ReadonlyMap<string, Source> },
): Promise<void> {
  const there = await to.sources();
  const changes = new Map<string, Source | null>();
  for (const [path, source] of sources) if (!isSameSource(there.get(path), source)) changes.set(path, source);
  for (const path of there.keys()) if (!sources.has(path)) changes.set(path, null);
  const before = await to.manifest();
  const isAlike = before !== null && isSameManifest(before, manifest);
  if (changes.size === 0 && isAlike) return;
  await to.update({ manifest, documents: [], deletedIds: [], sources: changes });
}

/** Whether two stores have the same source of a file. */
export function isSameSource(a: Source | undefined, b: Source): boolean {
  return isDeepStrictEqual(a, b);
}

function cannotCopy(state: string): PilcrowError {
  return new PilcrowError(
    'INDEX_CORRUPT',
    `Cannot copy the index: ${state}; run "npm run doctor" to see what is wrong`,
  );
}
