import { inspect } from 'node:util';
import { parseRetryAfterMs } from '@langchain/core/utils/async_caller';
import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import type { OptionalSetting } from './load-chat-model.ts';

const FIRST_PAUSE_MS = 300;
/** When a server asks for a longer pause than this, the call is not retried. */
const MAX_PAUSE_MS = 5000;
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

/**
 * How long to wait before asking again, in milliseconds; null: asking again is of no use.
 *
 * Exponential back-off with jitter, so that many readers do not ask again all at once; what the server asks for (`Retry-After`) goes first.
 */
export function pauseBeforeRetry(
  error: unknown,
  { attempt, random }: { attempt: number; random: () => number },
): number | null {
  const { status, code, retryAfterMs } = detailsOf(error);
  // A quota that is used up does not come back in a moment.
  const isPassing = status === null ? isConnectionCode(code) : status === 429 || status >= 500;
  if (!isPassing || code === 'insufficient_quota') return null;
  const pauseMs = retryAfterMs ?? FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random());
  return pauseMs <= MAX_PAUSE_MS ? pauseMs : null;
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

/** Status and code of an error, wherever in its chain of causes they are. */
function detailsOf(error: unknown): { status: number | null; code: string | null; retryAfterMs: number | undefined } {
  let status: number | null = null;
  let code: string | null = null;
  let retryAfterMs: number | undefined;
  for (let link = error; typeof link === 'object' && link !== null; link = 'cause' in link ? link.cause : null) {
    if ('status' in link && typeof link.status === 'number') status ??= link.status;
    if ('code' in link && typeof link.code === 'string') code ??= link.code;
    if ('headers' in link && link.headers instanceof Headers) {
      retryAfterMs ??= parseRetryAfterMs(link.headers.get('retry-after'));
    }
  }
  return { status, code, retryAfterMs };
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`, … */
function isConnectionCode(code: string | null): code is string {
  return code !== null && /^(E[A-Z_]+|UND_ERR_[A-Z_]+)$/.test(code);
}

/** Some servers repeat the key in what they say of it; a cause that holds it is kept as text, without it. */
function causeWithoutKey(cause: unknown, config: ChatModelConfig): unknown {
  const text = inspect(cause, { depth: Number.POSITIVE_INFINITY, maxStringLength: null });
  return config.apiKey && text.includes(config.apiKey) ? new Error(withoutKey(text, config)) : cause;
}

function withoutKey(text: string, { apiKey }: ChatModelConfig): string {
  return apiKey ? text.replaceAll(apiKey, '[CHAT_MODEL_API_KEY]') : text;
}
