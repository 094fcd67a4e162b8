import { Router } from 'express';
import { parseRequest } from '../api/request-schemas.ts';
import type { ReadAssets } from './assets.ts';
import { createPageAssets } from './page-assets.ts';
import { chatQuerySchema } from './page-query.ts';
import { chatPage } from './pages/chat-page.ts';
import { type PageSender, pageLanguage } from './pages/send-page.ts';

/** Creates `GET /chat`, the page for frames on other sites. It shows nothing of documents: the chat in it asks as any other does. */
export function createChatPageRoute({
  readAssets,
  sendPage,
}: {
  readAssets: ReadAssets;
  sendPage: PageSender;
}): Router {
  const addresses = createPageAssets(readAssets);
  const router = Router();
  router.get('/chat', async (request, response) => {
    const settings = parseRequest(chatQuerySchema, request.query);
    const assets = await addresses('widget.js');
    await sendPage({ request, response }, chatPage({ settings, language: pageLanguage(request), assets }));
  });
  return router;
}
