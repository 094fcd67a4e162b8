/** What a text is to the model: models such as E5 prefix questions and passages differently. */
export type EmbeddingRole = 'query' | 'passage';

/** What makes two embeddings comparable. Stored with every index; a difference means embedding again. */
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
  /** Loads the model if nobody has yet. @throws MODEL_UNAVAILABLE */
  model(): Promise<EmbeddingModel>;
  /** One vector of `dimensions` numbers a text, in order. @throws MODEL_UNAVAILABLE */
  embed(texts: string[], role: EmbeddingRole): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** Short name of everything that changes a model's vectors: part of the key under which vectors are kept. */
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

/** How many numbers the vectors have that are kept under an `embeddingModelKey`. */
export function dimensionsOfKey(modelKey: string): number {
  const [, dimensions] = JSON.parse(modelKey) as [string, number];
  return dimensions;
}
