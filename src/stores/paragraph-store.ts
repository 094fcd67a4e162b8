import type { DocumentReader } from './document-reader.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import type { IndexWriter } from './index-writer.ts';
import type { ParagraphSearch } from './paragraph-search.ts';

/** What questions are answered from: a store, or a copy of one that cannot be written. */
export interface SearchedStore extends DocumentReader, ParagraphSearch {}

/** What documents are indexed into. */
export interface WrittenStore extends DocumentReader, EmbeddingCache, IndexWriter {}

/** Where documents, paragraphs, terms and vectors live. Every implementation passes the contracts in `tests/stores/`. */
export interface ParagraphStore extends SearchedStore, WrittenStore {
  /**
   * Waits until what searches are answered with is whole and saved. After a large update a graph is made meanwhile: until it is whole, more is compared
   * for a question, and the same is found.
   */
  untilWhole(): Promise<void>;
  close(): Promise<void>;
}
