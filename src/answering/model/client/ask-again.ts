import { setTimeout as waitMs } from 'node:timers/promises';
import type { ChatModelConfig } from '../../../config/config.ts';
import { detailsOf, pauseBeforeRetry } from '../../../runtime/request-failure.ts';
import type { LangChainChatModel, ModelChunk, ModelPrompt, ModelRunConfig } from './langchain-chat-model.ts';
import { loadChatModel } from './load-chat-model.ts';
import { createRequestCorrections } from './wire/correct-request.ts';
import { isContextExceeded, textOfFailure } from './wire/failure-text.ts';
import { isEmptyBody } from './wire/premature-close.ts';

/** How a call is tried again. */
export interface RetryOptions {
  /** Waits before a call is tried again. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0 … 1, for jitter. */
  random?: () => number;
}

/** Streams what a model answers to a prompt. */
export type ChunkStream = (
  prompt: ModelPrompt,
  runConfig: ModelRunConfig & { signal: AbortSignal },
) => AsyncGenerator<ModelChunk, void, undefined>;

/** When a server asks for a longer pause than this, the call is not tried again. */
const MAX_PAUSE_MS = 5000;
/** Between two looks whether a server has loaded its model, or has room. */
const LOADING_PAUSE_MS = 500;
/** Neither blank nor invisible. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * Creates what asks, and asks again what is worth asking again, as long as no text has come: without what the server refuses, once it is no
 * longer busy, and, until the signal ends it, once it has loaded its model or ended another answer of ours.
 *
 * @param options.isCrowded Whether it is asked something else as well.
 * @throws CHAT_MODEL_UNAVAILABLE when the package of the provider is not installed.
 */
export async function createChunkStream(
  config: ChatModelConfig,
  {
    wait = (ms, signal) => waitMs(ms, undefined, { signal }),
    random = Math.random,
    isCrowded,
  }: RetryOptions & { isCrowded: () => boolean },
): Promise<ChunkStream> {
  const corrections = createRequestCorrections(config.extraBody);
  let model: LangChainChatModel = await loadChatModel(config, corrections);

  return async function* streamChunks(prompt, runConfig) {
    for (let attempt = 0; ; ) {
      let isBegun = false;
      try {
        const chunks = (await model.stream(prompt, runConfig))[Symbol.asyncIterator]();
        // Not `for await`: leaving that waits for the chunk under way, and so for a server that hangs.
        for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
          isBegun ||= VISIBLE.test(next.value.text);
          yield next.value;
        }
        return;
      } catch (error) {
        if (isBegun || runConfig.signal.aborted) throw error;
        if (corrections.learn(error)) {
          model = await loadChatModel(config, corrections);
          continue;
        }
        if (isLoading(error) || (isBusy(error) && isCrowded())) {
          await wait(LOADING_PAUSE_MS, runConfig.signal);
          continue;
        }
        if (isEmptyBody(error)) throw error;
        const pauseMs =
          attempt < config.retries && !isContextExceeded(error) ? pauseFor(error, { attempt, random }) : null;
        if (pauseMs === null) throw error;
        await wait(pauseMs, runConfig.signal);
        attempt += 1;
      }
    }
  };
}

function pauseFor(error: unknown, about: { attempt: number; random: () => number }): number | null {
  return pauseBeforeRetry(error, { ...about, maxPauseMs: MAX_PAUSE_MS });
}

const isBusy = (error: unknown) => detailsOf(error).status === 503;

/** A server that has just been started answers so until its model is in memory. */
function isLoading(error: unknown): boolean {
  return (
    detailsOf(error).status === 503 && /\bloading\b|being loaded|starting up|warming up/i.test(textOfFailure(error))
  );
}
