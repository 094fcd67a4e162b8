/** A paragraph that is similar to a vector. */
export interface ParagraphMatch {
  key: number;
  /** Cosine similarity, from -1 (opposite) to 1 (same direction). Never a distance. */
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
  expansion: TermExpansion;
}

/** Where to look for words. */
export interface WordSearch {
  /** How many of the best paragraphs are wanted. */
  limit: number;
  /** Only in these documents. */
  documentIds?: readonly string[] | undefined;
  /** Postings read at most; the default is as many as a store reads for any question. */
  maxPostings?: number | undefined;
}

/** BM25 of the paragraphs that have the words. */
export interface WordScores {
  /** Paragraph key to score, above 0: the best, and more of them where `isWhole` is false. */
  scores: Map<number, number>;
  /** Inverse document frequency of each term, in the order of the terms: how much it sets paragraphs apart. */
  inverseFrequencies: number[];
  /** How many terms a paragraph has on average. */
  averageLength: number;
  /** Whether all words were looked at: words of very many paragraphs cost most and say least, and may have been left out. */
  isWhole: boolean;
}

/** The terms of a paragraph. */
export interface ParagraphWords {
  /** How many there are, each as often as it occurs; 1 for none. */
  length: number;
  /** Each term once, by its key of the vocabulary, in ascending order. */
  terms: Uint32Array;
  /** How often each of them occurs, in their order. */
  frequencies: Uint16Array;
}

/** Finds paragraphs: by meaning, by words, by aspect. */
export interface ParagraphSearch {
  /** The most similar paragraphs, best first; only of `documentIds` when given. @throws INDEX_INCOMPATIBLE for another dimension. */
  nearest(vector: Float32Array, limit: number, documentIds?: readonly string[]): Promise<ParagraphMatch[]>;
  /** Cosine similarities to these very paragraphs, in no particular order; unknown keys are left out. */
  similarities(vector: Float32Array, keys: number[]): Promise<ParagraphMatch[]>;
  /** Keys of the paragraphs that have at least one of these aspects, at most `limit`. */
  keysWithAspects(aspects: string[], limit: number, documentIds?: readonly string[]): Promise<number[]>;
  /** The same object until the index is rebuilt; brought up to date by each call. */
  vocabulary(): Promise<Vocabulary>;
  /** BM25 of the paragraphs that have words which these terms may stand for; see `stores/bm25.ts`. */
  scoreWords(terms: ExpandedTerm[], search: WordSearch): Promise<WordScores>;
  /** The terms of these paragraphs, of those that still exist. */
  wordsOf(paragraphKeys: number[]): Promise<Map<number, ParagraphWords>>;
}
