import { modelNameOf, type Places } from './places.ts';
import type { Settings } from './settings.ts';

/** How an embedding model is found and used; what is null comes from the model's profile. */
export type EmbeddingConfig = Readonly<{
  /** A folder (absolute), a hub name such as `Xenova/multilingual-e5-small`, or `openai:` and the name of a server's model. */
  model: string;
  /** Null: the model runs here. */
  server: EmbeddingServer | null;
  /** Never reach the network for a model. */
  offline: boolean;
  cacheDirectory: string;
  hubUrl: string;
  dtype: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4';
  pooling: 'mean' | 'cls' | 'last_token' | null;
  queryPrefix: string | null;
  passagePrefix: string | null;
}>;

/** A server that embeds as OpenAI's does. */
export type EmbeddingServer = Readonly<{
  /** What `/embeddings` comes after. */
  baseUrl: string;
  /** As the server names it. */
  model: string;
  /** A secret: never logged, never in a message. Null: the server requires none. */
  apiKey: string | null;
}>;

const ON_SERVER = /^openai:/;
const OPENAI_URL = 'https://api.openai.com/v1';

/** The embedding model of the settings. */
export function embeddingOf(settings: Settings, { directory, modelCache }: Places): EmbeddingConfig {
  return {
    model: modelNameOf(settings.EMBEDDING_MODEL, directory),
    server: serverOf(settings),
    offline: settings.EMBEDDING_OFFLINE,
    cacheDirectory: modelCache,
    hubUrl: settings.EMBEDDING_HUB_URL,
    dtype: settings.EMBEDDING_DTYPE,
    pooling: settings.EMBEDDING_POOLING ?? null,
    queryPrefix: settings.EMBEDDING_QUERY_PREFIX ?? null,
    passagePrefix: settings.EMBEDDING_PASSAGE_PREFIX ?? null,
  };
}

function serverOf(settings: Settings): EmbeddingServer | null {
  if (!ON_SERVER.test(settings.EMBEDDING_MODEL)) return null;
  return {
    baseUrl: settings.EMBEDDING_BASE_URL ?? OPENAI_URL,
    model: settings.EMBEDDING_MODEL.replace(ON_SERVER, ''),
    apiKey: settings.EMBEDDING_API_KEY ?? null,
  };
}

/** Problems of settings that do not go together. */
export function embeddingProblems(given: Record<string, string | undefined>): string[] {
  const { EMBEDDING_MODEL: model = '', EMBEDDING_BASE_URL: baseUrl, EMBEDDING_API_KEY: apiKey } = given;
  if (!ON_SERVER.test(model)) {
    // Text that was to go to a server is not silently taken for a folder.
    return model && baseUrl ? ['EMBEDDING_BASE_URL: a model of a server is EMBEDDING_MODEL=openai:name'] : [];
  }
  return [
    ...(model.replace(ON_SERVER, '').trim() ? [] : ['EMBEDDING_MODEL: openai: needs the name of a model after it']),
    ...(baseUrl || apiKey
      ? []
      : ['EMBEDDING_API_KEY: needed, unless EMBEDDING_BASE_URL names a server that requires none']),
    ...(given.EMBEDDING_OFFLINE === 'true'
      ? ['EMBEDDING_OFFLINE: true, but EMBEDDING_MODEL=openai:… is asked over the network; remove one of them']
      : []),
  ];
}
