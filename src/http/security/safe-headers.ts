import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { OriginsFor } from './allowed-origins.ts';

/**
 * The value of a Content-Security-Policy header: nothing is loaded but what `sources` name, and only this server's pages
 * and those of `allowedOrigins` may frame the answer.
 */
export function contentSecurityPolicy(allowedOrigins: readonly string[], sources: readonly string[] = []): string {
  const ancestors = ["'self'", ...allowedOrigins].join(' ');
  return ["default-src 'none'", ...sources, "base-uri 'none'", `frame-ancestors ${ancestors}`].join('; ');
}

/**
 * Creates the middleware that sets the headers of every response. Its policy allows nothing to load; pages replace it by their own.
 *
 * @param options.isFramed Whether there are other origins whose pages may frame some of them.
 */
export function createSafeHeaders(originsFor: OriginsFor, { isFramed }: { isFramed: boolean }): RequestHandler {
  const setHeaders = helmet({
    contentSecurityPolicy: false,
    // X-Frame-Options cannot name origins: where some are allowed, frame-ancestors alone decides.
    xFrameOptions: !isFramed,
    // Whether a name, and all names below it, are served over TLS only is for the proxy to say, which ends TLS.
    strictTransportSecurity: false,
  });
  return (request, response, next) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(originsFor(request)));
    setHeaders(request, response, next);
  };
}
