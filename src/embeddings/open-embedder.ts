import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type EmbeddingConfig, PROJECT_DIRECTORY } from '../config/config.ts';
import { embedOnEveryCore } from './embed-on-every-core.ts';
import type { Embedder } from './embedder.ts';
import { embedderWithWords } from './embedder-with-words.ts';
import { createServerEmbedder } from './server/server-embedder.ts';
import { createTokenTableEmbedder } from './token-table/token-table-embedder.ts';
import { type DownloadListener, TransformersEmbedder } from './transformers-embedder.ts';

const BUILT_IN = path.join(PROJECT_DIRECTORY, 'embeddings/model');

/**
 * Opens the embedder of the settings. Single words always come from the built-in model: its table gives each of a large vocabulary in microseconds, and knows
 * words of two languages by themselves.
 */
export function openEmbedder(config: EmbeddingConfig, onDownload?: DownloadListener): Embedder {
  const openBuiltIn = (name = BUILT_IN) => createTokenTableEmbedder(BUILT_IN, name);
  if (config.server) return embedderWithWords(createServerEmbedder(config, config.server), openBuiltIn());
  if (isBuiltIn(config)) return openBuiltIn(config.model);
  const open = () => new TransformersEmbedder(config, onDownload);
  return embedderWithWords(embedOnEveryCore(open, availableParallelism()), openBuiltIn());
}

/** Whether the built-in model is used as it is meant to be: another precision, pooling or prefix is left to the library of models. */
function isBuiltIn({ model, dtype, pooling, queryPrefix, passagePrefix }: EmbeddingConfig): boolean {
  return (
    path.resolve(PROJECT_DIRECTORY, model) === BUILT_IN &&
    dtype === 'q8' &&
    (pooling ?? 'mean') === 'mean' &&
    !queryPrefix &&
    !passagePrefix
  );
}
