import { createTokenRatio, type TokenRatio } from '../token-ratio.ts';
import { BYTES_PER_TOKEN } from './pack-passages.ts';

/** How much of the documents a prompt of one model holds, as its answers teach. */
export interface PassageBudget {
  /** In tokens as `estimateTokens` counts them. */
  readonly estimated: number;
  learn: TokenRatio['learn'];
  /** The half of it; null when that is too little to answer from. */
  halved(): PassageBudget | null;
  /** Keeps to a smaller budget, which has proved to fit. */
  narrowTo(fitting: PassageBudget): void;
}

const MIN_TOKENS = 300;

/** Creates the budget of one model. Kept in memory: after another start it is learnt again. */
export function createPassageBudget(tokens: number, bytesPerToken = BYTES_PER_TOKEN): PassageBudget {
  const ratio = createTokenRatio(bytesPerToken);
  return {
    get estimated() {
      return (tokens * ratio.bytesPerToken) / BYTES_PER_TOKEN;
    },
    learn: ratio.learn,
    halved: () => (tokens / 2 < MIN_TOKENS ? null : createPassageBudget(tokens / 2, ratio.bytesPerToken)),
    narrowTo(fitting: PassageBudget) {
      tokens = Math.min(tokens, (fitting.estimated * BYTES_PER_TOKEN) / ratio.bytesPerToken);
    },
  };
}
