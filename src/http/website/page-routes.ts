import { type Request, type RequestHandler, Router } from 'express';
import type { Document } from '../../documents/document.ts';
import type { OriginalFile } from '../../library/original-file.ts';
import type { Language } from '../../protocol/language.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import type { ReadersAssistant } from '../access/assistant-for-reader.ts';
import { isRestricted } from '../access/reader.ts';
import { assistantOf, readerOf } from '../access/reader-rule.ts';
import { parseRequest } from '../api/request-schemas.ts';
import { findDocument } from '../api/routes/document-routes.ts';
import type { ReadAssets } from './assets.ts';
import { documentArticle, shownHeadings } from './document/document-article.ts';
import type { ShownHeading } from './document/outline.ts';
import { createPageAssets } from './page-assets.ts';
import { pageQuerySchema } from './page-query.ts';
import type { UploadBounds } from './pages/document-list.ts';
import { frontPage } from './pages/front-page.ts';
import { missingPage, readerPage } from './pages/reader-page.ts';
import { type LongPage, type PageSender, pageLanguage } from './pages/send-page.ts';

/** Documents whose headings are kept in memory. */
const MAX_CACHED = 16;
/** Where the document stands in a page. */
const ARTICLE = '<!-- the document -->';

/** Creates the pages with documents: `GET /` and `GET /documents/:id`. */
export function createPageRoutes({
  readAssets,
  sendPage,
  uploads: bounds,
  documentRule,
  isReaderOpen,
  limitReading,
}: {
  readAssets: ReadAssets;
  sendPage: PageSender;
  /** Null: documents are not changed over HTTP. */
  uploads: UploadBounds | null;
  /** Refuses callers that may not read documents whole. */
  documentRule: RequestHandler;
  isReaderOpen: boolean;
  /** For a page that shows a whole document. */
  limitReading: RequestHandler;
}): Router {
  const addresses = createPageAssets(readAssets);
  const withArticle = createArticles();
  const router = Router();
  router.get('/', async (request, response) => {
    const language = pageLanguage(request);
    const assistant = assistantOf(response);
    const documents = await assistant.documents();
    const { tag, page } = parseRequest(pageQuerySchema, request.query);
    const [first, second] = documents;
    const document = first && !second && isReaderOpen ? await assistant.document(first.id) : null;
    const original = document && (await findShownOriginal(document, assistant));
    // Who reads only some documents may change none.
    const uploads = isRestricted(readerOf(response)) ? null : bounds;
    const isChanged = uploads !== null || second !== undefined;
    const assets = await addresses('reader.js', ...(isChanged ? (['library.js'] as const) : []));
    const html = frontPage({
      ...{ document, article: ARTICLE, original, documents, language, isReaderOpen, assets, uploads, tag, page },
    });
    await sendPage(
      { request, response },
      document === null ? html : await withArticle(html, { document, language, original }),
    );
  });
  router.get('/documents/:id', documentRule, limitReading, async (request, response) => {
    const language = pageLanguage(request);
    const assets = await addresses('reader.js');
    const assistant = assistantOf(response);
    const document = await findShown(request, { assistant, id: String(request.params.id) });
    if (document === null) {
      await sendPage({ request, response: response.status(404) }, missingPage({ what: 'document', language, assets }));
      return;
    }
    const original = await findShownOriginal(document, assistant);
    const html = readerPage({ document, article: ARTICLE, original, language, assets });
    await sendPage({ request, response }, await withArticle(html, { document, language, original }));
  });
  return router;
}

/** The document to show; null where there is none and a browser asks, which gets a page; programs get the error of the API. */
async function findShown(
  request: Request,
  { assistant, id }: { assistant: ReadersAssistant; id: string },
): Promise<Document | null> {
  const isForPeople = request.accepts('json', 'html') === 'html';
  return isForPeople ? assistant.document(id) : findDocument(assistant, id);
}

/** The file of a document, where it can be opened. */
async function findShownOriginal(document: Document, assistant: ReadersAssistant): Promise<OriginalFile | null> {
  const original = await assistant.findOriginal(document);
  return typeof original === 'string' ? null : original;
}

type ShownDocument = { document: Document; language: Language; original: OriginalFile | null };

/** Creates what puts a document in its place in a page. The headings of the last documents are kept. */
function createArticles(): (html: string, shown: ShownDocument) => Promise<LongPage> {
  const headingsOf = createLruCache<string, ShownHeading[]>(MAX_CACHED);
  return async (html, { document, language, original }) => {
    const { id, title, sha256, text } = document;
    // Of a document of ten thousand paragraphs each of the two takes 40 ms.
    await pauseDue();
    const headings = await headingsOf(JSON.stringify([id, title, sha256]), async () => shownHeadings(document));
    await pauseDue();
    const parts = documentArticle(document, language, { original, headings });
    const [before = '', after = ''] = html.split(ARTICLE);
    return { before: before + (parts.next().value ?? ''), parts, after, contents: text };
  };
}
