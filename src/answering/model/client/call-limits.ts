import { setMaxListeners } from 'node:events';
import type { ChatModelConfig } from '../../../config/config.ts';
import { chatModelError } from './chat-model-failure.ts';

/** The time limits of one answer, and the reader's leaving, as one signal. */
export interface CallLimits {
  signal: AbortSignal;
  /** The server shows that it is at work: before the first words it may be silent as long as at the beginning. */
  alive(): void;
  /** The first words are there. */
  begun(): void;
  /** Whether it ran out of time although the server was at work. */
  readonly isSlowOnly: boolean;
  /** Nothing is awaited any more: aborts what is still under way. */
  end(): void;
}

/** Starts the limits of calls to one model. */
export type StartLimits = (reader: AbortSignal | undefined) => CallLimits;

type Timer = ReturnType<typeof setTimeout>;

const LIMITS = {
  first: { what: 'it did not begin to answer', setting: 'CHAT_MODEL_FIRST_TOKEN_SECONDS' },
  thinking: { what: 'it did not come to the first words', setting: 'CHAT_MODEL_THINKING_SECONDS' },
  answer: { what: 'it did not finish its answer', setting: 'CHAT_MODEL_ANSWER_SECONDS' },
} as const;

/**
 * Creates the limits of calls to one model. A server that answers one question after another is at work for all that wait: what it sends to
 * one of them is a sign of life for each, and the time of an answer counts from its own first sign.
 */
export function createCallLimits(config: ChatModelConfig): StartLimits {
  const waiting = new Set<Timer>();

  return (reader) => {
    const controller = new AbortController();
    // Each time that it is asked again, LangChain and OpenAI's client listen once more.
    setMaxListeners(0, controller.signal);
    const leave = () => controller.abort(reader?.reason);
    let isSlowOnly = false;
    const expireAfter = (ms: number, limit: keyof typeof LIMITS): Timer =>
      setTimeout(() => {
        const { what, setting } = LIMITS[limit];
        isSlowOnly = limit !== 'first';
        const matter = `${what} in ${ms / 1000} s; look at its server, or raise ${setting}`;
        controller.abort(chatModelError(config, { kind: 'slow', matter }));
      }, ms);
    const first = expireAfter(config.firstTokenMs, 'first');
    const thinking = expireAfter(config.thinkingMs, 'thinking');
    let answer: Timer | undefined;
    waiting.add(first);
    reader?.addEventListener('abort', leave, { once: true });
    const begun = () => {
      waiting.delete(first);
      clearTimeout(first);
      clearTimeout(thinking);
    };
    return {
      signal: controller.signal,
      alive() {
        answer ??= expireAfter(config.answerMs, 'answer');
        for (const timer of waiting) timer.refresh();
      },
      begun,
      get isSlowOnly() {
        return isSlowOnly;
      },
      end() {
        begun();
        clearTimeout(answer);
        reader?.removeEventListener('abort', leave);
        controller.abort();
      },
    };
  };
}
