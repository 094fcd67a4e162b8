import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Assistant } from '../../assistant.ts';
import type { Document } from '../../documents/document.ts';
import type { Language } from '../../protocol.ts';
import { assetAddress, type ReadAssets } from '../assets.ts';
import { chatPage } from '../pages/chat-page.ts';
import type { PageAssets } from '../pages/html.ts';
import { PAGE_SOURCES } from '../pages/page-frame.ts';
import { frontPage, missingPage, readerPage } from '../pages/reader-page.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { pageQuerySchema, parseRequest } from '../request-schemas.ts';
import { contentSecurityPolicy } from '../security/safe-headers.ts';
import { findDocument } from './document-routes.ts';

/** Creates the pages people see: `GET /`, `GET /documents/:id`, and `GET /chat` for frames. */
export function createPageRoutes({
  assistant,
  allowedOrigins,
  readAssets,
}: {
  assistant: Assistant;
  allowedOrigins: readonly string[];
  readAssets: ReadAssets;
}): Router {
  const policy = contentSecurityPolicy(allowedOrigins, PAGE_SOURCES);
  const addresses = async (script: 'reader.js' | 'widget.js'): Promise<PageAssets> => {
    const assets = await readAssets();
    return { script: assetAddress(script, assets[script]), style: assetAddress('reader.css', assets['reader.css']) };
  };
  const router = Router();
  router.get('/', async (request, response) => {
    const language = pageLanguage(request);
    const documents = await assistant.documents();
    const document = documents[0] ? await assistant.document(documents[0].id) : null;
    const assets = await addresses('reader.js');
    sendPage({ request, response, policy }, frontPage({ document, documents, language, assets }));
  });
  router.get('/documents/:id', async (request, response) => {
    const language = pageLanguage(request);
    const assets = await addresses('reader.js');
    const document = await findShown(request, { assistant, id: request.params.id });
    if (document === null) response.status(404);
    const html = document === null ? missingPage({ language, assets }) : readerPage({ document, language, assets });
    sendPage({ request, response, policy }, html);
  });
  router.get('/chat', async (request, response) => {
    const { language: _, ...settings } = parseRequest(pageQuerySchema, request.query);
    const language = pageLanguage(request);
    const assets = await addresses('widget.js');
    sendPage({ request, response, policy }, chatPage({ settings, language, assets }));
  });
  return router;
}

/** The document to show, or null where people are told by a page that there is none; programs get the error of the API. */
async function findShown(
  request: Request,
  { assistant, id }: { assistant: Assistant; id: string },
): Promise<Document | null> {
  const isForPeople = request.accepts('json', 'html') === 'html';
  return isForPeople ? assistant.document(id) : findDocument(assistant, id);
}

/** What the address asks for, or else what the browser prefers. */
function pageLanguage(request: Request): Language {
  const { language } = parseRequest(pageQuerySchema, request.query);
  return language ?? preferredLanguage(request);
}

/** Sends a page, or 304 to a browser that has it. */
function sendPage(
  { request, response, policy }: { request: Request; response: Response; policy: string },
  html: string,
): void {
  response.vary('Accept-Language');
  // Also on a 304: its headers replace those the browser kept (RFC 9111, section 3.2).
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', `"${createHash('sha256').update(html).digest('base64url')}"`);
  if (request.fresh) response.status(304).end();
  else response.type('html').send(html);
}
