import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { RunnableConfig } from '@langchain/core/runnables';
import type { ChatModelConfig } from '../../../config/config.ts';
import { type CallSlots, createCallSlots } from '../../../runtime/call-slots.ts';
import { type CallOutcome, type CircuitBreaker, createCircuitBreaker } from '../../../runtime/circuit-breaker.ts';
import { type ChunkStream, createChunkStream, type RetryOptions } from './ask-again.ts';
import { type CallLimits, createCallLimits, type StartLimits } from './call-limits.ts';
import type { ChatModelDelta } from './chat-model-delta.ts';
import { type ChatModelError, chatModelError, explainFailure, isOfOneQuestion } from './chat-model-failure.ts';
import { createDeltaReader } from './read-deltas.ts';
import { isPrematureClose } from './wire/premature-close.ts';

/** Writes text that continues a prompt. */
export interface ChatModel {
  /** `provider:model`, as in CHAT_MODEL. */
  readonly name: string;
  /**
   * Streams an answer: some text at least, or it throws. After the first words it never fails: the text is cut.
   * Leaving it, or aborting the signal, ends the call to the server at once.
   *
   * @param options.mayRestart Whether the text so far may be taken back: then an answer that its server dropped for another question is
   * asked for again.
   * @param options.config What LangChain hands from run to run: callbacks, tags, metadata.
   * @throws CHAT_MODEL_UNAVAILABLE, whatever went wrong; CHAT_MODEL_CONTEXT_EXCEEDED, when less text may help; what the signal was aborted
   * with, when it was.
   */
  stream(prompt: BaseLanguageModelInput, options?: CallOptions): AsyncGenerator<ChatModelDelta, void, undefined>;
}

interface ChatModelOptions extends RetryOptions {
  breaker?: CircuitBreaker;
}

/** How a call is made. */
interface CallOptions {
  /** The reader's. */
  signal?: AbortSignal | undefined;
  config?: RunnableConfig | undefined;
  /** Gives who asks, as limits know callers; undefined for who is at this machine. */
  client?: (() => string) | undefined;
  mayRestart?: () => boolean;
}

interface OneCallOptions extends CallOptions {
  /** It is not asked again, also when its server drops the answer for another question. */
  isLast: boolean;
}

/** What all calls to one model share. */
interface Shared {
  config: ChatModelConfig;
  breaker: CircuitBreaker;
  startLimits: StartLimits;
  streamChunks: ChunkStream;
  slots: CallSlots;
  /** Calls so far, and those that are not over. */
  calls: number;
  running: number;
  /** Whether the server says why an answer ends: then one that ends without a reason was dropped. */
  givesReasons: boolean;
  /** Whether the template of the model opens its reasoning, as the last answer showed. */
  beginsInThought: boolean;
}

/** An answer may be dropped so often for the questions of others. */
const MAX_DROPPED = 5;

/**
 * Creates the chat model that the settings name: with a queue, time-outs, retries before the first word, and a circuit breaker.
 *
 * @throws CHAT_MODEL_UNAVAILABLE when the package of its provider is not installed.
 */
export async function createChatModel(config: ChatModelConfig, options: ChatModelOptions = {}): Promise<ChatModel> {
  const shared: Shared = {
    config,
    breaker: options.breaker ?? createCircuitBreaker(),
    startLimits: createCallLimits(config),
    streamChunks: await createChunkStream(config, { ...options, isCrowded: () => shared.running > 1 }),
    slots: createCallSlots(config.concurrency ?? Number.POSITIVE_INFINITY),
    calls: 0,
    running: 0,
    givesReasons: false,
    beginsInThought: false,
  };
  return {
    name: `${config.provider}:${config.model}`,
    async *stream(prompt, callOptions = {}) {
      for (let dropped = 0; ; dropped += 1) {
        const wasDropped = yield* call(shared, prompt, { ...callOptions, isLast: dropped >= MAX_DROPPED });
        if (!wasDropped) return;
        yield { type: 'restart' };
      }
    },
  };
}

/** One call, in its turn. @returns Whether its server dropped the answer for another question, and it is to be asked again. */
async function* call(
  shared: Shared,
  prompt: BaseLanguageModelInput,
  options: OneCallOptions,
): AsyncGenerator<ChatModelDelta, boolean, undefined> {
  const { config, breaker, slots, startLimits } = shared;
  const { signal } = options;
  const release = await slots.take(signal);
  const endCall = breaker.begin();
  if (!endCall) {
    release();
    throw chatModelError(config, PAUSED);
  }
  const limits = startLimits(signal);
  shared.running += 1;
  let outcome: CallOutcome = 'left';
  try {
    const { wasDropped, failure } = yield* readAnswer(shared, { prompt, limits, ...options });
    // Words that break off come from a server that is at work: they say no more of the next answer than a reader's leaving.
    if (failure === null && !wasDropped) outcome = 'succeeded';
    return wasDropped;
  } catch (error) {
    const reason = limits.signal.aborted ? limits.signal.reason : explainFailure(config, error);
    if (!signal?.aborted && !limits.isSlowOnly && !isOfOneQuestion(reason)) outcome = 'failed';
    throw reason;
  } finally {
    shared.running -= 1;
    limits.end();
    endCall(outcome);
    release();
  }
}

/** Deltas out of chunks, without the blanks before the first word. @returns What the text broke off with, if it did. */
async function* readAnswer(
  shared: Shared,
  { limits, prompt, ...options }: OneCallOptions & { prompt: BaseLanguageModelInput; limits: CallLimits },
): AsyncGenerator<ChatModelDelta, { wasDropped: boolean; failure: ChatModelError | null }, undefined> {
  const { config } = shared;
  const number = ++shared.calls;
  const hasOthers = shared.running > 1;
  const reader = createDeltaReader(config, { beginsInThought: shared.beginsInThought });
  let error: unknown = null;
  try {
    for await (const chunk of shared.streamChunks(prompt, { ...options.config, signal: limits.signal })) {
      limits.alive();
      for (const delta of reader.read(chunk)) {
        if (reader.isBegun) limits.begun();
        yield delta;
      }
      if (reader.isOver) break;
    }
  } catch (thrown) {
    if (options.signal?.aborted) throw thrown;
    error = thrown;
  }
  shared.givesReasons ||= reader.isEnded;
  const lacksEnd =
    error === null ? !reader.isEnded && (shared.givesReasons || !reader.isBegun) : isPrematureClose(error);
  // Questions need not reach a server in the order in which they were sent.
  const isDropped = lacksEnd && !options.isLast && (hasOthers || shared.calls > number);
  if (isDropped) {
    shared.slots.narrow();
    if (!reader.isBegun || (options.mayRestart?.() ?? false)) return { wasDropped: true, failure: null };
    error = chatModelError(config, DROPPED);
  } else if (error !== null && !reader.isBegun) throw error;
  const failure = error === null ? null : limits.signal.aborted ? limits.signal.reason : explainFailure(config, error);
  yield* reader.end(failure);
  shared.beginsInThought = reader.beganInThought;
  return { wasDropped: false, failure };
}

const DROPPED = {
  kind: 'dropped',
  matter: 'its server broke the answer off when another question came; set CHAT_MODEL_CONCURRENCY=1',
} as const;
const PAUSED = {
  kind: 'paused',
  matter: 'it failed several times in a row; it is asked again in a moment',
} as const;
