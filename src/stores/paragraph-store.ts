import type { Document } from '../documents/document.ts';
import type { EmbeddingModel } from '../embeddings/embedder.ts';
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

/** A vector under the key of the text and model it was made from, so that it is made once. */
export interface KeptEmbedding {
  hash: string;
  vector: Float32Array;
}

/** A document made ready for the store. */
export interface IndexedDocument {
  document: Document;
  /** In the order of `document.paragraphs`. */
  paragraphs: {
    /** Names a kept embedding. */
    embeddingHash: string;
    /** Analysed terms, with how often each counts; a neighbour's terms may count in fractions. */
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
  /** Added, or put in the place of the document with the same id. */
  documents: IndexedDocument[];
  deletedIds: string[];
  /** For every term of `documents`, the hash of its kept embedding. */
  termHashes: Map<string, string>;
}

export interface ParagraphMatch {
  key: number;
  /** Cosine similarity, from -1 (opposite) to 1 (same direction). Never a distance. */
  similarity: number;
}

/** Every term of every paragraph, in three columns of one length. */
export interface Vocabulary {
  keys: number[];
  terms: string[];
  /** `terms.length × dimensions` numbers, unit vectors. */
  vectors: Float32Array;
  dimensions: number;
  /** How many paragraphs there are, and how many terms one has on average: what BM25 needs. */
  paragraphCount: number;
  averageLength: number;
}

/** A term occurs in a paragraph. */
export interface Posting {
  termKey: number;
  paragraphKey: number;
  frequency: number;
  /** How many terms the paragraph has. */
  length: number;
}

/** Where documents, paragraphs, terms and vectors live. Every implementation passes `tests/stores/paragraph-store-contract.ts`. */
export interface ParagraphStore {
  /** Changes whenever an update was applied, by this process or another. */
  generation(): Promise<number>;
  /** Null until the first update. */
  manifest(): Promise<Manifest | null>;
  /** In the order of their ids. */
  documents(): Promise<StoredDocument[]>;
  document(id: string): Promise<Document | null>;
  /** The paragraphs that still exist, in the order of `keys`. */
  paragraphs(keys: number[]): Promise<StoredParagraph[]>;
  /** Keys of the paragraphs that have at least one of these labels, at most `limit`. */
  labelled(labels: string[], limit: number, documentIds?: readonly string[]): Promise<number[]>;
  /** The most similar paragraphs, best first; only of `documentIds` when given. @throws INDEX_INCOMPATIBLE for another dimension. */
  nearest(vector: Float32Array, limit: number, documentIds?: readonly string[]): Promise<ParagraphMatch[]>;
  /** Cosine similarities to these very paragraphs, in no particular order; unknown keys are left out. */
  similarities(vector: Float32Array, keys: number[]): Promise<ParagraphMatch[]>;
  /** The same object until the generation changes. */
  vocabulary(): Promise<Vocabulary>;
  postings(termKeys: number[], documentIds?: readonly string[]): Promise<Posting[]>;
  /** Vectors already made, by hash; what is missing is not in the map. */
  keptEmbeddings(modelKey: string, hashes: string[]): Promise<Map<string, Float32Array>>;
  keepEmbeddings(modelKey: string, embeddings: KeptEmbedding[]): Promise<void>;
  /** Runs `work` while no other process can write. @throws INDEX_LOCKED when another one does not finish in time. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  update(update: IndexUpdate): Promise<void>;
  close(): Promise<void>;
}
