import { inspect } from 'node:util';
import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError } from '../../../errors.ts';
import type { ModelFailure } from '../../../protocol/answer.ts';
import { detailsOf, isConnectionCode } from '../../../runtime/request-failure.ts';
import { isContextExceeded } from './wire/failure-text.ts';
import { isEmptyBody } from './wire/premature-close.ts';

/** What went wrong, in a word for those who count, and as the state and the next step for those who read. */
interface Matter {
  kind: ModelFailure;
  matter: string;
}

/** A chat model that gives no answer, or not all of it. */
export class ChatModelError extends PilcrowError {
  readonly kind: ModelFailure;

  constructor(kind: ModelFailure, message: string, options?: { cause?: unknown }) {
    super(MAY_BE_TOO_LONG.has(kind) ? 'CHAT_MODEL_CONTEXT_EXCEEDED' : 'CHAT_MODEL_UNAVAILABLE', message, options);
    this.kind = kind;
  }
}

/** Less text may help. An empty answer is also what some servers send for a prompt that is too long: llama-cpp-python, LM Studio. */
const MAY_BE_TOO_LONG: ReadonlySet<ModelFailure> = new Set(['too-long', 'empty']);
/** HTTP statuses that refuse a question, not its asker. */
const OF_ONE_QUESTION = new Set([400, 409, 413, 415, 422, 451]);
/** Where the server's own message is shown: it may repeat the question, and is kept out of other levels. */
const ITS_WORDS = 'LOG_LEVEL=debug shows what it says';
const LARGER_CONTEXT = 'give it a larger context (n_ctx, num_ctx, --max-model-len)';

export const EMPTY_ANSWER: Matter = {
  kind: 'empty',
  matter: `its answer was empty; try another model, or ${LARGER_CONTEXT}`,
};
const TOO_LONG: Matter = {
  kind: 'too-long',
  matter: `the question with its passages is longer than its context; lower CONTEXT_TOKENS, or ${LARGER_CONTEXT}`,
};

/** Says that the chat model gives no answer. */
export function chatModelError(config: ChatModelConfig, { kind, matter }: Matter, cause?: unknown): ChatModelError {
  const message = `Cannot ask the chat model "${config.provider}:${config.model}": ${matter}`;
  return new ChatModelError(kind, withoutKey(message, config), { cause: causeWithoutKey(cause, config) });
}

/** What went wrong in a call to the chat model, and what to do about it. */
export function explainFailure(config: ChatModelConfig, error: unknown): ChatModelError {
  return error instanceof ChatModelError ? error : chatModelError(config, matterOf(error), error);
}

/** Whether a call failed by what was asked: another question may well be answered. */
export function isOfOneQuestion(error: ChatModelError): boolean {
  const { status } = detailsOf(error);
  return MAY_BE_TOO_LONG.has(error.kind) || (status !== null && OF_ONE_QUESTION.has(status));
}

function matterOf(error: unknown): Matter {
  if (isEmptyBody(error)) return EMPTY_ANSWER;
  if (isContextExceeded(error)) return TOO_LONG;
  const { status, code } = detailsOf(error);
  if (status !== null) return matterOfStatus(status, code);
  if (code === 'ECONNREFUSED') {
    return unreachable('the connection was refused; start the server, or check CHAT_MODEL_BASE_URL');
  }
  if (code === 'ENOTFOUND') return unreachable('the server’s address is unknown; check CHAT_MODEL_BASE_URL');
  if (isConnectionCode(code)) {
    return unreachable(`the connection failed (${code}); check CHAT_MODEL_BASE_URL and the server`);
  }
  const matter = `its answer broke off or could not be read; look at the log of its server; ${ITS_WORDS}`;
  return { kind: 'unreadable', matter };
}

const unreachable = (matter: string): Matter => ({ kind: 'unreachable', matter });

function matterOfStatus(status: number, code: string | null): Matter {
  if (status === 401 || status === 403) {
    return { kind: 'key', matter: `the server refused the key (${status}); check CHAT_MODEL_API_KEY` };
  }
  if (status === 404) {
    const matter = 'the server does not know it (404); check the name in CHAT_MODEL, and CHAT_MODEL_BASE_URL';
    return { kind: 'unknown', matter };
  }
  if (code === 'insufficient_quota') {
    return { kind: 'quota', matter: 'the quota of the key is used up (429); look at the account' };
  }
  if (status === 429) return { kind: 'busy', matter: 'the server is asked too much (429); try again later' };
  if (status >= 500) {
    return { kind: 'server', matter: `the server failed (${status}); look at its log, or try again later` };
  }
  const matter = `the server refused the question (${status}); correct CHAT_MODEL_…; ${ITS_WORDS}`;
  return { kind: 'refused', matter };
}

/** Some servers repeat the key in what they say of it; a cause that holds it is kept as text, without it. */
function causeWithoutKey(cause: unknown, config: ChatModelConfig): unknown {
  const text = inspect(cause, { depth: Number.POSITIVE_INFINITY, maxStringLength: null });
  const isRepeated = secretsOf(config).some((secret) => text.includes(secret));
  return isRepeated ? new Error(withoutKey(text, config)) : cause;
}

function withoutKey(text: string, config: ChatModelConfig): string {
  return secretsOf(config).reduce((cleaned, secret) => cleaned.replaceAll(secret, '[CHAT_MODEL_API_KEY]'), text);
}

/** The key, and headers, which may be one; what is short is no secret, and stands in other words. */
function secretsOf({ apiKey, headers }: ChatModelConfig): string[] {
  return [...(apiKey ? [apiKey] : []), ...Object.values(headers).filter((value) => value.length >= 8)];
}
