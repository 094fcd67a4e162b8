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
import { contentSecurityPolicy } from '../safe-headers.ts';
import { findDocument } from './document-routes.ts';

/** Raised whenever the same document makes another page, so that no browser goes on showing the old one. */
const MARKUP_VERSION = 1;

/** A page that is not made yet, and all that it is made of. */
interface PlannedPage {
  madeOf: unknown;
  render: () => string;
}

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
    const madeOf = [document && factsOf(document), documents.map(({ id, title, language }) => [id, title, language])];
    const render = () => frontPage({ document, documents, language, assets });
    sendPage({ request, response, policy }, { madeOf: ['front', madeOf, language, assets], render });
  });
  router.get('/documents/:id', async (request, response) => {
    const language = pageLanguage(request);
    const assets = await addresses('reader.js');
    const document = await findShown(request, { assistant, id: request.params.id });
    if (document === null) {
      response.status(404).setHeader('Content-Security-Policy', policy);
      response.type('html').send(missingPage({ language, assets }));
      return;
    }
    const render = () => readerPage({ document, language, assets });
    sendPage({ request, response, policy }, { madeOf: ['reader', factsOf(document), language, assets], render });
  });
  router.get('/chat', async (request, response) => {
    const { language: _, ...settings } = parseRequest(pageQuerySchema, request.query);
    const language = pageLanguage(request);
    const assets = await addresses('widget.js');
    const render = () => chatPage({ settings, language, assets });
    sendPage({ request, response, policy }, { madeOf: ['chat', settings, language, assets], render });
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

/** What a document's page is made of: its text stands in it as its hash. */
function factsOf({ id, title, language, date, sha256 }: Document): unknown[] {
  return [id, title, language, date, sha256];
}

/** Sends a page; one the browser has already is not made again. */
function sendPage(
  { request, response, policy }: { request: Request; response: Response; policy: string },
  { madeOf, render }: PlannedPage,
): void {
  const hash = createHash('sha256')
    .update(JSON.stringify([MARKUP_VERSION, madeOf]))
    .digest('base64url');
  response.vary('Accept-Language');
  // Also on a 304: its headers replace those the browser kept (RFC 9111, section 3.2).
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', `"${hash}"`);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type('html').send(render());
}
