import { type Response, Router } from 'express';
import type { Assistant } from '../../assistant.ts';
import { documentPage } from '../pages/document-page.ts';
import type { Page } from '../pages/html.ts';
import { startPage } from '../pages/start-page.ts';
import { contentSecurityPolicy } from '../safe-headers.ts';
import { findDocument } from './document-routes.ts';

/** Creates the pages people see: `GET /` and `GET /documents/:id`. */
export function createPageRoutes({
  assistant,
  allowedOrigins,
}: {
  assistant: Assistant;
  allowedOrigins: readonly string[];
}): Router {
  const send = (response: Response, { html, sources }: Page) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(allowedOrigins, sources));
    response.type('html').send(html);
  };
  const router = Router();
  router.get('/', async (request, response) => {
    response.vary('Accept-Language');
    const language = request.acceptsLanguages('en', 'ru') === 'ru' ? 'ru' : 'en';
    send(response, startPage(language, await assistant.documents()));
  });
  router.get('/documents/:id', async (request, response) => {
    send(response, documentPage(await findDocument(assistant, request.params.id)));
  });
  return router;
}
