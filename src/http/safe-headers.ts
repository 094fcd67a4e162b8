import type { RequestHandler } from 'express';

/**
 * The value of a Content-Security-Policy header: nothing is loaded but what `sources` name, and only this server's pages
 * and those of `allowedOrigins` may frame the answer.
 */
export function contentSecurityPolicy(allowedOrigins: readonly string[], sources: readonly string[] = []): string {
  const ancestors = ["'self'", ...allowedOrigins].join(' ');
  return ["default-src 'none'", ...sources, "base-uri 'none'", `frame-ancestors ${ancestors}`].join('; ');
}

/** Creates the headers every answer carries. */
export function createSafeHeaders(allowedOrigins: readonly string[]): RequestHandler {
  const headers = new Map([
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Content-Security-Policy', contentSecurityPolicy(allowedOrigins)],
  ]);
  // X-Frame-Options cannot name origins: where some are allowed, frame-ancestors alone decides.
  if (allowedOrigins.length === 0) headers.set('X-Frame-Options', 'SAMEORIGIN');
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}
