import type { ChatModelConfig } from '../../config/config.ts';
import { type ChatModel, createChatModel } from './client/chat-model.ts';

/** How a chat model answered when it was tried. */
export interface Trial {
  /** Until the first words, in milliseconds. */
  firstWordMs: number;
  /** How long the prompt is by the count of its server; null where it does not say. */
  inputTokens: number | null;
}

/** What is asked to learn whether a model answers at all. */
const SHORT_PROMPT = 'Write one word: ready';

/** Asks a chat model once, and leaves it at its first words: it costs next to nothing. @throws CHAT_MODEL_UNAVAILABLE */
export async function greetChatModel(config: ChatModelConfig, options: { signal?: AbortSignal } = {}): Promise<void> {
  const model = await createChatModel(config);
  for await (const { type } of model.stream(SHORT_PROMPT, options)) if (type === 'text') return;
}

/** Asks a chat model for an answer, and waits for all of it. @throws CHAT_MODEL_UNAVAILABLE, CHAT_MODEL_CONTEXT_EXCEEDED */
export async function tryChatModel(
  config: ChatModelConfig,
  prompt: Parameters<ChatModel['stream']>[0],
): Promise<Trial> {
  const model = await createChatModel(config);
  const startedAt = performance.now();
  const trial: Trial = { firstWordMs: 0, inputTokens: null };
  for await (const delta of model.stream(prompt)) {
    if (delta.type === 'text') trial.firstWordMs ||= Math.round(performance.now() - startedAt);
    if (delta.type === 'usage') trial.inputTokens = delta.inputTokens;
    if (delta.type === 'end' && delta.failure) throw delta.failure;
  }
  return trial;
}
