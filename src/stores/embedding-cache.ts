/** A vector under the hash of the text it was made from, so that no text is embedded twice. */
export interface CachedEmbedding {
  /** SHA-256 of the text and what it is embedded as, in base64url. */
  hash: string;
  vector: Float32Array;
}

/** The vectors of all texts that were ever embedded and are still of use, by model (`embeddingModelKey`) and hash. */
export interface EmbeddingCache {
  /** Which of these hashes have a vector. */
  cachedHashes(modelKey: string, hashes: string[]): Promise<Set<string>>;
  /** Adds vectors at once, outside of any update. A hash that has a vector keeps it, unless `isRebuild`. */
  cacheEmbeddings(modelKey: string, embeddings: CachedEmbedding[], options?: { isRebuild?: boolean }): Promise<void>;
  /** The vectors under these hashes, in no particular order; unknown hashes are left out. */
  cachedEmbeddings(modelKey: string, hashes: string[]): Promise<CachedEmbedding[]>;
}
