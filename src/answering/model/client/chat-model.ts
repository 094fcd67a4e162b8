import { setTimeout as waitMs } from 'node:timers/promises';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { RunnableConfig } from '@langchain/core/runnables';
import type { ChatModelConfig } from '../../../config/config.ts';
import { type CallOutcome, type CircuitBreaker, createCircuitBreaker } from '../../../runtime/circuit-breaker.ts';
import { pauseBeforeRetry } from '../../../runtime/request-failure.ts';
import { chatModelUnavailable, explainFailure, refusedSetting } from './chat-model-failure.ts';
import { type LangChainChatModel, loadChatModel, type ModelChunk, type OptionalSetting } from './load-chat-model.ts';

/** A part of what a chat model gives: text as it is streamed, and last the tokens it took, if its server reports them. */
export type ChatModelDelta =
  | { type: 'text'; text: string }
  | { type: 'usage'; inputTokens: number; outputTokens: number };

/** Writes text that continues a prompt. */
export interface ChatModel {
  /** `provider:model`, as in CHAT_MODEL. */
  readonly name: string;
  /**
   * Streams an answer: some text at least, or it throws. Leaving it, or aborting the signal, ends the call to the server at once.
   *
   * @param options.config What LangChain hands from run to run: callbacks, tags, metadata.
   * @throws CHAT_MODEL_UNAVAILABLE, whatever went wrong; what the signal was aborted with, when it was.
   */
  stream(
    prompt: BaseLanguageModelInput,
    options?: { signal?: AbortSignal | undefined; config?: RunnableConfig | undefined },
  ): AsyncGenerator<ChatModelDelta, void, undefined>;
}

interface ChatModelOptions {
  breaker?: CircuitBreaker;
  /** Waits before a call is tried again. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0 … 1, for jitter. */
  random?: () => number;
}

/** When a server asks for a longer pause than this, the call is not tried again. */
const MAX_PAUSE_MS = 5000;
/** Neither blank nor invisible. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * Creates the chat model that the settings name: with time-outs, retries before the first word, and a circuit breaker.
 *
 * @throws CHAT_MODEL_UNAVAILABLE when the package of its provider is not installed.
 */
export async function createChatModel(config: ChatModelConfig, options: ChatModelOptions = {}): Promise<ChatModel> {
  const { breaker = createCircuitBreaker() } = options;
  const streamChunks = createChunkStream(config, options, await loadChatModel(config));

  return {
    name: `${config.provider}:${config.model}`,
    async *stream(prompt, { signal, config: runConfig } = {}) {
      signal?.throwIfAborted();
      const endCall = breaker.begin();
      if (!endCall)
        throw chatModelUnavailable(config, 'it failed several times in a row; it is asked again in a moment');
      const limits = startLimits(config, signal);
      let outcome: CallOutcome = 'left';
      try {
        yield* readAnswer(config, { chunks: streamChunks(prompt, { ...runConfig, signal: limits.signal }), limits });
        outcome = 'succeeded';
      } catch (error) {
        if (!signal?.aborted) outcome = 'failed';
        throw limits.signal.aborted ? limits.signal.reason : explainFailure(config, error);
      } finally {
        limits.end();
        endCall(outcome);
      }
    },
  };
}

/** The time limits of one answer, and the reader's leaving, as one signal. */
interface Limits {
  signal: AbortSignal;
  /** The first words are there. */
  begun(): void;
  /** Nothing is awaited any more: aborts what is still under way. */
  end(): void;
}

function startLimits(config: ChatModelConfig, reader: AbortSignal | undefined): Limits {
  const controller = new AbortController();
  const leave = () => controller.abort(reader?.reason);
  const expireAfter = (ms: number, { what, setting }: { what: string; setting: string }) =>
    setTimeout(() => {
      const matter = `${what} in ${ms / 1000} s; look at its server, or raise ${setting}`;
      controller.abort(chatModelUnavailable(config, matter));
    }, ms);
  const first = { what: 'it did not begin to answer', setting: 'CHAT_MODEL_FIRST_TOKEN_SECONDS' };
  const firstTimer = expireAfter(config.firstTokenMs, first);
  const answer = { what: 'it did not finish its answer', setting: 'CHAT_MODEL_ANSWER_SECONDS' };
  const answerTimer = expireAfter(config.answerMs, answer);
  reader?.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    begun: () => clearTimeout(firstTimer),
    end() {
      clearTimeout(firstTimer);
      clearTimeout(answerTimer);
      reader?.removeEventListener('abort', leave);
      controller.abort();
    },
  };
}

/** Text and usage out of chunks, without the blanks before the first word. */
async function* readAnswer(
  config: ChatModelConfig,
  { chunks, limits }: { chunks: AsyncIterable<ModelChunk>; limits: Limits },
): AsyncGenerator<ChatModelDelta, void, undefined> {
  const usage = { inputTokens: 0, outputTokens: 0 };
  let isCutShort = false;
  let isBegun = false;
  for await (const chunk of chunks) {
    usage.inputTokens += chunk.usage_metadata?.input_tokens ?? 0;
    usage.outputTokens += chunk.usage_metadata?.output_tokens ?? 0;
    isCutShort ||= chunk.response_metadata.finish_reason === 'length';
    if (!isBegun && VISIBLE.test(chunk.text)) {
      isBegun = true;
      limits.begun();
    }
    if (isBegun && chunk.text !== '') yield { type: 'text', text: chunk.text };
  }
  if (!isBegun) {
    const advice = isCutShort
      ? 'raise CHAT_MODEL_MAX_TOKENS, which it used up before the first word'
      : 'try another model';
    throw chatModelUnavailable(config, `its answer was empty; ${advice}`);
  }
  if (usage.inputTokens + usage.outputTokens > 0) yield { type: 'usage', ...usage };
}

/** Asks, and asks again what is worth asking again, as long as no text has come. */
function createChunkStream(
  config: ChatModelConfig,
  { wait = (ms, signal) => waitMs(ms, undefined, { signal }), random = Math.random }: ChatModelOptions,
  loaded: LangChainChatModel,
) {
  let model = loaded;
  const omitted = new Set<OptionalSetting>();

  return async function* streamChunks(
    prompt: BaseLanguageModelInput,
    runConfig: RunnableConfig & { signal: AbortSignal },
  ) {
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
        const refused = refusedSetting(error);
        if (refused && !omitted.has(refused)) {
          model = await loadChatModel(config, omitted.add(refused));
          continue;
        }
        const pauseMs =
          attempt < config.retries ? pauseBeforeRetry(error, { attempt, random, maxPauseMs: MAX_PAUSE_MS }) : null;
        if (pauseMs === null) throw error;
        await wait(pauseMs, runConfig.signal);
        attempt += 1;
      }
    }
  };
}
