import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const NAME = 'X-Request-Id';

/**
 * Creates the middleware that gives each request an id, for the response and the log: the one that the caller or a proxy sent, where that is a
 * plain name, else a random one.
 */
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
