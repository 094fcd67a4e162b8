import type { Request, RequestHandler } from 'express';

/**
 * Creates the rule that finds out below which path the server is called: that of BASE_PATH, whether a proxy passes it on or removes it, or the one that an app
 * is mounted under. A caller without a proxy, such as a probe, may leave BASE_PATH out.
 *
 * @param basePath Begins with a slash and ends with none; empty at the root.
 */
export function createBasePathRule(basePath: string): RequestHandler {
  return (request, response, next) => {
    const rest = request.url.slice(basePath.length);
    if (request.url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest)) {
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
    }
    response.locals.basePath = request.baseUrl + basePath;
    next();
  };
}

/** The path that all addresses of this server begin with: empty, or with a slash at its beginning and none at its end. */
export function basePathOf({ res: response }: Request): string {
  return (response?.locals.basePath as string | undefined) ?? '';
}
