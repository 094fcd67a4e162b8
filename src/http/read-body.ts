import express, { type RequestHandler } from 'express';
import { PilcrowError } from '../errors.ts';

/** List items of one body, all lists together. To validate an invalid item and describe its problem takes a thousand times as long as to send it. */
const MAX_ITEMS = 10_000;

/**
 * Creates the reader of JSON bodies.
 *
 * @param limitKb The largest body, in kilobytes; by default enough for a question with its history.
 * @throws MEDIA_TYPE_UNSUPPORTED, REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export function createBodyReader(limitKb = 64): RequestHandler {
  const parseJson = express.json({ limit: `${limitKb}kb` });
  return (request, response, next) => {
    // Null means that there is no body: the schema of the route reports that.
    if (request.is('application/json') === false) throw unsupported();
    parseJson(request, response, (error?: unknown) => {
      if (error) return next(bodyProblem(error, limitKb));
      next(hasMoreItems(request.body, MAX_ITEMS) ? tooManyItems() : undefined);
    });
  };
}

function hasMoreItems(body: unknown, limit: number): boolean {
  let items = 0;
  const pending: unknown[] = [body];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) items += value.length;
    if (items > limit) return true;
    for (const inner of Object.values(value)) if (typeof inner === 'object') pending.push(inner);
  }
  return false;
}

function tooManyItems(): PilcrowError {
  return new PilcrowError(
    'REQUEST_TOO_LARGE',
    `Cannot use the request: its lists have more than ${MAX_ITEMS} items; send fewer`,
  );
}

/** Maps an error of body-parser, which has an HTTP status. */
function bodyProblem(cause: unknown, limitKb: number): PilcrowError {
  const status = (cause as { status?: number }).status;
  if (status === 413) {
    return new PilcrowError('REQUEST_TOO_LARGE', `Cannot read the request: its body is over ${limitKb} KB; send less`, {
      cause,
    });
  }
  if (status === 415) return unsupported(cause);
  return new PilcrowError('REQUEST_INVALID', 'Cannot read the request: its body is not valid JSON; correct it', {
    cause,
  });
}

function unsupported(cause?: unknown): PilcrowError {
  return new PilcrowError(
    'MEDIA_TYPE_UNSUPPORTED',
    'Cannot read the request: its body is not JSON in UTF-8; send it with content-type: application/json',
    { cause },
  );
}
