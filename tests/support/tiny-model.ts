import { after } from 'node:test';
import { type EmbeddingConfig, loadConfig } from '../../src/config/config.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { openEmbedder as openEmbedderOf } from '../../src/embeddings/open-embedder.ts';
import { type DownloadListener, TransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { onnxLookupModel } from './onnx-model.ts';

/** Vectors of words, all of one length; a word that is not in it has the vector 0. */
export type WordVectors = Readonly<Record<string, readonly number[]>>;

/**
 * The files of an embedding model in Transformers.js layout that looks words up: small enough to make for one test, and loaded by the
 * same code as any other. Words are what blanks separate, in lower case.
 */
export function tinyModelFiles(vectors: WordVectors): Record<string, string | Uint8Array> {
  const words = ['[PAD]', '[UNK]', ...Object.keys(vectors)];
  const nothing = Object.values(vectors)[0]!.map(() => 0);
  const specialToken = (content: string, id: number) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  });
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: words.slice(0, 2).map(specialToken),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
  return {
    'config.json': JSON.stringify({ model_type: 'bert', hidden_size: nothing.length, vocab_size: words.length }),
    'tokenizer.json': JSON.stringify(tokenizer),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      model_max_length: 512,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
    'onnx/model_quantized.onnx': onnxLookupModel([nothing, nothing, ...Object.values(vectors)]),
  };
}

/** The default settings of the embedding model, with some of them changed. */
export function embeddingConfig(changes: Partial<EmbeddingConfig>): EmbeddingConfig {
  return { ...loadConfig({}).embedding, ...changes };
}

/** The embedder of the default settings, closed when the test or suite that asked for it is over. */
export function openBuiltInEmbedder(): Embedder {
  const embedder = openEmbedderOf(loadConfig({}).embedding);
  after(() => embedder.close());
  return embedder;
}

/** An embedder that is run by Transformers.js, and closed when the test or suite that asked for it is over. */
export function openEmbedder(changes: Partial<EmbeddingConfig>, onDownload?: DownloadListener): TransformersEmbedder {
  const embedder = new TransformersEmbedder(embeddingConfig(changes), onDownload);
  after(() => embedder.close());
  return embedder;
}
