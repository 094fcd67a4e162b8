import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatModelConfig } from '../../../../config/config.ts';
import { SETTINGS_DIRECTORY } from '../../../../config/places.ts';
import { PilcrowError, reasonOf } from '../../../../errors.ts';
import type { LangChainChatModel, ModelChunk } from '../langchain-chat-model.ts';
import {
  importLlamaLibrary,
  type LlamaContext,
  type LlamaLibrary,
  type LlamaModel,
  type LlamaTurn,
} from './llama-library.ts';

/** The most that a model takes in at once, in tokens: its memory grows with it. */
const MAX_CONTEXT = 8192;

/** A model that is loaded, and its conversations. */
interface LoadedModel {
  library: LlamaLibrary;
  model: LlamaModel;
  context: LlamaContext;
}

/**
 * Loads a GGUF file into this process. It answers one question at a time, and leaves one core to the server.
 *
 * @throws CHAT_MODEL_UNAVAILABLE when there is no such file, it cannot be read as a model, or node-llama-cpp is not installed.
 */
export async function loadGgufModel(
  config: ChatModelConfig,
  importLibrary: () => Promise<LlamaLibrary> = importLlamaLibrary,
): Promise<LangChainChatModel> {
  const modelPath = path.resolve(SETTINGS_DIRECTORY, config.model);
  const isFile = await stat(modelPath).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw unavailable(`there is no file "${modelPath}"; correct CHAT_MODEL=gguf:…`);
  const library = await importLibrary();
  const loaded = await load(library, modelPath);
  /** An answer that is left writes its word to the end, in the memory that the next one needs. */
  let ended: Promise<void> = Promise.resolve();
  return {
    async stream(prompt, runConfig) {
      const turns = (prompt as BaseMessage[]).map(turnOf);
      const inputTokens = turns.reduce((sum, turn) => sum + loaded.model.tokenize(textOf(turn)).length, 0);
      const { contextSize } = loaded.context;
      // The library cuts a prompt that does not fit, and says nothing of it.
      if (inputTokens + config.maxTokens > contextSize) {
        throw new Error(`the prompt has ${inputTokens} tokens, which exceeds the context size of ${contextSize}`);
      }
      await ended;
      const signal = runConfig?.signal ?? new AbortController().signal;
      const answering = answer(loaded, { turns, inputTokens, config, signal });
      ended = answering.ended;
      return answering.chunks;
    },
  };
}

async function load(library: LlamaLibrary, modelPath: string): Promise<LoadedModel> {
  try {
    const llama = await library.getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: 'error' });
    const model = await llama.loadModel({ modelPath });
    const threads = Math.max(1, availableParallelism() - 1);
    return { library, model, context: await model.createContext({ contextSize: { max: MAX_CONTEXT }, threads }) };
  } catch (cause) {
    throw unavailable(`"${modelPath}" cannot be loaded (${reasonOf(cause)}); use a GGUF file of a chat model`, cause);
  }
}

/** What the model writes, piece by piece; leaving it ends the writing. */
function answer(
  { library, model, context }: LoadedModel,
  {
    turns,
    inputTokens,
    config: { maxTokens, temperature },
    signal,
  }: { turns: LlamaTurn[]; inputTokens: number; config: ChatModelConfig; signal: AbortSignal },
): { chunks: AsyncIterable<ModelChunk>; ended: Promise<void> } {
  const leaving = new AbortController();
  const contextSequence = context.getSequence();
  const session = new library.LlamaChatSession({ contextSequence });
  session.setChatHistory(turns.slice(0, -1));
  let outputTokens = 0;
  const { readable, writable } = new TransformStream<ModelChunk, ModelChunk>({}, undefined, { highWaterMark: 0 });
  const writer = writable.getWriter();
  writer.closed.catch(() => leaving.abort());
  const write = (chunk: ModelChunk) => void writer.write(chunk).catch(() => {});
  const writing = session.promptWithMeta(textOf(turns.at(-1)!), {
    maxTokens,
    temperature,
    signal: AbortSignal.any([signal, leaving.signal]),
    stopOnAbortSignal: true,
    onTextChunk(text) {
      outputTokens += model.tokenize(text).length;
      write({ text, response_metadata: {} });
    },
  });
  const ended = writing
    .then(({ stopReason }) => {
      const usage_metadata = { input_tokens: inputTokens, output_tokens: outputTokens };
      const finish_reason = stopReason === 'maxTokens' ? 'length' : 'stop';
      write({ text: '', usage_metadata, response_metadata: { finish_reason } });
      writer.close().catch(() => {});
    })
    .catch((error: unknown) => writer.abort(error).catch(() => {}))
    .finally(() => {
      session.dispose();
      contextSequence.dispose();
    });
  return { chunks: readable, ended };
}

function turnOf(message: BaseMessage): LlamaTurn {
  const { text } = message;
  if (message.type === 'ai') return { type: 'model', response: [text] };
  return { type: message.type === 'system' ? 'system' : 'user', text };
}

function textOf(turn: LlamaTurn): string {
  return turn.type === 'model' ? turn.response.join('') : turn.text;
}

function unavailable(matter: string, cause?: unknown): PilcrowError {
  return new PilcrowError('CHAT_MODEL_UNAVAILABLE', `Cannot load the chat model: ${matter}`, { cause });
}
