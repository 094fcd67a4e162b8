import { z } from 'zod';
import type { RerankerConfig } from '../../config/config.ts';
import { PilcrowError, reasonOf } from '../../errors.ts';
import type { Reranker } from './reranker.ts';

const answerSchema = z.object({
  results: z.array(z.object({ index: z.number().int().min(0), relevance_score: z.number() })),
});

/** Creates a reranker that asks a server with `POST /rerank`, as Jina, Cohere and servers of one's own have it. */
export function createRerankApi(config: RerankerConfig & { baseUrl: string }): Reranker {
  const address = `${config.baseUrl.replace(/\/+$/, '')}/rerank`;
  return {
    async score(query, documents, { signal }) {
      const request = { model: config.model, query, documents, top_n: documents.length };
      let response: Response;
      let body: unknown;
      try {
        response = await fetch(address, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(config.apiKey !== null && { authorization: `Bearer ${config.apiKey}` }),
          },
          body: JSON.stringify(request),
          redirect: 'error',
          signal,
        });
        if (response.ok) body = await response.json();
      } catch (cause) {
        signal.throwIfAborted();
        throw unavailable(config, `${reasonOf(cause)}; check RERANK_BASE_URL and the server`, cause);
      }
      if (!response.ok) throw unavailable(config, matterOf(response.status));
      return scoresOf(body, { config, count: documents.length });
    },
    async close() {},
  };
}

/** The score of each document, in their order: results come best first. */
function scoresOf(body: unknown, { config, count }: { config: RerankerConfig; count: number }): number[] {
  const parsed = answerSchema.safeParse(body);
  const scores = new Map(parsed.data?.results.map((result) => [result.index, result.relevance_score]));
  const inOrder = Array.from({ length: count }, (_, index) => scores.get(index));
  if (inOrder.every((score) => score !== undefined)) return inOrder;
  const state = 'its answer is not {results: [{index, relevance_score}]} with every document';
  throw unavailable(config, `${state}; check that RERANK_BASE_URL is a server with /rerank`);
}

function matterOf(status: number): string {
  if (status === 401 || status === 403) return `the server refused the key (${status}); check RERANK_API_KEY`;
  if (status === 404) return 'the server does not know it (404); check RERANK_MODEL, and RERANK_BASE_URL';
  if (status === 429) return 'the server is asked too much (429); try again later';
  if (status >= 500) return `the server failed (${status}); look at its log, or try again later`;
  return `the server refused the request (${status}); check RERANK_MODEL, and RERANK_BASE_URL`;
}

/** Never with what the server says: it may repeat the question. */
function unavailable({ model }: RerankerConfig, matter: string, cause?: unknown): PilcrowError {
  return new PilcrowError('MODEL_UNAVAILABLE', `Cannot ask the reranker "${model}": ${matter}`, { cause });
}
