/** How a text is used: models such as E5 prefix questions and passages differently. */
export type EmbeddingRole = 'query' | 'passage';

/** Everything that two embeddings must have in common to be compared. Stored with every index; a difference means embedding all again. */
export interface EmbeddingModel {
  /** The folder or hub name it was loaded from; of a server's model, its name and its server. */
  name: string;
  /** SHA-256 over the model and tokenizer files, in hexadecimal; of a server's model, over its address and name. */
  fileHash: string;
  dimensions: number;
  /** `server` is what a server does, to which all texts go. */
  pooling: string;
  normalize: boolean;
  queryPrefix: string;
  passagePrefix: string;
  /** `embeddingModelKey` of the model that single words come from; null where it is this one. */
  words: string | null;
}

/** Turns single words into vectors, which are compared with each other alone. */
export interface WordEmbedder {
  /** As `Embedder.embed` of questions. */
  embed(words: string[], role: 'query'): Promise<Float32Array[]>;
  /** As `Embedder.knownShares`. */
  knownShares(words: string[]): Promise<number[]>;
  /** An index of words, empty at first. @throws MODEL_UNAVAILABLE */
  createIndex(): Promise<WordIndex>;
}

/** Finds words by their meaning, by comparing with all. */
export interface WordIndex {
  readonly count: number;
  /** Adds words; the place of each is the number of those before. One that the model does not know is near to none. */
  add(words: readonly string[]): void;
  /**
   * The places of the words of the index that are nearest to each of these, with the cosine of their meanings, best first; none for one that the model does not know.
   *
   * @param wanted.limit How many are wanted of each.
   * @param wanted.above Words with this cosine or less are left out.
   */
  nearest(
    words: readonly string[],
    wanted: { limit: number; above: number },
  ): { place: number; similarity: number }[][];
}

/** Turns texts into vectors. */
export interface SentenceEmbedder {
  /** Loads the model at the first call. @throws MODEL_UNAVAILABLE */
  model(): Promise<EmbeddingModel>;
  /** One vector of `dimensions` numbers for each text, in the order of the texts. @throws MODEL_UNAVAILABLE */
  embed(texts: string[], role: EmbeddingRole): Promise<Float32Array[]>;
  /** Share of the words of each text that the model has tokens for, 0…1, in the order of the texts. @throws MODEL_UNAVAILABLE */
  knownShares(texts: string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Turns texts, and single words, into vectors. */
export interface Embedder extends SentenceEmbedder {
  /** Where single words come from: a model of sentences need not know what a word means by itself, and takes long for a whole vocabulary. */
  readonly words: WordEmbedder;
}

/** Key of a model in the stores: everything that changes its vectors. Vectors are kept under it. */
export function embeddingModelKey({
  fileHash,
  dimensions,
  pooling,
  normalize,
  queryPrefix,
  passagePrefix,
  words = null,
}: Omit<EmbeddingModel, 'words'> & Partial<Pick<EmbeddingModel, 'words'>>): string {
  const own = [fileHash, dimensions, pooling, normalize, queryPrefix, passagePrefix];
  // An index of before names no model of words.
  return JSON.stringify(words === null ? own : [...own, words]);
}

/** Length of the vectors that are kept under an `embeddingModelKey`. */
export function dimensionsOfKey(modelKey: string): number {
  const [, dimensions] = JSON.parse(modelKey) as [string, number];
  return dimensions;
}
