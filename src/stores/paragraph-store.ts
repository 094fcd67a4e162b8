import type { Document } from '../documents/document.ts';
import type { EmbeddingModel, EmbeddingRole } from '../embeddings/embedder.ts';
import type { Language } from '../protocol.ts';

/** All that is stored of a document but its text. */
export interface StoredDocument extends Omit<Document, 'text' | 'paragraphs'> {
  /** How many paragraphs it has. */
  paragraphs: number;
}

/** A paragraph as it was indexed. `key` names it for ever: keys are never used again, also not after a delete. */
export interface StoredParagraph {
  key: number;
  documentId: string;
  documentTitle: string;
  language: Language;
  number: number;
  /** Bounds in the document's canonical text; `text` is exactly that slice. */
  start: number;
  end: number;
  text: string;
  /** As in `Paragraph`. */
  page: number | null;
  heading: string | null;
  /** What the indexer found out about it, such as the aspects of the document it tells. */
  labels: string[];
}

/** A vector under the hash of the text it was made from, so that it is made once. */
export interface KeptEmbedding {
  /** SHA-256 of role and text, in base64url. */
  hash: string;
  role: EmbeddingRole;
  vector: Float32Array;
}

/** A document made ready for the store. */
export interface IndexedDocument {
  document: Document;
  /** In the order of `document.paragraphs`. */
  paragraphs: {
    /** Names a kept embedding. */
    embeddingHash: string;
    /** Analysed terms, with how often each occurs. */
    terms: Map<string, number>;
    /** Words without commas. */
    labels: string[];
  }[];
}

/** What the index was made with. When it no longer matches, the index is made again. */
export interface Manifest {
  embedding: EmbeddingModel;
  splitterVersion: number;
  analyzerVersion: number;
}

/** One change of the index: applied whole or not at all. */
export interface IndexUpdate {
  manifest: Manifest;
  /** Added, or put in the place of the document with the same id; taken one after another, so that not all need be in memory. */
  documents: Iterable<IndexedDocument> | AsyncIterable<IndexedDocument>;
  deletedIds: string[];
  /** The hash of a term's kept embedding. */
  termHash(term: string): string;
  /** What the files were like when they were read, by their path; null for a file that is gone. */
  sources?: ReadonlyMap<string, Source | null>;
}

/** A file of the documents folder as it was when it was last read: while it looks the same, it is not read again. */
export interface Source {
  documentId: string;
  /** Changes whenever the file or its sidecar does. */
  fingerprint: string;
  /** Why it could not be read, or null. */
  problem: string | null;
}

export interface ParagraphMatch {
  key: number;
  /** Cosine similarity, from -1 (opposite) to 1 (same direction). Never a distance. */
  similarity: number;
}

export interface TermMatch {
  termKey: number;
  /** Cosine similarity. */
  similarity: number;
}

/** Which paragraphs have a term, and how often. Paragraphs have slots, 0 … `slots − 1`: places in typed arrays. */
export interface Postings {
  slots: Uint32Array;
  frequencies: Uint16Array;
}

/** The words of all paragraphs, in memory. Terms are only ever added, each with a key that is its place in `terms`. */
export interface Keywords {
  readonly terms: readonly string[];
  keyOf(term: string): number | undefined;
  /** How many slots there are; some are of paragraphs that are gone. */
  readonly slots: number;
  /** How many terms the paragraph in each slot has; 0 when it is gone. */
  readonly lengths: Uint16Array;
  paragraphKeyOf(slot: number): number;
  slotOf(paragraphKey: number): number | undefined;
  readonly paragraphCount: number;
  /** How many terms a paragraph has on average. */
  readonly averageLength: number;
  /** In how many paragraphs a term occurs, with those that are gone and not forgotten yet. */
  countOf(termKey: number): number;
  /** Writes the `countOf(termKey)` postings of a term into `postings`, in the order of the slots, those of paragraphs that are gone among them. */
  read(termKey: number, postings: Postings): void;
}

/** Where documents, paragraphs, terms and vectors live. Every implementation passes `tests/stores/paragraph-store-contract.ts`. */
export interface ParagraphStore {
  /** Changes whenever an update was applied, by this process or another. */
  generation(): Promise<number>;
  /** Null until the first update. */
  manifest(): Promise<Manifest | null>;
  /** In the order of their ids; the first ones, when a limit is given. */
  documents(limit?: number): Promise<StoredDocument[]>;
  document(id: string): Promise<Document | null>;
  /** What was read, by path. */
  sources(): Promise<Map<string, Source>>;
  /** The paragraphs that still exist, in the order of `keys`. */
  paragraphs(keys: number[]): Promise<StoredParagraph[]>;
  /** Keys of the paragraphs of these documents, first and last of each. */
  bounds(documentIds: readonly string[]): Promise<{ first: number; last: number }[]>;
  /** Keys of the paragraphs that have at least one of these labels, at most `limit`. */
  labelled(labels: string[], limit: number, documentIds?: readonly string[]): Promise<number[]>;
  /** The most similar paragraphs, best first; only of `documentIds` when given. @throws INDEX_INCOMPATIBLE for another dimension. */
  nearest(vector: Float32Array, limit: number, documentIds?: readonly string[]): Promise<ParagraphMatch[]>;
  /** Cosine similarities to these very paragraphs, in no particular order; unknown keys are left out. */
  similarities(vector: Float32Array, keys: number[]): Promise<ParagraphMatch[]>;
  /** The same object until it has to be made anew; brought up to date by each call. */
  keywords(): Promise<Keywords>;
  /** The terms that mean most nearly what a vector does, best first, by key of `keywords().terms`. */
  nearestTerms(vector: Float32Array, limit: number): Promise<TermMatch[]>;
  /** The terms of these paragraphs, by key, with how often each occurs. */
  termsOf(paragraphKeys: number[]): Promise<Map<number, Map<number, number>>>;
  /** Which of these texts have a vector already. */
  keptEmbeddings(modelKey: string, hashes: string[]): Promise<Set<string>>;
  keepEmbeddings(modelKey: string, embeddings: KeptEmbedding[]): Promise<void>;
  /** Runs `work` while no other process can write. @throws INDEX_LOCKED when another one does not finish in time. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  update(update: IndexUpdate): Promise<void>;
  /** Forgets what nothing refers to any more, once that is a good share, and saves what speeds up the next start. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
