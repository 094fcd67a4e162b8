import type { Request, RequestHandler } from 'express';

/** Where one of several assistants has the whole server below its own address. */
const OF_ASSISTANT = /^\/assistants\/([\w.~%-]+)(?=[/?]|$)/;

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
    const serverPath = request.baseUrl + basePath;
    const [prefix = '', assistant] = OF_ASSISTANT.exec(request.url) ?? [];
    if (assistant !== undefined) request.url = addressOfAssistant(request.url.slice(prefix.length), assistant);
    response.locals.serverPath = serverPath;
    response.locals.basePath = serverPath + prefix;
    next();
  };
}

/** `/assistants/hr/api/chat` is `/api/chat?assistant=hr`, and the addresses of its pages and answers are below it as well. */
function addressOfAssistant(address: string, assistant: string): string {
  const whole = address.startsWith('/') ? address : `/${address}`;
  return `${whole}${whole.includes('?') ? '&' : '?'}assistant=${assistant}`;
}

/** The path of the server itself, as `basePathOf` gives it where no assistant is asked by its own address. */
export function serverPathOf({ res: response }: Request): string {
  return (response?.locals.serverPath as string | undefined) ?? '';
}

/** The path that all addresses of this server begin with: empty, or with a slash at its beginning and none at its end. */
export function basePathOf({ res: response }: Request): string {
  return (response?.locals.basePath as string | undefined) ?? '';
}
