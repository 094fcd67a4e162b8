import type { ChatModelConfig } from '../../../config/config.ts';
import type { ChatModelDelta } from './chat-model-delta.ts';
import { type ChatModelError, chatModelError, EMPTY_ANSWER } from './chat-model-failure.ts';
import type { ModelChunk } from './langchain-chat-model.ts';
import { createLoopFinder, type LoopFinder } from './text/find-loop.ts';
import { type AnswerPiece, createAnswerTextReader } from './text/read-answer-text.ts';

/** Makes deltas of the chunks of one answer. */
interface DeltaReader {
  read(chunk: ModelChunk): ChatModelDelta[];
  /** @throws CHAT_MODEL_UNAVAILABLE, CHAT_MODEL_CONTEXT_EXCEEDED when there was no text. */
  end(failure: ChatModelError | null): ChatModelDelta[];
  /** Whether there was a word. */
  readonly isBegun: boolean;
  /** Whether what is still to come is no answer. */
  readonly isOver: boolean;
  /** Whether the server said why the answer ends. */
  readonly isEnded: boolean;
  readonly beganInThought: boolean;
}

interface Reading {
  loops: LoopFinder;
  isBegun: boolean;
  isOver: boolean;
  hasThought: boolean;
  /** Whether it stopped at a limit of tokens. */
  isAtLimit: boolean;
  isLooping: boolean;
  isEnded: boolean;
}

/** Neither blank nor invisible. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/** Creates the reader of one answer's chunks: reasoning, special tokens and what only repeats itself are left out. */
export function createDeltaReader(
  config: ChatModelConfig,
  { beginsInThought }: { beginsInThought: boolean },
): DeltaReader {
  const usage = { inputTokens: 0, outputTokens: 0 };
  const text = createAnswerTextReader({ beginsInThought });
  const reading: Reading = {
    loops: createLoopFinder(),
    isBegun: false,
    isOver: false,
    hasThought: false,
    isAtLimit: false,
    isLooping: false,
    isEnded: false,
  };
  return {
    read(chunk) {
      usage.inputTokens += chunk.usage_metadata?.input_tokens ?? 0;
      usage.outputTokens += chunk.usage_metadata?.output_tokens ?? 0;
      const { finish_reason: reason, status } = chunk.response_metadata;
      reading.isEnded ||= Boolean(reason ?? status);
      reading.isAtLimit ||= reason === 'length' || status === 'incomplete';
      if (chunk.text === '') return reading.isBegun ? [] : [{ type: 'thinking' }];
      return text.push(chunk.text).flatMap((piece) => deltasOf(reading, piece));
    },
    end(failure) {
      const deltas = text.end().flatMap((piece) => deltasOf(reading, piece));
      if (!reading.isBegun) throw failure ?? emptyAnswer(config, reading);
      if (usage.inputTokens + usage.outputTokens > 0) deltas.push({ type: 'usage', ...usage });
      const isCut = reading.isAtLimit || reading.isLooping || failure !== null;
      return [...deltas, { type: 'end', isCut, failure }];
    },
    get isBegun() {
      return reading.isBegun;
    },
    get isOver() {
      return reading.isOver;
    },
    get isEnded() {
      // Other providers name it otherwise, and drop nothing.
      return reading.isEnded || reading.isOver || config.provider !== 'openai';
    },
    get beganInThought() {
      return text.beganInThought;
    },
  };
}

function deltasOf(reading: Reading, piece: AnswerPiece): ChatModelDelta[] {
  if (reading.isOver) return [];
  switch (piece.kind) {
    case 'text':
      return textDeltas(reading, piece.text);
    case 'thought':
      reading.hasThought = true;
      return [{ type: 'thinking' }];
    case 'restart':
      Object.assign(reading, { loops: createLoopFinder(), isBegun: false, hasThought: true });
      return [{ type: 'restart' }];
    case 'end':
      reading.isOver = true;
      return [];
  }
}

function textDeltas(reading: Reading, written: string): ChatModelDelta[] {
  const kept = reading.loops.push(written);
  if (kept !== null) reading.isLooping = reading.isOver = true;
  const given = written.slice(0, kept ?? written.length);
  // An answer begins with its first word.
  const text = reading.isBegun ? given : given.slice(Math.max(0, given.search(VISIBLE)));
  reading.isBegun ||= VISIBLE.test(text);
  return reading.isBegun && text !== '' ? [{ type: 'text', text }] : [];
}

function emptyAnswer(config: ChatModelConfig, { isLooping, isAtLimit, hasThought }: Reading): ChatModelError {
  if (isLooping)
    return chatModelError(config, { kind: 'looping', matter: 'it only repeats itself; try another model' });
  if (isAtLimit || hasThought) {
    const advice = 'raise CHAT_MODEL_MAX_TOKENS, which it used up before the first word';
    return chatModelError(config, { kind: 'all-thought', matter: `its answer was empty; ${advice}` });
  }
  return chatModelError(config, EMPTY_ANSWER);
}
