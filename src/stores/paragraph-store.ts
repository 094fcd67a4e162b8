import type { Document } from '../documents/document.ts';
import type { EmbeddingModel, EmbeddingRole } from '../embeddings/embedder.ts';
import type { Language } from '../protocol/language.ts';

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
  isRebuild?: boolean; // all that was there gives way to `documents`, as it does with another manifest
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

/** Which files are whose. Files that are neither were indexed as they are, by another process. */
export interface FileClaims {
  /** To be read by this process. */
  claimed: Set<string>;
  /** Being read by another one. */
  busy: Set<string>;
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

/** The terms of all paragraphs, in memory. They are only ever added, each with a key that is its place in `terms`. */
export interface Vocabulary {
  readonly terms: readonly string[];
  keyOf(term: string): number | undefined;
  /** False for a term that no paragraph has any more, as far as is known. */
  occurs(termKey: number): boolean;
}

/** Words of the corpus that a term of the question may stand for: key of the vocabulary to likeness, 0…1 (1 = the same word). */
export type TermExpansion = ReadonlyMap<number, number>;

/** A term of the question: how much it counts, and the words of the corpus it may stand for. */
export interface ExpandedTerm {
  term: string;
  /** 1 in the question itself, less when it comes from the conversation before. */
  weight: number;
  spread: TermExpansion;
}

/** Where to look for words. */
export interface WordSearch {
  /** How many of the best paragraphs are wanted. */
  limit: number;
  /** Only in these documents. */
  documentIds?: readonly string[] | undefined;
  /** Postings read at most: no more than by default. */
  mostPostings?: number | undefined;
}

/** What BM25 says of the paragraphs that have the words. */
export interface WordScores {
  /** Paragraph key to score, above 0: the best, and more of them where `isWhole` is false. */
  scores: Map<number, number>;
  /** Inverse document frequency of each term, in the order of the terms: how much it tells paragraphs apart. */
  inverseFrequencies: number[];
  /** How many terms a paragraph has on average. */
  averageLength: number;
  /** Whether all words were looked at: what very many paragraphs have costs most and tells least, and may have been left out. */
  isWhole: boolean;
}

/** The terms of a paragraph. */
export interface ParagraphWords {
  /** How many there are, each as often as it occurs; 1 for none. */
  length: number;
  /** How often each occurs, by key of the vocabulary. */
  frequencies: Map<number, number>;
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
  /** Keys of the paragraphs that have at least one of these labels, at most `limit`. */
  labelled(labels: string[], limit: number, documentIds?: readonly string[]): Promise<number[]>;
  /** The most similar paragraphs, best first; only of `documentIds` when given. @throws INDEX_INCOMPATIBLE for another dimension. */
  nearest(vector: Float32Array, limit: number, documentIds?: readonly string[]): Promise<ParagraphMatch[]>;
  /** Cosine similarities to these very paragraphs, in no particular order; unknown keys are left out. */
  similarities(vector: Float32Array, keys: number[]): Promise<ParagraphMatch[]>;
  /** The same object until it has to be made anew; brought up to date by each call. */
  vocabulary(): Promise<Vocabulary>;
  /** The terms that mean most nearly what a vector does, best first, by key of the vocabulary. */
  nearestTerms(vector: Float32Array, limit: number): Promise<TermMatch[]>;
  /** BM25 of the paragraphs that have words which these terms may stand for; see `stores/keywords/bm25.ts`. */
  scoreWords(terms: ExpandedTerm[], search: WordSearch): Promise<WordScores>;
  /** The terms of these paragraphs, of those that still exist. */
  wordsOf(paragraphKeys: number[]): Promise<Map<number, ParagraphWords>>;
  /** Which of these texts have a vector already: they keep it when another one is to be kept, unless `isRebuild`. */
  keptEmbeddings(modelKey: string, hashes: string[]): Promise<Set<string>>;
  keepEmbeddings(modelKey: string, embeddings: KeptEmbedding[], options?: { isRebuild?: boolean }): Promise<void>;
  /** What is kept under these hashes, in no particular order; unknown hashes are left out. */
  embeddings(modelKey: string, hashes: string[]): Promise<KeptEmbedding[]>;
  /** A document as it was given to `update`, to be put into another store. Frequencies of terms are whole numbers, 1…255. */
  indexedDocument(id: string): Promise<IndexedDocument | null>;
  /**
   * Runs `work` while no other process writes; with `isShared`, those that share the work may write as well, where the store lets several do so.
   * @throws INDEX_LOCKED when another one does not finish in time.
   */
  withWriteLock<T>(work: () => Promise<T>, options?: { isShared?: boolean }): Promise<T>;
  /**
   * Shares files out among the processes that hold the lock together, given as they are now, by path. A file stays with the process that
   * claimed it until an `update` brings its source, or the process gives the lock back or dies.
   */
  claimFiles(fingerprints: ReadonlyMap<string, string>): Promise<FileClaims>;
  update(update: IndexUpdate): Promise<void>;
  /** Forgets what nothing refers to any more, once that is a good share, saves what speeds up the next start, and notes that the work came to its end. */
  settle(): Promise<void>;
  /** Whether the work that first filled it ever came to its end. */
  isSettled(): Promise<boolean>;
  close(): Promise<void>;
}
