import { type Request, type RequestHandler, Router } from 'express';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';
import { parseRequest, questionsRequestSchema } from '../../api/request-schemas.ts';
import { createAdminRule, createTokenCheck } from '../../security/bearer-tokens.ts';
import { type AssetName, assetAddress, type ReadAssets } from '../assets.ts';
import type { PageAssets } from '../pages/html.ts';
import { type PageSender, pageLanguage } from '../pages/send-page.ts';
import { questionsCsv } from './questions-csv.ts';
import { lockedQuestionsPage, questionsPage } from './questions-page.ts';

/** What people asked is in no cache. */
const CACHE_CONTROL = 'no-store';

interface RouteParts {
  assistant: Pick<Assistant, 'reviewQuestions'>;
  adminToken: string | null;
  readAssets: ReadAssets;
  sendPage: PageSender;
}

/** Creates `GET /admin/questions`: what was asked and not answered, as a page or as CSV, for callers with the admin token. */
export function createQuestionsRoutes(parts: RouteParts): Router {
  const router = Router();
  const adminRule = createAdminRule(parts.adminToken, 'show what was asked');
  router.get('/admin/questions', createTokenPage(parts), adminRule, createQuestionsRoute(parts));
  return router;
}

/** Creates what gives a browser without the token a page that asks for it: a browser cannot send one by itself. */
function createTokenPage({ adminToken, readAssets, sendPage }: RouteParts): RequestHandler {
  const hasToken = createTokenCheck(adminToken === null ? [] : [adminToken]);
  return async (request, response, next) => {
    if (adminToken === null || hasToken(request) || request.accepts('json', 'html') !== 'html') return next();
    const html = lockedQuestionsPage({ language: pageLanguage(request), assets: await assetsOf(readAssets) });
    response.setHeader('WWW-Authenticate', 'Bearer');
    await sendPage({ request, response: response.status(401) }, html, CACHE_CONTROL);
  };
}

/** @throws FORBIDDEN where it is switched off, REQUEST_INVALID, MODEL_UNAVAILABLE */
function createQuestionsRoute({ assistant, readAssets, sendPage }: RouteParts): RequestHandler {
  return async (request, response) => {
    const isTable = wantsTable(request);
    if (assistant.reviewQuestions === null) {
      throw new PilcrowError(
        'FORBIDDEN',
        'Cannot show what was asked: it is switched off; set REVIEW_QUESTIONS and STORE_CONVERSATIONS to true',
      );
    }
    const review = await assistant.reviewQuestions();
    if (!isTable) {
      const options = { language: pageLanguage(request), assets: await assetsOf(readAssets), now: Date.now() };
      return void (await sendPage({ request, response }, questionsPage(review, options), CACHE_CONTROL));
    }
    const day = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    response.setHeader('Content-Disposition', `attachment; filename="questions-${day}.csv"`);
    response.setHeader('Cache-Control', CACHE_CONTROL);
    response.type('text/csv; charset=utf-8').send(questionsCsv(review));
  };
}

function wantsTable(request: Request): boolean {
  const { format } = parseRequest(questionsRequestSchema, request.query);
  return (format ?? (request.accepts('html', 'text/csv') === 'text/csv' ? 'csv' : 'html')) === 'csv';
}

async function assetsOf(readAssets: ReadAssets): Promise<PageAssets> {
  const assets = await readAssets();
  const addressOf = (name: AssetName) => assetAddress(name, assets[name]);
  const pageView = { script: addressOf('page-view.js'), worker: addressOf('pdf-worker.js') };
  return { scripts: [addressOf('questions.js')], style: addressOf('reader.css'), pageView };
}
