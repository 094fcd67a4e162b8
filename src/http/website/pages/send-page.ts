import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { Language } from '../../../protocol/language.ts';
import { parseRequest } from '../../api/request-schemas.ts';
import { basePathOf } from '../../base-path.ts';
import { preferredLanguage } from '../../preferred-language.ts';
import type { OriginsFor } from '../../security/allowed-origins.ts';
import { contentSecurityPolicy } from '../../security/safe-headers.ts';
import { pageQuerySchema } from '../page-query.ts';
import { PAGE_SOURCES } from './page-frame.ts';

/** A page whose middle is made a part at a time. */
export interface LongPage {
  before: string;
  parts: Iterable<string>;
  after: string;
  /** What the parts are made of: pages with the same ends and contents are the same. */
  contents: string;
}

/** Sends a page, or 304 to a browser that has it; of a long one a part at a time, while other requests are answered. */
export type PageSender = (
  exchange: { request: Request; response: Response },
  page: string | LongPage,
  /** By default it is kept by the browser, and asked for again each time. */
  cacheControl?: string,
) => Promise<void>;

/** Creates the function that sends pages, with a Content-Security-Policy that lets them load their own files. */
export function createPageSender(originsFor: OriginsFor): PageSender {
  return async ({ request, response }, given, cacheControl = 'no-cache') => {
    const page = belowPath(given, basePathOf(request));
    response.vary('Accept-Language');
    // Also on a 304: its headers replace those the browser kept (RFC 9111, section 3.2).
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(originsFor(request), PAGE_SOURCES));
    response.setHeader('Cache-Control', cacheControl);
    response.setHeader('ETag', `"${versionOf(page)}"`);
    if (request.fresh) response.status(304).end();
    else if (typeof page === 'string') response.type('html').send(page);
    else await sendInParts(response.type('html'), page);
  };
}

function versionOf(page: string | LongPage): string {
  const pieces = typeof page === 'string' ? [page] : [page.before, page.contents, page.after];
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(`${piece}\0`);
  return hash.digest('base64url');
}

async function sendInParts(response: Response, { before, parts, after }: LongPage): Promise<void> {
  const left = once(response, 'close');
  response.write(before);
  for (const part of parts) {
    if (!response.write(part)) await Promise.race([once(response, 'drain'), left]);
    await nextTurn();
    if (response.destroyed) return;
  }
  response.end(after);
}

/** A page whose addresses begin with `basePath`. */
function belowPath(page: string | LongPage, basePath: string): string | LongPage {
  if (basePath === '') return page;
  // Only attributes have a quotation mark before a slash: in texts it is escaped.
  const moved = (html: string) => html.replace(/="\/(?!\/)/g, `="${basePath}/`);
  if (typeof page === 'string') return moved(page);
  const { before, parts, after, contents } = page;
  return { before: moved(before), parts: mapEach(parts, moved), after: moved(after), contents };
}

function* mapEach(parts: Iterable<string>, change: (part: string) => string): Generator<string> {
  for (const part of parts) yield change(part);
}

/** The language of a page: that in the address, else that which the browser prefers. */
export function pageLanguage(request: Request): Language {
  const { language } = parseRequest(pageQuerySchema, request.query);
  return language ?? preferredLanguage(request);
}
