import { type Request, type RequestHandler, Router } from 'express';
import type { Assistant } from '../../assistant.ts';
import type { Document } from '../../documents/document.ts';
import type { OriginalFile } from '../../library/original-file.ts';
import { parseRequest } from '../api/request-schemas.ts';
import { findDocument } from '../api/routes/document-routes.ts';
import { type AssetName, assetAddress, type ReadAssets } from './assets.ts';
import { pageQuerySchema } from './page-query.ts';
import { chatPage } from './pages/chat-page.ts';
import type { UploadBounds } from './pages/document-list.ts';
import { frontPage } from './pages/front-page.ts';
import type { PageAssets } from './pages/html.ts';
import { missingPage, readerPage } from './pages/reader-page.ts';
import { type PageSender, pageLanguage } from './pages/send-page.ts';

/** Creates the pages: `GET /`, `GET /documents/:id`, and `GET /chat` for frames. */
export function createPageRoutes({
  assistant,
  readAssets,
  sendPage,
  uploads,
  limitReading,
}: {
  assistant: Assistant;
  readAssets: ReadAssets;
  sendPage: PageSender;
  /** Null: documents are not changed over HTTP. */
  uploads: UploadBounds | null;
  /** For a page that shows a whole document. */
  limitReading: RequestHandler;
}): Router {
  const addresses = async (...scripts: AssetName[]): Promise<PageAssets> => {
    const assets = await readAssets();
    const addressOf = (name: AssetName) => assetAddress(name, assets[name]);
    const pageView = { script: addressOf('page-view.js'), worker: addressOf('pdf-worker.js') };
    return { scripts: scripts.map(addressOf), style: addressOf('reader.css'), pageView };
  };
  const findOriginal = async (document: Document): Promise<OriginalFile | null> => {
    const original = await assistant.findOriginal(document);
    return typeof original === 'string' ? null : original;
  };
  const router = Router();
  router.get('/', async (request, response) => {
    const language = pageLanguage(request);
    const documents = await assistant.documents();
    const { tag, page } = parseRequest(pageQuerySchema, request.query);
    const [first, second] = documents;
    const document = first && !second ? await assistant.document(first.id) : null;
    const original = document && (await findOriginal(document));
    const isChanged = uploads !== null || second !== undefined;
    const assets = await addresses('reader.js', ...(isChanged ? (['library.js'] as const) : []));
    sendPage({ request, response }, frontPage({ document, original, documents, language, assets, uploads, tag, page }));
  });
  router.get('/documents/:id', limitReading, async (request, response) => {
    const language = pageLanguage(request);
    const assets = await addresses('reader.js');
    const document = await findShown(request, { assistant, id: String(request.params.id) });
    if (document === null) response.status(404);
    const html =
      document === null
        ? missingPage({ language, assets })
        : readerPage({ document, original: await findOriginal(document), language, assets });
    sendPage({ request, response }, html);
  });
  router.get('/chat', async (request, response) => {
    const { language: _, tag: _tag, page: _page, ...settings } = parseRequest(pageQuerySchema, request.query);
    const language = pageLanguage(request);
    const assets = await addresses('widget.js');
    sendPage({ request, response }, chatPage({ settings, language, assets }));
  });
  return router;
}

/** The document to show; null where there is none and a browser asks, which gets a page; programs get the error of the API. */
async function findShown(
  request: Request,
  { assistant, id }: { assistant: Assistant; id: string },
): Promise<Document | null> {
  const isForPeople = request.accepts('json', 'html') === 'html';
  return isForPeople ? assistant.document(id) : findDocument(assistant, id);
}
