import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Language } from '../../../protocol/language.ts';
import { parseRequest } from '../../api/request-schemas.ts';
import { preferredLanguage } from '../../preferred-language.ts';
import { contentSecurityPolicy } from '../../security/safe-headers.ts';
import { pageQuerySchema } from '../page-query.ts';
import { PAGE_SOURCES } from './page-frame.ts';

/** Sends a page, or 304 to a browser that has it. */
export type PageSender = (exchange: { request: Request; response: Response }, html: string) => void;

/** Creates the function that sends pages, with a Content-Security-Policy that lets them load their own files. */
export function createPageSender(allowedOrigins: readonly string[]): PageSender {
  const policy = contentSecurityPolicy(allowedOrigins, PAGE_SOURCES);
  return ({ request, response }, html) => {
    response.vary('Accept-Language');
    // Also on a 304: its headers replace those the browser kept (RFC 9111, section 3.2).
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', `"${createHash('sha256').update(html).digest('base64url')}"`);
    if (request.fresh) response.status(304).end();
    else response.type('html').send(html);
  };
}

/** The language of a page: that in the address, else that which the browser prefers. */
export function pageLanguage(request: Request): Language {
  const { language } = parseRequest(pageQuerySchema, request.query);
  return language ?? preferredLanguage(request);
}
