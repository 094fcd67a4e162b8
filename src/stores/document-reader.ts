import type { Document } from '../documents/document.ts';
import type { ParagraphContext } from '../documents/paragraph-context.ts';
import type { EmbeddingModel } from '../embeddings/embedder.ts';
import type { SimilarityScale } from '../embeddings/similarity/similarity-scale.ts';
import type { LanguageTag } from '../protocol/language.ts';

/** All that is stored of a document but its text, its blocks and its positions. */
export interface StoredDocument extends Omit<Document, 'text' | 'paragraphs' | 'blocks' | 'positions'> {
  /** How many paragraphs it has. */
  paragraphs: number;
}

/** A file that is kept beside the document that was read from it. */
export interface StoredOriginal {
  /** As it was called when it came. */
  name: string;
  sha256: string;
  /** In bytes. */
  size: number;
}

/** A paragraph as it was indexed. `key` names it for ever: keys are never used again, also not after a delete. */
export interface StoredParagraph {
  key: number;
  documentId: string;
  documentTitle: string;
  /** As in `Document`. */
  documentUrl: string | null;
  language: LanguageTag;
  number: number;
  /** Bounds in the document's canonical text; `text` is exactly that slice. */
  start: number;
  end: number;
  text: string;
  /** As in `Paragraph`. */
  page: number | null;
  heading: string | null;
  /** What it is to be read with; null for nothing. */
  context: ParagraphContext | null;
  /** What the indexer found out about it: the aspects of the document it speaks of, and the types of answers it holds (`has-date`). */
  aspects: string[];
}

/** A document made ready for the store. */
export interface IndexedDocument {
  document: Document;
  /** In the order of `document.paragraphs`. */
  paragraphs: {
    /** Names a cached embedding. */
    embeddingHash: string;
    /** Analysed terms, with how often each occurs. */
    terms: Map<string, number>;
    /** Words without commas. */
    aspects: string[];
    /** As in `StoredParagraph`. */
    context: ParagraphContext | null;
  }[];
}

/** What the index was made with. When it no longer matches, the index is rebuilt. */
export interface Manifest {
  embedding: EmbeddingModel;
  /** What the cosines of the model mean, where its calibration does not say it: measured once. */
  similarity?: SimilarityScale | undefined;
  splitterVersion: number;
  analyzerVersion: number;
}

/** A file of the documents folder as it was when it was last read: while it looks the same, it is not read again. */
export interface Source {
  documentId: string;
  /** Changes whenever the file or its sidecar does. */
  fingerprint: string;
  /** Why it could not be read, or null. */
  problem: string | null;
  /**
   * `hashContents` of what the file had made of its document when that was changed or removed in the store: while the file makes the same,
   * what is in the store is newer. Null when the index holds what the file makes.
   */
  supersededContents: string | null;
}

/** Reads what was indexed. Each call sees one state of the index. */
export interface DocumentReader {
  /** Changes whenever an update was applied, by this process or another. */
  generation(): Promise<number>;
  /** Null until the first update. */
  manifest(): Promise<Manifest | null>;
  /** Whether the work that first filled the index ever came to its end. */
  isComplete(): Promise<boolean>;
  /** In the order of their ids; the first ones, when a limit is given. */
  documents(limit?: number): Promise<StoredDocument[]>;
  document(id: string): Promise<Document | null>;
  /** The canonical text of a document alone: the rest of a large one takes fifty times as long. */
  text(id: string): Promise<string | null>;
  /** Where the pages of a document show its text, as `storedPositions` wrote it; null where that is not known. */
  positions(id: string): Promise<string | null>;
  /** What is kept of the file of a document; null where only its text is. */
  original(id: string): Promise<StoredOriginal | null>;
  /** A part of the bytes of a kept file; null when it is not kept any more. @param options.end Exclusive. */
  originalBytes(id: string, options: { sha256: string; start: number; end: number }): Promise<Uint8Array | null>;
  /** A document as it was given to `update`, to be put into another store. Frequencies of terms are whole numbers, 1…255. */
  indexedDocument(id: string): Promise<IndexedDocument | null>;
  /** The paragraphs that still exist, in the order of `keys`. */
  paragraphs(keys: number[]): Promise<StoredParagraph[]>;
  /** The files that were read, by path. */
  sources(): Promise<Map<string, Source>>;
}
