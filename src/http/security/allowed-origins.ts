import type { Request } from 'express';
import type { HttpConfig } from '../../config/http.ts';

/** The origins of other sites whose pages may make a request. */
export type OriginsFor = (request: Pick<Request, 'query' | 'path'>) => readonly string[];

/** What a page loads to have the chat: it is the same for every assistant. */
const WIDGET = '/widget.js';
const MESSAGES = '/widget/messages/';

/** Creates the function that gives them: for an assistant with origins of its own those, for the widget all there are, for all else ALLOWED_ORIGINS. */
export function createOriginsFor({
  allowedOrigins,
  assistants,
}: Pick<HttpConfig, 'allowedOrigins' | 'assistants'>): OriginsFor {
  const all = allOrigins({ allowedOrigins, assistants });
  return ({ query, path }) => {
    if (path === WIDGET || path.startsWith(MESSAGES)) return all;
    return assistants.get(String(query.assistant))?.origins ?? allowedOrigins;
  };
}

/** The origins of all sites whose pages may make some request. */
export function allOrigins({
  allowedOrigins,
  assistants,
}: Pick<HttpConfig, 'allowedOrigins' | 'assistants'>): readonly string[] {
  return [...new Set([...allowedOrigins, ...[...assistants.values()].flatMap(({ origins }) => origins ?? [])])];
}
