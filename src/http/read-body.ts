import express, { type RequestHandler } from 'express';
import { PilcrowError } from '../errors.ts';

/**
 * Creates the reader of JSON bodies.
 *
 * @param limitKb The largest body, in kilobytes: a question with its history unless said.
 * @throws MEDIA_TYPE_UNSUPPORTED, REQUEST_TOO_LARGE, REQUEST_INVALID
 */
export function createBodyReader(limitKb = 64): RequestHandler {
  const parseJson = express.json({ limit: `${limitKb}kb` });
  return (request, response, next) => {
    // Null means that there is no body: the schema says what it should hold.
    if (request.is('application/json') === false) throw unsupported();
    parseJson(request, response, (error?: unknown) => next(error && bodyProblem(error, limitKb)));
  };
}

/** Body-parser tells its problems by HTTP status. */
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
