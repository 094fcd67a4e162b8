import { type Request, type RequestHandler, Router } from 'express';
import type { Assistant } from '../../assistant.ts';
import type { Document } from '../../documents/document.ts';
import type { OriginalFile } from '../../library/original-file.ts';
import type { Language } from '../../protocol/language.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';
import { parseRequest } from '../api/request-schemas.ts';
import { findDocument } from '../api/routes/document-routes.ts';
import { type AssetName, assetAddress, type ReadAssets } from './assets.ts';
import { documentArticle, shownHeadings } from './document/document-article.ts';
import type { ShownHeading } from './document/outline.ts';
import { pageQuerySchema } from './page-query.ts';
import { chatPage } from './pages/chat-page.ts';
import type { UploadBounds } from './pages/document-list.ts';
import { frontPage } from './pages/front-page.ts';
import type { PageAssets } from './pages/html.ts';
import { missingPage, readerPage } from './pages/reader-page.ts';
import { type LongPage, type PageSender, pageLanguage } from './pages/send-page.ts';

/** Documents whose headings are kept in memory. */
const MAX_CACHED = 16;
/** Where the document stands in a page. */
const ARTICLE = '<!-- the document -->';

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
  const withArticle = createArticles();
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
    const html = frontPage({
      ...{ document, article: ARTICLE, original, documents, language, assets, uploads, tag, page },
    });
    await sendPage(
      { request, response },
      document === null ? html : await withArticle(html, { document, language, original }),
    );
  });
  router.get('/documents/:id', limitReading, async (request, response) => {
    const language = pageLanguage(request);
    const assets = await addresses('reader.js');
    const document = await findShown(request, { assistant, id: String(request.params.id) });
    if (document === null) {
      await sendPage({ request, response: response.status(404) }, missingPage({ language, assets }));
      return;
    }
    const original = await findOriginal(document);
    const html = readerPage({ document, article: ARTICLE, original, language, assets });
    await sendPage({ request, response }, await withArticle(html, { document, language, original }));
  });
  router.get('/chat', async (request, response) => {
    const { language: _, tag: _tag, page: _page, ...settings } = parseRequest(pageQuerySchema, request.query);
    const language = pageLanguage(request);
    const assets = await addresses('widget.js');
    await sendPage({ request, response }, chatPage({ settings, language, assets }));
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

type ShownDocument = { document: Document; language: Language; original: OriginalFile | null };

/** Creates what puts a document in its place in a page. The headings of the last documents are kept. */
function createArticles(): (html: string, shown: ShownDocument) => Promise<LongPage> {
  const headingsOf = createLruCache<string, ShownHeading[]>(MAX_CACHED);
  return async (html, { document, language, original }) => {
    const { id, title, sha256, text } = document;
    const headings = await headingsOf(JSON.stringify([id, title, sha256]), async () => shownHeadings(document));
    const parts = documentArticle(document, language, { original, headings });
    const [before = '', after = ''] = html.split(ARTICLE);
    return { before: before + (parts.next().value ?? ''), parts, after, contents: text };
  };
}
