import { createHash } from 'node:crypto';
import { embeddingModelKey } from '../embeddings/embedder.ts';
import { collectProblems } from '../stores/check.ts';
import type { IndexedDocument, Manifest } from '../stores/document-reader.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { cosineSimilarity } from '../stores/sqlite/vectors/vector-blob.ts';
import { hashesOf, isSameSource } from './copy-documents.ts';
import { originalDiffers } from './copy-originals.ts';
import { digestOf } from './document-digest.ts';
import type { MigrationProgress } from './migration.ts';

/**
 * Vectors are the same from this cosine on: a store may keep one byte a number (SQLite does unless VECTOR_PRECISION=float32), and then a cosine of
 * 0.99995 was the least that was measured with the built-in model.
 */
const MIN_COSINE = 0.9999;

/** What comparing two stores found. */
export interface Verification {
  documents: number;
  paragraphs: number;
  vectors: number;
  /** The least cosine of a vector and its copy; 1 when there are none. */
  leastCosine: number;
  /** SHA-256 over all documents in the order of their ids, each as its `digestOf`. */
  sha256: { from: string; to: string };
  /** Null when the copy is whole. */
  differences: string | null;
}

interface Stores {
  from: ParagraphStore;
  to: ParagraphStore;
}

type Problems = ReturnType<typeof collectProblems>;

/** Compares all that two stores have: documents, paragraphs as they are searched, vectors, and the sources. Changes nothing. */
export async function verifyCopy(
  stores: Stores,
  { manifest, onProgress }: { manifest: Manifest; onProgress: MigrationProgress },
): Promise<Verification> {
  const { from, to } = stores;
  const problems = collectProblems();
  const listed = await from.documents();
  const total = listed.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  const vectors = createVectorComparison(stores, { modelKey: embeddingModelKey(manifest.embedding), problems });
  const [hashFrom, hashTo] = [createHash('sha256'), createHash('sha256')];
  let done = 0;
  for (const { id, paragraphs } of listed) {
    const [given, copy] = await Promise.all([from.indexedDocument(id), to.indexedDocument(id)]);
    const [expected, found] = [given && digestOf(given), copy && digestOf(copy)];
    if (copy === null) problems.add(`"${id}" is missing`);
    else if (expected !== found) problems.add(`"${id}" is another document`);
    hashFrom.update(`${expected}\n`);
    hashTo.update(`${found}\n`);
    if (copy && (await originalDiffers(stores, id))) problems.add(`the kept file of "${id}" is another one`);
    if (given) await vectors.compare(given);
    if (copy) await compareParagraphs(copy, { to, manifest, problems });
    done += paragraphs;
    onProgress({ what: 'Verifying', unit: 'paragraphs', done, total });
  }
  await compareLists(stores, problems);
  return {
    documents: listed.length,
    paragraphs: total,
    ...vectors.result(),
    sha256: { from: hashFrom.digest('hex'), to: hashTo.digest('hex') },
    differences: problems.summary(),
  };
}

/** Compares the vectors that documents need, each one once. */
function createVectorComparison(
  { from, to }: Stores,
  { modelKey, problems }: { modelKey: string; problems: Problems },
) {
  const seen = new Set<string>();
  let leastCosine = 1;
  return {
    async compare(document: IndexedDocument): Promise<void> {
      const hashes = [...hashesOf([document])].filter((hash) => !seen.has(hash));
      for (const hash of hashes) seen.add(hash);
      const [given, copies] = await Promise.all([
        from.cachedEmbeddings(modelKey, hashes),
        to.cachedEmbeddings(modelKey, hashes),
      ]);
      const copyOf = new Map(copies.map(({ hash, vector }) => [hash, vector]));
      for (const { hash, vector } of given) {
        const copy = copyOf.get(hash);
        const cosine = copy ? cosineOf(vector, copy) : 0;
        leastCosine = Math.min(leastCosine, cosine);
        if (cosine < MIN_COSINE)
          problems.add(`a vector of "${document.document.id}" is ${copy ? 'another' : 'missing'}`);
      }
      if (given.length < hashes.length) problems.add(`vectors of "${document.document.id}" are missing on both sides`);
    },
    result: () => ({ vectors: seen.size, leastCosine }),
  };
}

/** Two vectors without direction are the same. */
function cosineOf(vector: Float32Array, copy: Float32Array): number {
  const isNothing = (numbers: Float32Array) => numbers.every((number) => number === 0);
  if (isNothing(vector) && isNothing(copy)) return 1;
  return vector.length === copy.length ? cosineSimilarity(vector, copy) : 0;
}

/** A search must find each paragraph as the document says it is: it may be stored in more than one place. */
async function compareParagraphs(
  { document, paragraphs }: IndexedDocument,
  { to, manifest, problems }: { to: ParagraphStore; manifest: Manifest; problems: Problems },
): Promise<void> {
  if (paragraphs.length === 0) return;
  const anyVector = new Float32Array(manifest.embedding.dimensions).fill(1);
  const matches = await to.nearest(anyVector, 2 * paragraphs.length, [document.id]);
  const found = await to.paragraphs(matches.map(({ key }) => key));
  if (found.length === 0) problems.add(`no paragraph of "${document.id}" is found`);
  for (const { number, start, end, text, aspects } of found) {
    const place = document.paragraphs[number - 1];
    const isSame = place?.start === start && place.end === end && document.text.slice(start, end) === text;
    if (!isSame || aspects.join() !== paragraphs[number - 1]!.aspects.join()) {
      problems.add(`"${document.id}" ¶${number} is not what its document says there`);
    }
  }
}

/** Nothing more is there, and the sources are the same. */
async function compareLists({ from, to }: Stores, problems: Problems): Promise<void> {
  const [fromDocuments, toDocuments] = await Promise.all([from.documents(), to.documents()]);
  const known = new Map(fromDocuments.map(({ id, paragraphs }) => [id, paragraphs]));
  for (const { id, paragraphs } of toDocuments) {
    const expected = known.get(id);
    if (expected === undefined) problems.add(`"${id}" should not be there`);
    else if (expected !== paragraphs) problems.add(`"${id}" has ${paragraphs} paragraphs, not ${expected}`);
  }
  const [sources, copies] = await Promise.all([from.sources(), to.sources()]);
  for (const [path, source] of sources) {
    if (!isSameSource(copies.get(path), source)) problems.add(`"${path}" is not kept as it was read`);
  }
  if (copies.size > sources.size) problems.add(`${copies.size - sources.size} files too many are kept`);
}
