import type { RequestHandler } from 'express';
import { PilcrowError } from '../../errors.ts';
import type { OriginsFor } from './allowed-origins.ts';

const PREFLIGHT_SECONDS = 600;
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
/** Response headers that scripts of other origins may read, besides the CORS-safelisted ones. */
const EXPOSED = 'Retry-After, X-Request-Id';

/**
 * Creates the rule for pages of other origins: only those of `originsFor` may call, each named exactly, never `*`.
 *
 * Preflight requests are answered here. @throws ORIGIN_FORBIDDEN
 */
export function createOriginRules(originsFor: OriginsFor): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin');
    const { origin, host } = request.headers;
    if (origin !== undefined && !isOwnOrigin(origin, host)) {
      if (!originsFor(request).includes(origin)) {
        throw new PilcrowError(
          'ORIGIN_FORBIDDEN',
          'Cannot answer a page of another origin: it is not allowed to call; add its origin to ALLOWED_ORIGINS',
        );
      }
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', EXPOSED);
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', METHODS);
        // Clients add headers of their own (openai a dozen). Cookies are not: their requests are not allowed here (no Access-Control-Allow-Credentials).
        const asked = request.headers['access-control-request-headers'];
        response.setHeader('Access-Control-Allow-Headers', asked ?? 'content-type');
        response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
      }
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}

/** Compared by host and port alone: where TLS ends before this server, it cannot know the scheme of its own pages. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // Parsing the host under the same scheme drops its default port and its letter case.
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === originHost;
}
