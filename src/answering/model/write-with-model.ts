import type { AnswerEvent } from '../../protocol/answer.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import type { AnswerContext } from '../answer.ts';
import type { ChatModel } from './client/chat-model.ts';
import type { ChatModelDelta } from './client/chat-model-delta.ts';
import { ChatModelError } from './client/chat-model-failure.ts';
import { patienceOf } from './client/patience.ts';
import type { PackedPassages } from './prompt/pack-passages.ts';
import type { PassageBudget } from './prompt/passage-budget.ts';
import type { Prompts } from './prompt/prompts.ts';
import type { AnswerWriter } from './writing/write-answer.ts';

/** What a chat model is writing. */
export interface Writing {
  /** Null until the model is asked. */
  writer: AnswerWriter | null;
  /** Whether what the model wrote breaks off, and with what if not at a limit. */
  isCut: boolean;
  failure: ChatModelError | null;
}

/** What a model writes with, and what is made of it. */
interface WritingParts {
  model: ChatModel;
  prompts: Prompts;
  budget: PassageBudget;
  /** What the model reads, within a budget of tokens. */
  pack: (budgetTokens: number) => Promise<PackedPassages>;
  createWriter: (packed: PackedPassages) => AnswerWriter;
  /** Receives each delta. */
  onDelta: (delta: ChatModelDelta) => void;
}

/** A model that says so many sentences in a row that nothing supports says nothing more that is. */
const MAX_REFUSED = 5;

/**
 * Lets the model write until its caller waits no longer. The result is kept in `writing`.
 *
 * @throws CHAT_MODEL_UNAVAILABLE, CHAT_MODEL_CONTEXT_EXCEEDED
 */
export async function* writeWithModel(
  writing: Writing,
  { context, parts }: { context: AnswerContext; parts: WritingParts },
): AsyncGenerator<AnswerEvent> {
  const patience = patienceOf(context.question, context.config?.signal);
  try {
    yield* writeAll(writing, { context, parts, signal: patience.signal });
  } catch (error) {
    if (!patience.isOver()) throw error;
    const message = `The chat model "${parts.model.name}" is waited for no longer than the ${context.question.waitSeconds} s that its caller set`;
    Object.assign(writing, { isCut: true, failure: new ChatModelError('slow', message) });
    if (writing.writer) yield* writing.writer.end({ isCut: true });
  }
}

/**
 * Lets the model write from as much as it can take in: where its context is too small, it is asked again with half. The result is
 * kept in `writing`.
 *
 * @throws CHAT_MODEL_UNAVAILABLE, CHAT_MODEL_CONTEXT_EXCEEDED
 */
async function* writeAll(
  writing: Writing,
  { context, parts, signal }: { context: AnswerContext; parts: WritingParts; signal: AbortSignal | undefined },
): AsyncGenerator<AnswerEvent> {
  const { budget, pack } = parts;
  for (let tried = budget; ; ) {
    try {
      yield* write(writing, { context, parts, signal, packed: await pack(tried.estimated) });
      if (tried !== budget) budget.narrowTo(tried);
      return;
    } catch (error) {
      const isExceeded = error instanceof ChatModelError && error.code === 'CHAT_MODEL_CONTEXT_EXCEEDED';
      const half = isExceeded ? tried.halved() : null;
      if (!half) throw error;
      tried = half;
    }
  }
}

/** Streams what the model writes through a writer. */
async function* write(
  writing: Writing,
  {
    context,
    parts,
    signal,
    packed,
  }: { context: AnswerContext; parts: WritingParts; signal: AbortSignal | undefined; packed: PackedPassages },
): AsyncGenerator<AnswerEvent> {
  const { createWriter, model, budget, onDelta } = parts;
  const { question, config, start } = context;
  const { message, history, client } = question;
  const asked = { passages: packed.text, question: message, history, questionLanguage: detectLanguage(message) };
  const prompt = await parts.prompts.answering(start.language, asked);
  let writer = createWriter(packed);
  writing.writer = writer;
  const mayRestart = () => writer.written.text === '';
  let isThinking = false;
  for await (const delta of model.stream(prompt, { signal, config, client, mayRestart })) {
    onDelta(delta);
    if (delta.type === 'thinking' && !isThinking) yield { event: 'thinking', data: {} };
    isThinking = delta.type === 'thinking';
    if (delta.type === 'text') yield* writer.push(delta.text);
    // What was shown cannot be taken back: what follows is another paragraph then.
    if (delta.type === 'restart' && writer.written.text !== '') yield* writer.push('\n\n');
    else if (delta.type === 'restart') writing.writer = writer = createWriter(packed);
    if (delta.type === 'usage') budget.learn({ bytes: bytesOf(prompt), tokens: delta.inputTokens });
    if (delta.type === 'end') Object.assign(writing, { isCut: delta.isCut, failure: delta.failure });
    if (writer.refusedInARow >= MAX_REFUSED) break;
  }
  yield* writer.end({ isCut: writing.isCut });
}

function bytesOf(prompt: { text: string }[]): number {
  return prompt.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
