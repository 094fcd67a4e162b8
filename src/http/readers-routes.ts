import { type RequestHandler, Router } from 'express';
import type { Assistant } from '../assistant.ts';
import { isOpen } from '../config/access.ts';
import type { Config } from '../config/config.ts';
import { READABLE_EXTENSIONS } from '../documents/read-documents.ts';
import type { Log } from '../log.ts';
import { createBeginAnswer } from './api/answers/begin-answer.ts';
import type { ReadinessCheck } from './api/answers/readiness.ts';
import type { RunningAnswers } from './api/answers/running-answers.ts';
import type { StreamTiming } from './api/answers/send-events.ts';
import { createChatRoute } from './api/clients/chat-route.ts';
import { createDeepChatRoute } from './api/clients/deep-chat-route.ts';
import { createMcpRoute } from './api/clients/mcp-route.ts';
import { createCompletionRoute, createModelRoutes } from './api/clients/openai-routes.ts';
import { createUiChatRoute } from './api/clients/ui-chat-route.ts';
import { createConversationRoutes } from './api/routes/conversation-routes.ts';
import { createDocumentRoutes } from './api/routes/document-routes.ts';
import { createExplainRoute } from './api/routes/explain-route.ts';
import { createIndexRoute } from './api/routes/index-route.ts';
import { createIntroductionRoute } from './api/routes/introduction-route.ts';
import { createOriginalRoute } from './api/routes/original-route.ts';
import { createPositionsRoute } from './api/routes/positions-route.ts';
import { createSearchRoute } from './api/routes/search-route.ts';
import { createSiteRoutes } from './api/sites/site-routes.ts';
import { createUploadRoutes } from './api/uploads/upload-routes.ts';
import type { Metrics } from './observing/metrics.ts';
import { createAnswerObserver } from './observing/observe-answer.ts';
import { createBodyReader } from './read-body.ts';
import { createAdminRule, createKeyRule } from './security/bearer-tokens.ts';
import type { Invitation } from './security/invitation.ts';
import { createRateLimit } from './security/rate-limit.ts';
import type { ReadAssets } from './website/assets.ts';
import { createPageRoutes } from './website/page-routes.ts';
import type { PageSender } from './website/pages/send-page.ts';
import { createQuestionsRoutes } from './website/questions/questions-routes.ts';

/** Clients that keep the conversation themselves send all of it each time, citations included. */
const CONVERSATION_KB = 1024;

/** Dependencies of the application. */
export interface AppParts {
  assistant: Assistant;
  config: Pick<Config, 'host' | 'http'>;
  log: Log;
  /** The answers being written, for the code that stops the server. */
  runningAnswers?: RunningAnswers;
  /** Its token is the admin token then. */
  invitation?: Invitation | null;
  /** Reads the files that the pages load; by default those of the build. */
  readAssets?: ReadAssets;
  /** How long event streams and their readers may be silent. */
  timing?: StreamTiming;
  /** How long a request waits for a model that is being loaded. */
  readinessPatienceMs?: number;
}

/** What routes are made of, beside the application's own parts. */
export interface ServedParts extends AppParts {
  readAssets: ReadAssets;
  checkReadiness: ReadinessCheck;
  runningAnswers: RunningAnswers;
  metrics: Metrics;
  sendPage: PageSender;
}

/** Creates the routes for readers: each gets the assistant as its reader has it (`assistantOf`). */
export function createReadersRoutes(parts: ServedParts): Router {
  const { assistant, config, readAssets, sendPage } = parts;
  const { access, allowedOrigins, apiKeys, adminToken, isReaderOpen, rateLimitPerMinute } = config.http;
  const uploads = adminToken === null ? null : { ...config.http.upload, extensions: READABLE_EXTENSIONS };
  // Counted apart, so that reading what was answered does not count as a question.
  const limitReading = createRateLimit(rateLimitPerMinute, {
    ...{ counter: assistant.rateCounter ?? undefined, name: 'reading', what: 'documents and conversations' },
  });
  const router = Router();
  router.use('/v1', createKeyRule(isOpen(access) ? apiKeys : []), createModelRoutes());
  const documentRule = isReaderOpen ? passOn : createAdminRule(adminToken, 'read documents');
  router.use(createQuestionRoutes({ ...parts, documentRule }));
  router.use(createConversationRoutes({ readBody: createBodyReader(), limitReading }));
  router.use(createAdminRoutes(parts));
  router.get('/api/documents/:id/file', documentRule, createOriginalRoute(allowedOrigins));
  router.get('/api/documents/:id/positions', documentRule, createPositionsRoute());
  router.use(createDocumentRoutes({ documentRule, limitReading }));
  router.use(createPageRoutes({ readAssets, sendPage, uploads, documentRule, isReaderOpen, limitReading }));
  router.use(createQuestionsRoutes({ assistant, adminToken, readAssets, sendPage }));
  return router;
}

/** Creates the routes whose calls are expensive, and so count against the limit on questions. */
function createQuestionRoutes({
  assistant,
  config: { http },
  log,
  timing = {},
  checkReadiness,
  runningAnswers,
  metrics,
  documentRule,
}: ServedParts & { documentRule: RequestHandler }): Router {
  const observeAnswer = createAnswerObserver({ metrics, log });
  const beginAnswer = createBeginAnswer({ checkReadiness, runningAnswers, observeAnswer });
  const counter = assistant.rateCounter ?? undefined;
  const limitQuestions = createRateLimit(http.rateLimitPerMinute, { counter, name: 'questions' });
  // An introduction tries many questions on each new selection of documents. Counted apart, so that opening a page does not count as a question.
  const limitIntroductions = createRateLimit(http.rateLimitPerMinute, { counter, name: 'introductions' });
  const readBody = createBodyReader();
  const readConversation = createBodyReader(CONVERSATION_KB);
  const chat = { beginAnswer, log, timing };
  const answerDeepChat = createDeepChatRoute(chat);

  const router = Router();
  router.post('/api/chat', limitQuestions, readBody, answerDeepChat, createChatRoute(chat));
  router.post('/api/ui-chat', limitQuestions, readConversation, createUiChatRoute(chat));
  router.post('/v1/chat/completions', limitQuestions, readConversation, answerDeepChat, createCompletionRoute(chat));
  router.use(createMcpRoute({ beginAnswer, checkReadiness, limitQuestions, documentRule, log }));
  router.get('/api/search', limitQuestions, createSearchRoute({ checkReadiness }));
  router.get('/api/introduction', limitIntroductions, createIntroductionRoute({ checkReadiness }));
  return router;
}

/** Creates the routes that require the admin token. */
function createAdminRoutes({
  assistant,
  config: { http },
  log,
  timing = {},
  checkReadiness,
  runningAnswers,
}: ServedParts): Router {
  const adminRule = createAdminRule(http.adminToken, 'change documents');
  const explainRule = createAdminRule(http.adminToken, 'explain an answer');
  const readBody = createBodyReader();
  const router = Router();
  router.post('/api/explain', explainRule, readBody, createExplainRoute({ assistant, checkReadiness }));
  router.post('/api/index', adminRule, createIndexRoute(assistant));
  const uploadParts = { assistant, limits: http.upload, runningAnswers, log, timing };
  router.use(createUploadRoutes({ ...uploadParts, adminRule, readBody }));
  router.use(createSiteRoutes({ assistant, adminRule, readBody, runningAnswers, log, timing }));
  return router;
}

const passOn: RequestHandler = (_request, _response, next) => next();
