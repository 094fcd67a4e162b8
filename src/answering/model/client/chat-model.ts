import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { RunnableConfig } from '@langchain/core/runnables';
import type { ChatModelConfig } from '../../../config/config.ts';
import type { PilcrowError } from '../../../errors.ts';
import { type CallSlots, createCallSlots } from '../../../runtime/call-slots.ts';
import { type CallOutcome, type CircuitBreaker, createCircuitBreaker } from '../../../runtime/circuit-breaker.ts';
import { type ChunkStream, createChunkStream, type RetryOptions } from './ask-again.ts';
import { type CallLimits, createCallLimits } from './call-limits.ts';
import type { ChatModelDelta } from './chat-model-delta.ts';
import { chatModelUnavailable, explainFailure, isOfOneQuestion } from './chat-model-failure.ts';
import { createDeltaReader } from './read-deltas.ts';

/** Writes text that continues a prompt. */
export interface ChatModel {
  /** `provider:model`, as in CHAT_MODEL. */
  readonly name: string;
  /**
   * Streams an answer: some text at least, or it throws. After the first words it never fails: the text is cut.
   * Leaving it, or aborting the signal, ends the call to the server at once.
   *
   * @param options.config What LangChain hands from run to run: callbacks, tags, metadata.
   * @throws CHAT_MODEL_UNAVAILABLE, whatever went wrong; CHAT_MODEL_CONTEXT_EXCEEDED, when less text may help; what the signal was aborted
   * with, when it was.
   */
  stream(
    prompt: BaseLanguageModelInput,
    options?: { signal?: AbortSignal | undefined; config?: RunnableConfig | undefined },
  ): AsyncGenerator<ChatModelDelta, void, undefined>;
}

interface ChatModelOptions extends RetryOptions {
  breaker?: CircuitBreaker;
}

/** What all calls to one model share. */
interface Shared {
  config: ChatModelConfig;
  streamChunks: ChunkStream;
  slots: CallSlots;
  /** Whether the template of the model opens its reasoning, as the last answer showed. */
  beginsInThought: boolean;
}

/**
 * Creates the chat model that the settings name: with a queue, time-outs, retries before the first word, and a circuit breaker.
 *
 * @throws CHAT_MODEL_UNAVAILABLE when the package of its provider is not installed.
 */
export async function createChatModel(config: ChatModelConfig, options: ChatModelOptions = {}): Promise<ChatModel> {
  const { breaker = createCircuitBreaker() } = options;
  const startLimits = createCallLimits(config);
  const shared: Shared = {
    config,
    streamChunks: await createChunkStream(config, options),
    slots: createCallSlots(config.concurrency ?? Number.POSITIVE_INFINITY),
    beginsInThought: false,
  };

  return {
    name: `${config.provider}:${config.model}`,
    async *stream(prompt, { signal, config: runConfig } = {}) {
      const release = await shared.slots.take(signal);
      const endCall = breaker.begin();
      if (!endCall) {
        release();
        throw chatModelUnavailable(config, 'it failed several times in a row; it is asked again in a moment');
      }
      const limits = startLimits(signal);
      let outcome: CallOutcome = 'left';
      try {
        const failure = yield* readAnswer(shared, { prompt, runConfig: runConfig ?? {}, limits, signal });
        outcome = failure === null ? 'succeeded' : 'failed';
      } catch (error) {
        const reason = limits.signal.aborted ? limits.signal.reason : explainFailure(config, error);
        if (!signal?.aborted && !isOfOneQuestion(reason)) outcome = 'failed';
        throw reason;
      } finally {
        limits.end();
        endCall(outcome);
        release();
      }
    },
  };
}

/** Deltas out of chunks, without the blanks before the first word. @returns What the text broke off with. */
async function* readAnswer(
  shared: Shared,
  about: {
    prompt: BaseLanguageModelInput;
    runConfig: RunnableConfig;
    limits: CallLimits;
    /** The reader's. */
    signal: AbortSignal | undefined;
  },
): AsyncGenerator<ChatModelDelta, PilcrowError | null, undefined> {
  const { config } = shared;
  const { limits, prompt, runConfig, signal } = about;
  const reader = createDeltaReader(config, { beginsInThought: shared.beginsInThought });
  let failure: PilcrowError | null = null;
  try {
    for await (const chunk of shared.streamChunks(prompt, { ...runConfig, signal: limits.signal })) {
      for (const delta of reader.read(chunk)) {
        limits.alive();
        if (reader.isBegun) limits.begun();
        yield delta;
      }
      if (reader.isOver) break;
    }
  } catch (error) {
    if (!reader.isBegun || signal?.aborted) throw error;
    failure = limits.signal.aborted ? limits.signal.reason : explainFailure(config, error);
  }
  yield* reader.end(failure);
  shared.beginsInThought = reader.beganInThought;
  return failure;
}
