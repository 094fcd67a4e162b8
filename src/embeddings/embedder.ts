/** How a text is used: models such as E5 prefix questions and passages differently. */
export type EmbeddingRole = 'query' | 'passage';

/** Everything that two embeddings must have in common to be compared. Stored with every index; a difference means embedding all again. */
export interface EmbeddingModel {
  /** The folder or hub name it was loaded from. */
  name: string;
  /** SHA-256 over the model and tokenizer files, in hexadecimal. */
  fileHash: string;
  dimensions: number;
  pooling: string;
  normalize: boolean;
  queryPrefix: string;
  passagePrefix: string;
}

/** Turns texts into vectors. */
export interface Embedder {
  /** Loads the model at the first call. @throws MODEL_UNAVAILABLE */
  model(): Promise<EmbeddingModel>;
  /** One vector of `dimensions` numbers for each text, in the order of the texts. @throws MODEL_UNAVAILABLE */
  embed(texts: string[], role: EmbeddingRole): Promise<Float32Array[]>;
  /** Share of the words of each text that the model has tokens for, 0…1, in the order of the texts. @throws MODEL_UNAVAILABLE */
  knownShares(texts: string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Key of a model in the stores: everything that changes its vectors. Vectors are kept under it. */
export function embeddingModelKey({
  fileHash,
  dimensions,
  pooling,
  normalize,
  queryPrefix,
  passagePrefix,
}: EmbeddingModel): string {
  return JSON.stringify([fileHash, dimensions, pooling, normalize, queryPrefix, passagePrefix]);
}

/** Length of the vectors that are kept under an `embeddingModelKey`. */
export function dimensionsOfKey(modelKey: string): number {
  const [, dimensions] = JSON.parse(modelKey) as [string, number];
  return dimensions;
}
