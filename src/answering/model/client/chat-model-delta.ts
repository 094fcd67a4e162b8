import type { ChatModelError } from './chat-model-failure.ts';

/** A part of what a chat model gives, as it is streamed. */
export type ChatModelDelta =
  | { type: 'text'; text: string }
  /** The model reasons, or its server reads: there are no words yet, and it is at work. */
  | { type: 'thinking' }
  /** Another model goes on, from nothing. */
  | { type: 'model'; name: string }
  /** The text so far was no answer: the model reasoned without saying so at the beginning, or its server dropped it for another question. */
  | { type: 'restart' }
  /** The tokens it took, if its server reports them. */
  | { type: 'usage'; inputTokens: number; outputTokens: number }
  /** Last. `isCut`: the text breaks off, at a limit or by a `failure`. */
  | { type: 'end'; isCut: boolean; failure: ChatModelError | null };
