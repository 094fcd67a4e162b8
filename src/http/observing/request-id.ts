import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const NAME = 'X-Request-Id';

/** Creates what names each request: as the caller did, or a proxy before it, where that is a plain name; in the answer and in the log. */
export function createRequestIds(): RequestHandler {
  return (request, response, next) => {
    const given = request.get(NAME);
    response.setHeader(NAME, given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID());
    next();
  };
}

/** The id of the request that a response answers. */
export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader(NAME) ?? '');
}
