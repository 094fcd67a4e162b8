import { type EmbeddingConfig, embeddingOf } from './embedding.ts';
import { modelNameOf, type Places } from './places.ts';
import type { Settings } from './settings.ts';

/** Which model judges the best candidates of a search again, and how long it may take. Its files are found as those of the embedding model are. */
export type RerankerConfig = Readonly<
  {
    /** A folder (absolute) or a hub name; with a `baseUrl` what the server calls it. */
    model: string;
    /** Of a server that answers `/rerank` as Jina and Cohere do. Null: the model runs on this machine. */
    baseUrl: string | null;
    /** A secret: never logged, never in a message. Null: the server requires none. */
    apiKey: string | null;
    /** For the candidates of one question. */
    timeoutMs: number;
  } & Pick<EmbeddingConfig, 'offline' | 'cacheDirectory' | 'hubUrl' | 'dtype'>
>;

/** The reranker of the settings, or null when there is none. */
export function rerankerOf(settings: Settings, places: Places): RerankerConfig | null {
  if (settings.RERANK_MODEL === undefined) return null;
  const { offline, cacheDirectory, hubUrl, dtype } = embeddingOf(settings, places);
  return {
    model: modelNameOf(settings.RERANK_MODEL, places.directory),
    baseUrl: settings.RERANK_BASE_URL ?? null,
    apiKey: settings.RERANK_API_KEY ?? null,
    timeoutMs: settings.RERANK_TIMEOUT_MS,
    ...{ offline, cacheDirectory, hubUrl, dtype },
  };
}

/** Problems of a server without the name of a model: it would never be asked. */
export function rerankerProblems(given: Record<string, string | undefined>): string[] {
  if (!given.RERANK_BASE_URL || given.RERANK_MODEL) return [];
  return ['RERANK_BASE_URL: needs a RERANK_MODEL, which the server is asked for'];
}
