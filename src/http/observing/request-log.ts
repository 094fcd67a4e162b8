import type { Request, RequestHandler } from 'express';
import type { Log } from '../../log.ts';
import type { Metrics } from './metrics.ts';
import { requestIdOf } from './request-id.ts';

/** Probes ask every few seconds: nobody wants to read that. */
const QUIET_ROUTES = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Creates what logs and times each request when it is over: by the pattern of its route, because an address may hold what somebody asked
 * or the id of a conversation.
 */
export function createRequestLog({ log, metrics }: { log: Log; metrics: Metrics }): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const milliseconds = performance.now() - startedAt;
      const { method } = request;
      const route = routeOf(request);
      const status = response.writableFinished || response.headersSent ? response.statusCode : 499;
      metrics.timeRequest({ method, route, status: String(status) }, milliseconds / 1000);
      const write = QUIET_ROUTES.has(route) ? log.debug : log.info;
      write('Request', {
        requestId: requestIdOf(response),
        method,
        route,
        status,
        ...(response.locals.outcome !== undefined && { outcome: response.locals.outcome }),
        milliseconds: Math.round(milliseconds * 10) / 10,
      });
    });
    next();
  };
}

/** Such as `/api/documents/:id`; one word for all addresses that are not served, so that a scan makes no thousand of them. */
function routeOf({ route, baseUrl }: Request): string {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? baseUrl + path : 'none';
}
