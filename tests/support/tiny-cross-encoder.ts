import { after } from 'node:test';
import { loadConfig, type RerankerConfig } from '../../src/config/config.ts';
import { createCrossEncoder } from '../../src/retrieval/reranking/cross-encoder.ts';
import type { Reranker } from '../../src/retrieval/reranking/reranker.ts';
import { onnxSharedWordsModel } from './onnx-model.ts';
import { temporaryDirectory, writeFiles } from './temporary-directory.ts';
import { tinyModelFiles } from './tiny-model.ts';

/**
 * The files of a cross-encoder in Transformers.js layout whose score is how many words question and passage share; loaded by the same code as any other.
 * Words are what blanks separate, in lower case, and of these the given ones count.
 */
export function tinyCrossEncoderFiles(words: readonly string[], { classes = 1 } = {}) {
  const vectors = words.map((_, index) => words.map((_, axis) => Number(axis === index)));
  const files = tinyModelFiles(Object.fromEntries(words.map((word, index) => [word, vectors[index]!])));
  const nothing = vectors[0]!.map(() => 0);
  const part = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  return {
    ...files,
    'tokenizer.json': JSON.stringify({
      ...JSON.parse(String(files['tokenizer.json'])),
      post_processor: {
        type: 'TemplateProcessing',
        single: [part('A', 0)],
        pair: [part('A', 0), part('B', 1)],
        special_tokens: {},
      },
    }),
    'onnx/model_quantized.onnx': onnxSharedWordsModel([nothing, nothing, ...vectors], classes),
  };
}

/** A folder with such a model. */
export function writeTinyCrossEncoder(words: readonly string[], options?: { classes?: number }): string {
  const directory = temporaryDirectory();
  writeFiles(directory, tinyCrossEncoderFiles(words, options));
  return directory;
}

/** The settings of a reranker, the others at their defaults. */
export function rerankerConfig(settings: Record<`RERANK_${string}`, string>): RerankerConfig {
  return loadConfig({ RERANK_MODEL: 'any', ...settings }).reranker!;
}

/** A cross-encoder that is closed when the test or suite that asked for it is over. */
export function openCrossEncoder(directory: string): Reranker {
  const reranker = createCrossEncoder(rerankerConfig({ RERANK_MODEL: directory }));
  after(() => reranker.close());
  return reranker;
}
