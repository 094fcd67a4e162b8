import type { Request, RequestHandler } from 'express';
import type { Log } from '../../log.ts';
import type { Metrics } from './metrics.ts';
import { requestIdOf } from './request-id.ts';

/** Routes that probes call every few seconds: logged at `debug` only. */
const QUIET_ROUTES = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Creates the middleware that logs and times each request when its response closes. The log has the pattern of the route, never the address,
 * which may hold a question or the id of a conversation.
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

/** The pattern of a request's route, such as `/api/documents/:id`; `none` for all other addresses, so that a scan adds one label value, not thousands. */
function routeOf({ route, baseUrl }: Request): string {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? baseUrl + path : 'none';
}
