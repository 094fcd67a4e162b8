import { inspect } from 'node:util';
import type { ErrorRequestHandler, Request } from 'express';
import { type ErrorCode, PilcrowError } from '../errors.ts';
import type { Log } from '../log.ts';

/** What a client is told of a failure: never a stack, never a path of the machine. */
export interface ToldFailure {
  status: number;
  code: ErrorCode | 'INTERNAL_ERROR';
  message: string;
}

const STATUS_OF_CODE: Record<ErrorCode, number> = {
  REQUEST_INVALID: 400,
  ORIGIN_FORBIDDEN: 403,
  DOCUMENT_UNKNOWN: 404,
  NOT_FOUND: 404,
  REQUEST_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  CONFIG_INVALID: 500,
  USAGE_INVALID: 500,
  DOCUMENT_UNREADABLE: 500,
  QUESTIONS_UNREADABLE: 500,
  INDEX_CORRUPT: 500,
  INDEX_INCOMPATIBLE: 500,
  INDEX_LOCKED: 503,
  INDEX_NOT_READY: 503,
  MODEL_UNAVAILABLE: 503,
  CHAT_MODEL_UNAVAILABLE: 503,
};

/** From 500 on a message may name folders and addresses: it goes to the log, and the client hears one of these. */
const TOLD_FROM_500: Partial<Record<ErrorCode, string>> = {
  INDEX_LOCKED: 'Cannot answer now: the index is being written; try again in a moment',
  INDEX_NOT_READY: 'Cannot answer yet: the index is not ready; try again in a moment',
  MODEL_UNAVAILABLE: 'Cannot answer: the embedding model is not available; the log of the server says why',
  CHAT_MODEL_UNAVAILABLE: 'Cannot answer: the chat model is not available; the log of the server says why',
};

/** What a thrown value is told as. */
export function toldFailure(error: unknown): ToldFailure {
  // The router throws a URIError for an address such as `/documents/%E0%A4`.
  if (error instanceof URIError) {
    return { status: 400, code: 'REQUEST_INVALID', message: 'Cannot read the address: its %-encoding is broken' };
  }
  if (!(error instanceof PilcrowError)) return { status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' };
  const status = STATUS_OF_CODE[error.code];
  const message = status < 500 ? error.message : (TOLD_FROM_500[error.code] ?? 'Internal error');
  return { status, code: error.code, message };
}

/** Logs a failure of the server once and whole, and gives what the client is told of it. */
export function reportFailure(error: unknown, { request, log }: { request: Request; log: Log }): ToldFailure {
  const told = toldFailure(error);
  // Probes ask again and again until the index is ready: that is no failure.
  const isExpected = told.status < 500 || told.code === 'INDEX_NOT_READY';
  const line = `${request.method} ${request.path}: ${told.status} ${told.code}`;
  if (isExpected) log.debug(line);
  else log.error(`${line}: ${onOneLogLine(error)}`);
  return told;
}

/** Creates the one place that answers failed requests: `{"error":{"code","message"}}`. */
export function createErrorResponder(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const { status, code, message } = reportFailure(error, { request, log });
    if (response.headersSent) response.destroy();
    else response.status(status).json({ error: { code, message } });
  };
}

/** With stack and causes; a log line is one line. */
function onOneLogLine(error: unknown): string {
  return inspect(error).replace(/\s*\n\s*/g, ' | ');
}
