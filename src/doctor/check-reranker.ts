import type { RerankerConfig } from '../config/config.ts';
import { readSamples } from '../embeddings/similarity/read-samples.ts';
import { openReranker } from '../retrieval/reranking/open-reranking.ts';
import { CANDIDATES } from '../retrieval/reranking/rerank-candidates.ts';
import type { Check } from '../stores/check.ts';

/** A model may be downloaded first; a server that does not answer in this time does not at all. */
const LOADING_MS = 30 * 60_000;
const ANSWERING_MS = 60_000;

/** A check that the reranker judges as many passages as a search has, in the time that it has for them. */
export function checkReranker(config: RerankerConfig): Check {
  const { model, baseUrl, timeoutMs } = config;
  return {
    name: 'Reranker',
    cure: 'correct RERANK_MODEL or its server, or unset it',
    async examine() {
      const samples = await readSamples();
      const question = samples[0]!.questions[0]!.text;
      const passages = samples.flatMap((sample) => sample.passages).slice(0, CANDIDATES);
      const reranker = openReranker(config);
      try {
        const signal = AbortSignal.timeout(baseUrl === null ? LOADING_MS : ANSWERING_MS);
        await reranker.score(question, passages.slice(0, 1), { signal });
        const begun = performance.now();
        await reranker.score(question, passages, { signal: AbortSignal.timeout(ANSWERING_MS) });
        const ms = Math.round(performance.now() - begun);
        const found = `"${model}" judged ${passages.length} passages in ${ms} ms`;
        if (ms <= timeoutMs) return { found, wrong: null };
        const run = `take a smaller model, or raise RERANK_TIMEOUT_MS above ${ms}`;
        return { found: '', wrong: `${found}, more than the ${timeoutMs} ms of RERANK_TIMEOUT_MS`, run };
      } finally {
        await reranker.close();
      }
    },
  };
}
