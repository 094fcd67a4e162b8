import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Document, onOneLine } from './documents/document.ts';
import { type DocumentProblem, type ReadDocuments, readDocuments } from './documents/read-documents.ts';
import { SPLITTER_VERSION } from './documents/split-paragraphs.ts';
import { type Embedder, type EmbeddingRole, embeddingModelKey } from './embeddings/embedder.ts';
import { evidenceIn } from './language/expected-evidence.ts';
import { ANALYZER_VERSION, termsOf } from './language/tokenize.ts';
import { aspectsOfParagraphs } from './retrieval/document-aspects.ts';
import { embedMissing, type IndexingProgress, type TextsByHash } from './stores/embed-missing.ts';
import type { IndexedDocument, Manifest, ParagraphStore, StoredDocument } from './stores/paragraph-store.ts';

/** Paragraphs analysed between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

export type { IndexingProgress };

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

/**
 * Brings the index up to date with a folder: documents → paragraphs → embeddings → store. Only what changed is written, only what is new is embedded,
 * and the index changes whole or not at all.
 */
export async function buildIndex(
  { store, embedder }: { store: ParagraphStore; embedder: Embedder },
  {
    directory,
    maxBytes,
    onProgress = () => {},
  }: { directory: string; maxBytes: number; onProgress?: (progress: IndexingProgress) => void },
): Promise<IndexingReport> {
  const [read, embedding] = await Promise.all([readDocuments(directory, { maxBytes }), embedder.model()]);
  const manifest: Manifest = { embedding, splitterVersion: SPLITTER_VERSION, analyzerVersion: ANALYZER_VERSION };
  const nothingToDo: IndexingReport = {
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: read.documents.length,
    embedded: 0,
    problems: read.problems,
  };
  if (isEmpty(await compare(store, read, manifest))) return nothingToDo;

  return store.exclusively(async () => {
    const difference = await compare(store, read, manifest);
    if (isEmpty(difference)) return nothingToDo;
    const { added, changed, removedIds } = difference;
    const { indexed, texts, termHashes } = await analyzeDocuments([...added, ...changed]);
    const embedded = await embedMissing({ store, embedder }, texts, {
      modelKey: embeddingModelKey(embedding),
      onProgress,
    });
    await store.update({ manifest, documents: indexed, deletedIds: removedIds, termHashes });
    const counts = { added: added.length, changed: changed.length, removed: removedIds.length };
    return { ...nothingToDo, ...counts, unchanged: difference.unchanged, embedded };
  });
}

interface Difference {
  added: Document[];
  changed: Document[];
  removedIds: string[];
  /** How many documents of the folder need nothing. */
  unchanged: number;
  isOtherManifest: boolean;
}

function isEmpty({ added, changed, removedIds, isOtherManifest }: Difference): boolean {
  return added.length + changed.length + removedIds.length === 0 && !isOtherManifest;
}

/**
 * What the folder has and the index has not. With another manifest every document counts as changed; what cannot be read now is then
 * made again from the text that was indexed of it.
 */
async function compare(
  store: ParagraphStore,
  { documents, problems }: ReadDocuments,
  manifest: Manifest,
): Promise<Difference> {
  const [stored, storedManifest] = await Promise.all([store.documents(), store.manifest()]);
  const known = new Map(stored.map((document) => [document.id, fingerprintOf(document)]));
  const isOtherManifest = !isSameManifest(storedManifest, manifest);
  const readIds = new Set(documents.map(({ id }) => id));
  const unreadableIds = new Set(problems.map(({ documentId }) => documentId).filter((id) => !readIds.has(id)));
  const added = documents.filter(({ id }) => !known.has(id));
  const changed = documents.filter(
    (document) => known.has(document.id) && (isOtherManifest || known.get(document.id) !== fingerprintOf(document)),
  );
  const kept = await Promise.all([...unreadableIds].map((id) => (isOtherManifest ? store.document(id) : null)));
  return {
    added,
    changed: [...changed, ...kept.filter((document) => document !== null)],
    removedIds: [...known.keys()].filter((id) => !readIds.has(id) && !unreadableIds.has(id)),
    unchanged: documents.length - added.length - changed.length,
    isOtherManifest,
  };
}

/** What tells a document's indexed state: its bytes, and what its sidecar adds. */
function fingerprintOf({ sha256, title, language, date, questions, tags }: Document | StoredDocument): string {
  return JSON.stringify([sha256, title, language, date, questions.ru, questions.en, tags]);
}

/** The model's name does not count: the same files under another path give the same vectors. */
function isSameManifest(a: Manifest | null, b: Manifest): boolean {
  return (
    a !== null &&
    a.splitterVersion === b.splitterVersion &&
    a.analyzerVersion === b.analyzerVersion &&
    embeddingModelKey(a.embedding) === embeddingModelKey(b.embedding)
  );
}

/** Terms and labels of every paragraph, and the texts whose embeddings they need. The event loop gets its turn all along. */
async function analyzeDocuments(
  documents: Document[],
): Promise<{ indexed: IndexedDocument[]; texts: TextsByHash; termHashes: Map<string, string> }> {
  const texts: TextsByHash = { passage: new Map(), query: new Map() };
  const termHashes = new Map<string, string>();
  const remember = (text: string, role: EmbeddingRole) => {
    const hash = createHash('sha256').update(`${role}\n${text}`).digest('base64url');
    texts[role].set(hash, text);
    return hash;
  };
  const indexed: IndexedDocument[] = [];
  for (const document of documents) {
    const shown = document.paragraphs.map(({ start, end }) => onOneLine(document.text.slice(start, end)));
    const aspects = aspectsOfParagraphs(shown);
    const paragraphs: IndexedDocument['paragraphs'] = [];
    for (const [index, text] of shown.entries()) {
      const terms = termsOf(text);
      for (const term of terms.keys()) if (!termHashes.has(term)) termHashes.set(term, remember(term, 'query'));
      const labels = [...aspects[index]!, ...evidenceIn(text).map((kind) => `has-${kind}`)];
      paragraphs.push({ embeddingHash: remember(text, 'passage'), terms, labels });
      if (index % PARAGRAPHS_PER_TURN === 0) await nextTurn();
    }
    indexed.push({ document, paragraphs });
  }
  return { indexed, texts, termHashes };
}
