import { BYTES_PER_TOKEN } from './prompt/pack-passages.ts';

/** How many bytes of text a model makes a token of, as its answers teach. */
export interface TokenRatio {
  readonly bytesPerToken: number;
  /** Learns from a prompt, of which the model's server says how many tokens it has. */
  learn(prompt: { bytes: number; tokens: number }): void;
}

/** What a server reports beyond these counts something else: only what it did not have in a cache, for instance. */
const PLAUSIBLE_BYTES = { from: 1, to: 6 };
/** Prompts differ in language: this much of what is known comes from the latest. */
const SHARE_OF_LATEST = 0.3;

/** Creates the ratio of one model. Kept in memory: after another start it is learnt again. */
export function createTokenRatio(bytesPerToken = BYTES_PER_TOKEN): TokenRatio {
  return {
    get bytesPerToken() {
      return bytesPerToken;
    },
    learn(prompt) {
      const seen = prompt.bytes / prompt.tokens;
      if (seen < PLAUSIBLE_BYTES.from || seen > PLAUSIBLE_BYTES.to) return;
      bytesPerToken += SHARE_OF_LATEST * (seen - bytesPerToken);
    },
  };
}
