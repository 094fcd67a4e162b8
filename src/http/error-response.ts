import type { ErrorRequestHandler, Request, Response } from 'express';
import { adviceHere } from '../config/advice-here.ts';
import { type ErrorCode, PilcrowError, type WorkDone } from '../errors.ts';
import type { Log } from '../log.ts';
import { isRestricted } from './access/reader.ts';
import { readerOf } from './access/reader-rule.ts';
import { requestIdOf } from './observing/request-id.ts';

/** The part of a failure that a client may see: never a stack, never a path of the machine. */
export interface PublicFailure {
  status: number;
  code: ErrorCode | 'INTERNAL_ERROR';
  message: string;
  /** How far that is which is waited for. */
  progress?: WorkDone;
  /** After how long a retry makes sense, of failures that pass by themselves; also the `Retry-After` of the response. */
  retryAfterSeconds?: number;
}

const STATUS_OF_CODE: Record<ErrorCode, number> = {
  REQUEST_INVALID: 400,
  SIGN_IN_REQUIRED: 401,
  KEY_INVALID: 401,
  ORIGIN_FORBIDDEN: 403,
  HOST_FORBIDDEN: 403,
  FORBIDDEN: 403,
  DOCUMENT_UNKNOWN: 404,
  FILE_UNAVAILABLE: 404,
  ASSISTANT_UNKNOWN: 404,
  TAG_UNKNOWN: 404,
  CONVERSATION_UNKNOWN: 404,
  NOT_FOUND: 404,
  DOCUMENT_EXISTS: 409,
  REQUEST_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  DOCUMENT_REFUSED: 422,
  RATE_LIMITED: 429,
  CONFIG_INVALID: 500,
  USAGE_INVALID: 500,
  MODULE_UNUSABLE: 500,
  DOCUMENT_UNREADABLE: 500,
  QUESTIONS_UNREADABLE: 500,
  INDEX_CORRUPT: 500,
  CONVERSATIONS_UNUSABLE: 500,
  DATABASE_UNUSABLE: 500,
  BACKUP_UNUSABLE: 500,
  STORAGE_UNWRITABLE: 500,
  STORAGE_FULL: 507,
  DATABASE_UNAVAILABLE: 503,
  INDEX_LOCKED: 503,
  INDEX_NOT_READY: 503,
  INDEX_INCOMPATIBLE: 503,
  MODEL_UNAVAILABLE: 503,
  CHAT_MODEL_UNAVAILABLE: 503,
  CHAT_MODEL_CONTEXT_EXCEEDED: 503,
  SERVER_BUSY: 503,
  SERVER_STOPPING: 503,
};

/** From status 500 on, an error's own message may name folders and addresses: it is logged, and the client gets one of these. */
const PUBLIC_MESSAGES: Partial<Record<ErrorCode, string>> = {
  DATABASE_UNAVAILABLE: 'Cannot answer now: the database cannot be reached; try again in a moment',
  INDEX_LOCKED: 'Cannot answer now: the index is being written; try again in a moment',
  INDEX_NOT_READY: 'Cannot answer yet: the index is not ready; try again in a moment',
  INDEX_INCOMPATIBLE:
    'Cannot use the index: it was made with another embedding model than this server has; the log of the server says what to do',
  MODEL_UNAVAILABLE: 'Cannot answer: the embedding model is not available; the log of the server says why',
  CHAT_MODEL_UNAVAILABLE: 'Cannot answer: the chat model is not available; the log of the server says why',
  CHAT_MODEL_CONTEXT_EXCEEDED: 'Cannot answer: the chat model cannot take in so much; the log of the server says why',
  SERVER_BUSY: 'Cannot answer now: too many answers are being written; try again in a moment',
  STORAGE_FULL: 'Cannot keep this: the disk of the server is full; nothing was changed',
  STORAGE_UNWRITABLE: 'Cannot change this: the server may not write to its folders; its log says why',
  SERVER_STOPPING: 'Cannot answer now: the server is being stopped; try again in a moment',
};

/** `retryAfterSeconds` of failures that pass by themselves. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = {
  DATABASE_UNAVAILABLE: 2,
  INDEX_LOCKED: 5,
  INDEX_NOT_READY: 5,
  MODEL_UNAVAILABLE: 30,
  CHAT_MODEL_UNAVAILABLE: 30,
  SERVER_BUSY: 5,
  SERVER_STOPPING: 10,
};

/** Codes that are normal under load and at the start and end of a server: not logged as errors. */
const EXPECTED = new Set<string>(['INDEX_NOT_READY', 'SERVER_BUSY', 'SERVER_STOPPING']);

/** The HTTP status of an error code. */
export function statusOfCode(code: ErrorCode): number {
  return STATUS_OF_CODE[code];
}

/** The message of a failure of the server. */
function publicMessage(code: ErrorCode, progress: WorkDone | null): string | undefined {
  const message = PUBLIC_MESSAGES[code];
  if (progress === null) return message;
  return message?.replace(';', `, ${progress.done} of ${progress.total} files are indexed;`);
}

/** Maps a thrown value to what a client may see of it. @param options.hidesProgress For a reader of some documents: it counts all of them. */
export function publicFailure(error: unknown, { hidesProgress = false } = {}): PublicFailure {
  // The router throws a URIError for an address such as `/documents/%E0%A4`.
  if (error instanceof URIError) {
    return { status: 400, code: 'REQUEST_INVALID', message: 'Cannot read the address: its %-encoding is broken' };
  }
  if (!(error instanceof PilcrowError)) return { status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' };
  const status = STATUS_OF_CODE[error.code];
  const { code } = error;
  const progress = hidesProgress ? null : error.progress;
  const message = adviceHere(status < 500 ? error.message : (publicMessage(code, progress) ?? 'Internal error'));
  const retryAfterSeconds = RETRY_AFTER[code];
  return {
    ...{ status, code, message },
    ...(progress && { progress }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** Logs a failure of the server, once and with its causes. @returns What the client may see of it. */
export function reportFailure(error: unknown, { response, log }: { response?: Response; log: Log }): PublicFailure {
  const failure = publicFailure(error, { hidesProgress: response !== undefined && isRestricted(readerOf(response)) });
  const request = response && { requestId: requestIdOf(response) };
  const { status, code } = failure;
  if (status < 500 || EXPECTED.has(code)) log.debug(`Refused: ${status} ${code}`, request);
  else log.error(`Failed: ${status} ${code}`, { ...request, error: withoutModelServerText(error) });
  return failure;
}

/** A chat model's server may repeat the question in its error message, which is the cause: the client of the model logs it, at `debug`. */
function withoutModelServerText(error: unknown): unknown {
  const isModels = error instanceof PilcrowError && error.code.startsWith('CHAT_MODEL_');
  return isModels ? new PilcrowError(error.code, error.message) : error;
}

/** Creates the error handler of all routes: it answers with `{"error":{"code","message"}}`, under `/v1` in OpenAI's format. */
export function createErrorResponder(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    // The caller has left, and that its work was aborted is no failure.
    if (response.destroyed) return;
    const failure = reportFailure(error, { response, log });
    if (response.headersSent) return void response.destroy();
    const { retryAfterSeconds } = failure;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
    response.status(failure.status).json(isOpenAi(request) ? openAiError(failure) : nativeError(failure));
  };
}

function nativeError({ code, message, progress }: PublicFailure) {
  return { error: { code, message, ...(progress && { progress }) } };
}

/** The body of a failure in OpenAI's format. */
export function openAiError({ status, code, message }: PublicFailure) {
  const type = status === 401 ? 'authentication_error' : status === 429 ? 'rate_limit_error' : undefined;
  const kind = type ?? (status < 500 ? 'invalid_request_error' : 'server_error');
  return { error: { message, type: kind, code, param: null } };
}

function isOpenAi({ path }: Request): boolean {
  // As the router compares: in any case.
  return /^\/v1(?:\/|$)/i.test(path);
}
