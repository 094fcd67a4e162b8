import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type EmbeddingConfig, PROJECT_DIRECTORY } from '../config/config.ts';
import { embedOnEveryCore } from './embed-on-every-core.ts';
import type { Embedder } from './embedder.ts';
import { embedderWithWords } from './embedder-with-words.ts';
import { createServerEmbedder } from './server/server-embedder.ts';
import { type DownloadListener, TransformersEmbedder } from './transformers-embedder.ts';

const BUILT_IN = path.join(PROJECT_DIRECTORY, 'embeddings/model');

/**
 * Opens the embedder of the settings. Single words always come from the built-in model: its table gives each of a large vocabulary in microseconds, and knows
 * words of two languages by themselves.
 */
export function openEmbedder(config: EmbeddingConfig, onDownload?: DownloadListener): Embedder {
  const ofWords = {
    ...config,
    model: BUILT_IN,
    server: null,
    dtype: 'q8',
    pooling: null,
    queryPrefix: null,
    passagePrefix: null,
  } as const;
  if (config.server) {
    return embedderWithWords(createServerEmbedder(config, config.server), new TransformersEmbedder(ofWords));
  }
  const open = () => new TransformersEmbedder(config, onDownload);
  if (path.resolve(PROJECT_DIRECTORY, config.model) === BUILT_IN) return open();
  return embedderWithWords(embedOnEveryCore(open, availableParallelism()), new TransformersEmbedder(ofWords));
}
