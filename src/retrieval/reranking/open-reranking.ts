import type { RerankerConfig } from '../../config/config.ts';
import type { Log } from '../../log.ts';
import { createCrossEncoder } from './cross-encoder.ts';
import { createRerankApi } from './rerank-api.ts';
import { createReranking, leaveRanking, type Rerank } from './rerank-candidates.ts';
import type { Reranker } from './reranker.ts';

/** Opens the reranker of the settings: a server where there is an address, else a model on this machine. */
export function openReranker(config: RerankerConfig): Reranker {
  const { baseUrl } = config;
  return baseUrl === null ? createCrossEncoder(config) : createRerankApi({ ...config, baseUrl });
}

/** Opens what reranks; without a reranker that leaves every ranking as it is. */
export function openReranking(config: RerankerConfig | null, log: Log): { rerank: Rerank; close(): Promise<void> } {
  if (config === null) return { rerank: leaveRanking, close: async () => {} };
  const reranker = openReranker(config);
  const rerank = createReranking({ reranker, timeoutMs: config.timeoutMs, log });
  return { rerank, close: () => reranker.close() };
}
