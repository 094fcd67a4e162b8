import { BYTES_PER_TOKEN } from './pack-passages.ts';

/** How much of the documents a prompt of one model holds, as its answers teach. */
export interface PassageBudget {
  /** In tokens as `estimateTokens` counts them. */
  readonly estimated: number;
  /** Learns from a prompt, of which the model's server says how many tokens it has. */
  learn(prompt: { bytes: number; tokens: number }): void;
  /** The half of it; null when that is too little to answer from. */
  halved(): PassageBudget | null;
  /** Keeps to a smaller budget, which has proved to fit. */
  narrowTo(fitting: PassageBudget): void;
}

/** What a server reports beyond these counts something else: only what it did not have in a cache, for instance. */
const PLAUSIBLE_BYTES = { from: 1, to: 6 };
/** Prompts differ in language: this much of what is known comes from the latest. */
const SHARE_OF_LATEST = 0.3;
const MIN_TOKENS = 300;

/** Creates the budget of one model. Kept in memory: after another start it is learnt again. */
export function createPassageBudget(tokens: number, bytesPerToken = BYTES_PER_TOKEN): PassageBudget {
  const budget = {
    get estimated() {
      return (tokens * bytesPerToken) / BYTES_PER_TOKEN;
    },
    learn(prompt: { bytes: number; tokens: number }) {
      const seen = prompt.bytes / prompt.tokens;
      if (seen < PLAUSIBLE_BYTES.from || seen > PLAUSIBLE_BYTES.to) return;
      bytesPerToken += SHARE_OF_LATEST * (seen - bytesPerToken);
    },
    halved: () => (tokens / 2 < MIN_TOKENS ? null : createPassageBudget(tokens / 2, bytesPerToken)),
    narrowTo(fitting: PassageBudget) {
      tokens = Math.min(tokens, (fitting.estimated * BYTES_PER_TOKEN) / bytesPerToken);
    },
  };
  return budget;
}
