import { inspect } from 'node:util';
import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError } from '../../../errors.ts';
import { detailsOf, isConnectionCode } from '../../../runtime/request-failure.ts';
import { isContextExceeded } from './wire/failure-text.ts';
import { isEmptyBody } from './wire/premature-close.ts';

/** HTTP statuses that refuse a question, not its asker. */
const OF_ONE_QUESTION = new Set([400, 409, 413, 415, 422, 451]);

/** Where the server's own message is shown: it may repeat the question, and is kept out of other levels. */
const ITS_WORDS = 'LOG_LEVEL=debug shows what it says';

const CONTEXT_MATTER =
  'the question with its passages is longer than its context; lower CONTEXT_TOKENS, or give it a larger context (n_ctx, num_ctx, --max-model-len)';

/** Also what some servers send for a prompt that is too long: llama-cpp-python, LM Studio. */
export const EMPTY_MATTER =
  'its answer was empty; try another model, or give it a larger context (n_ctx, num_ctx, --max-model-len)';

/** Says that the chat model gives no answer: `matter` is the state and the next step. */
export function chatModelUnavailable(config: ChatModelConfig, matter: string, cause?: unknown): PilcrowError {
  const message = `Cannot ask the chat model "${config.provider}:${config.model}": ${matter}`;
  return new PilcrowError('CHAT_MODEL_UNAVAILABLE', withoutKey(message, config), {
    cause: causeWithoutKey(cause, config),
  });
}

/** What went wrong in a call to the chat model, and what to do about it. */
export function explainFailure(config: ChatModelConfig, error: unknown): PilcrowError {
  if (error instanceof PilcrowError) return error;
  if (isEmptyBody(error)) return contextExceeded(config, EMPTY_MATTER, error);
  if (isContextExceeded(error)) return contextExceeded(config, CONTEXT_MATTER, error);
  return chatModelUnavailable(config, matterOf(error), error);
}

/** Says that what the model is asked does not fit into its context, or may not. */
export function contextExceeded(config: ChatModelConfig, matter: string, cause?: unknown): PilcrowError {
  const { message } = chatModelUnavailable(config, matter);
  return new PilcrowError('CHAT_MODEL_CONTEXT_EXCEEDED', message, { cause: causeWithoutKey(cause, config) });
}

/** Whether a call failed by what was asked: another question may well be answered. */
export function isOfOneQuestion(error: unknown): boolean {
  const { status } = detailsOf(error);
  const isExceeded = error instanceof PilcrowError && error.code === 'CHAT_MODEL_CONTEXT_EXCEEDED';
  return isExceeded || (status !== null && OF_ONE_QUESTION.has(status));
}

function matterOf(error: unknown): string {
  const { status, code } = detailsOf(error);
  if (status === 401 || status === 403) return `the server refused the key (${status}); check CHAT_MODEL_API_KEY`;
  if (status === 404) return 'the server does not know it (404); check the name in CHAT_MODEL, and CHAT_MODEL_BASE_URL';
  if (code === 'insufficient_quota') return 'the quota of the key is used up (429); look at the account';
  if (status === 429) return 'the server is asked too much (429); try again later';
  if (status !== null && status >= 500) return `the server failed (${status}); look at its log, or try again later`;
  if (status !== null) return `the server refused the question (${status}); correct CHAT_MODEL_…; ${ITS_WORDS}`;
  if (code === 'ECONNREFUSED') return 'the connection was refused; start the server, or check CHAT_MODEL_BASE_URL';
  if (code === 'ENOTFOUND') return 'the server’s address is unknown; check CHAT_MODEL_BASE_URL';
  if (isConnectionCode(code)) return `the connection failed (${code}); check CHAT_MODEL_BASE_URL and the server`;
  return `its answer broke off or could not be read; look at the log of its server; ${ITS_WORDS}`;
}

/** Some servers repeat the key in what they say of it; a cause that holds it is kept as text, without it. */
function causeWithoutKey(cause: unknown, config: ChatModelConfig): unknown {
  const text = inspect(cause, { depth: Number.POSITIVE_INFINITY, maxStringLength: null });
  return config.apiKey && text.includes(config.apiKey) ? new Error(withoutKey(text, config)) : cause;
}

function withoutKey(text: string, { apiKey }: ChatModelConfig): string {
  return apiKey ? text.replaceAll(apiKey, '[CHAT_MODEL_API_KEY]') : text;
}
