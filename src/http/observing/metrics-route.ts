import type { Request, RequestHandler } from 'express';
import { isThisMachine } from '../../config/this-machine.ts';
import { PilcrowError } from '../../errors.ts';
import { createTokenCheck } from '../security/bearer-tokens.ts';
import type { Metrics } from './metrics.ts';

/**
 * Creates `GET /metrics`. How much a site is used is confidential: only programs on this machine and callers with the admin token may read it.
 *
 * @throws FORBIDDEN
 */
export function createMetricsRoute({
  metrics,
  adminToken,
}: {
  metrics: Metrics;
  adminToken: string | null;
}): RequestHandler {
  const hasToken = createTokenCheck(adminToken === null ? [] : [adminToken]);
  return async (request, response) => {
    if (!isFromThisMachine(request) && !hasToken(request)) {
      throw new PilcrowError(
        'FORBIDDEN',
        'Cannot show the metrics: they are for programs of this machine; send ADMIN_TOKEN as "Authorization: Bearer …"',
      );
    }
    response.setHeader('Content-Type', metrics.contentType).end(await metrics.expose());
  };
}

/** A proxy on this machine forwards the requests of others, with a header that says so. */
function isFromThisMachine({ socket, headers }: Request): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && isThisMachine(socket.remoteAddress ?? '');
}
