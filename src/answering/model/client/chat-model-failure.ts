import { inspect } from 'node:util';
import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { detailsOf, isConnectionCode } from '../../../runtime/request-failure.ts';
import type { OptionalSetting } from './load-chat-model.ts';

/** Where the server's own message is shown: it may repeat the question, and is kept out of other levels. */
const ITS_WORDS = 'LOG_LEVEL=debug shows what it says';

/** Says that the chat model gives no answer: `matter` is the state and the next step. */
export function chatModelUnavailable(config: ChatModelConfig, matter: string, cause?: unknown): PilcrowError {
  const message = `Cannot ask the chat model "${config.provider}:${config.model}": ${matter}`;
  return new PilcrowError('CHAT_MODEL_UNAVAILABLE', withoutKey(message, config), {
    cause: causeWithoutKey(cause, config),
  });
}

/** What went wrong in a call to the chat model, and what to do about it. */
export function explainFailure(config: ChatModelConfig, error: unknown): PilcrowError {
  return error instanceof PilcrowError ? error : chatModelUnavailable(config, matterOf(error), error);
}

/** The setting that a server refuses by name, if that is the matter. */
export function refusedSetting(error: unknown): OptionalSetting | null {
  const { status } = detailsOf(error);
  if (status !== 400 && status !== 422) return null;
  const text = reasonOf(error);
  return /stream_options/.test(text) ? 'stream_options' : /\btemperature\b/.test(text) ? 'temperature' : null;
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
