import type { EmbeddingConfig } from '../config/config.ts';
import type { VectorOptions } from './vector-options.ts';

/** How a model is used. */
export interface ModelProfile {
  pooling: 'mean' | 'cls' | 'last_token';
  normalize: boolean;
  /** Put before each question or passage, as in the training of the model. */
  queryPrefix: string;
  passagePrefix: string;
  /** Keep the first so many numbers of each vector (Matryoshka models); null keeps all. */
  dimensions: number | null;
}

/** `1_Pooling/config.json` of Sentence Transformers models; only the keys that matter here. */
export interface PoolingFile {
  pooling_mode_cls_token?: boolean;
  pooling_mode_lasttoken?: boolean;
}

type ModelFamily = Omit<ModelProfile, keyof VectorOptions>;

const DEFAULT_FAMILY: ModelFamily = { pooling: 'mean', queryPrefix: '', passagePrefix: '' };

/** Pooling and prefixes from the model cards of well-known families, matched by the model's name. */
const KNOWN_FAMILIES: [RegExp, Partial<ModelFamily>][] = [
  [/e5-.*instruct/i, { queryPrefix: 'Instruct: Given a question, retrieve passages that answer it\nQuery: ' }],
  [/\be5-|multilingual-e5|-e5-/i, { queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  [/bge-m3/i, { pooling: 'cls' }],
  [/bge-.*-en/i, { pooling: 'cls', queryPrefix: 'Represent this sentence for searching relevant passages: ' }],
  [/snowflake-arctic-embed-.*v2/i, { pooling: 'cls', queryPrefix: 'query: ' }],
  [
    /snowflake-arctic-embed/i,
    { pooling: 'cls', queryPrefix: 'Represent this sentence for searching relevant passages: ' },
  ],
  [/gte-multilingual|rubert-tiny/i, { pooling: 'cls' }],
  [/nomic-embed/i, { queryPrefix: 'search_query: ', passagePrefix: 'search_document: ' }],
  [/\bFRIDA\b/i, { pooling: 'cls', queryPrefix: 'search_query: ', passagePrefix: 'search_document: ' }],
];

/** Pooling and prefixes: the settings come first, then the model's own pooling file, then what is known of its family. */
export function modelProfile(
  config: EmbeddingConfig,
  { poolingFile, vectorOptions }: { poolingFile: PoolingFile | null; vectorOptions: VectorOptions },
): ModelProfile {
  const family = KNOWN_FAMILIES.find(([name]) => name.test(config.model))?.[1] ?? {};
  const known = { ...DEFAULT_FAMILY, ...family };
  return {
    pooling: config.pooling ?? poolingOf(poolingFile) ?? known.pooling,
    queryPrefix: config.queryPrefix ?? known.queryPrefix,
    passagePrefix: config.passagePrefix ?? known.passagePrefix,
    normalize: vectorOptions.normalize ?? true,
    dimensions: vectorOptions.dimensions ?? null,
  };
}

function poolingOf(file: PoolingFile | null): ModelProfile['pooling'] | null {
  if (file === null) return null;
  if (file.pooling_mode_cls_token) return 'cls';
  return file.pooling_mode_lasttoken ? 'last_token' : 'mean';
}
