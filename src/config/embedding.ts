import path from 'node:path';
import type { Settings } from './settings.ts';

/** How an embedding model is found and used; what is null comes from the model's profile. */
export type EmbeddingConfig = Readonly<{
  /** A folder (absolute) or a hub name such as `Xenova/multilingual-e5-small`. */
  model: string;
  /** Never reach the network for a model. */
  offline: boolean;
  cacheDirectory: string;
  hubUrl: string;
  dtype: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4';
  pooling: 'mean' | 'cls' | 'last_token' | null;
  queryPrefix: string | null;
  passagePrefix: string | null;
}>;

/** The embedding model of the settings. */
export function embeddingOf(settings: Settings, projectDirectory: string): EmbeddingConfig {
  return {
    model: settings.EMBEDDING_MODEL,
    offline: settings.EMBEDDING_OFFLINE,
    cacheDirectory: path.resolve(projectDirectory, settings.EMBEDDING_CACHE_DIR),
    hubUrl: settings.EMBEDDING_HUB_URL,
    dtype: settings.EMBEDDING_DTYPE,
    pooling: settings.EMBEDDING_POOLING ?? null,
    queryPrefix: settings.EMBEDDING_QUERY_PREFIX ?? null,
    passagePrefix: settings.EMBEDDING_PASSAGE_PREFIX ?? null,
  };
}
