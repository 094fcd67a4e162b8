import express, { type Express, type RequestHandler, Router } from 'express';
import type { Assistant } from '../assistant.ts';
import type { Config } from '../config/config.ts';
import { READABLE_EXTENSIONS } from '../documents/read-documents.ts';
import { PilcrowError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createBeginAnswer } from './api/answers/begin-answer.ts';
import { createReadinessCheck, type ReadinessCheck } from './api/answers/readiness.ts';
import { createRunningAnswers, type RunningAnswers } from './api/answers/running-answers.ts';
import type { StreamTiming } from './api/answers/send-events.ts';
import { createChatRoute } from './api/clients/chat-route.ts';
import { createDeepChatRoute } from './api/clients/deep-chat-route.ts';
import { createMcpRoute } from './api/clients/mcp-route.ts';
import { createCompletionRoute, createModelRoutes } from './api/clients/openai-routes.ts';
import { createUiChatRoute } from './api/clients/ui-chat-route.ts';
import { createOpenApiRoutes } from './api/openapi/openapi-routes.ts';
import { createConversationRoutes } from './api/routes/conversation-routes.ts';
import { createDocumentRoutes } from './api/routes/document-routes.ts';
import { createExplainRoute } from './api/routes/explain-route.ts';
import { createIndexRoute } from './api/routes/index-route.ts';
import { createIntroductionRoute } from './api/routes/introduction-route.ts';
import { createOriginalRoute } from './api/routes/original-route.ts';
import { createPositionsRoute } from './api/routes/positions-route.ts';
import { createSearchRoute } from './api/routes/search-route.ts';
import { createUploadRoutes } from './api/uploads/upload-routes.ts';
import { createBasePathRule } from './base-path.ts';
import { createErrorResponder } from './error-response.ts';
import { createHealthRoutes } from './observing/health-routes.ts';
import { createMetrics, type Metrics } from './observing/metrics.ts';
import { createMetricsRoute } from './observing/metrics-route.ts';
import { createAnswerObserver } from './observing/observe-answer.ts';
import { createRequestIds } from './observing/request-id.ts';
import { createRequestLog } from './observing/request-log.ts';
import { createBodyReader } from './read-body.ts';
import { createAdminRule, createKeyRule } from './security/bearer-tokens.ts';
import { createHostRules } from './security/host-rules.ts';
import { createInvitationRoute, type Invitation } from './security/invitation.ts';
import { createOriginRules } from './security/origin-rules.ts';
import { createProxyNotice } from './security/proxy-notice.ts';
import { createRateLimit } from './security/rate-limit.ts';
import { createSafeHeaders } from './security/safe-headers.ts';
import { createAssetRoutes } from './website/asset-routes.ts';
import { createAssetReader, type ReadAssets } from './website/assets.ts';
import { createPageRoutes } from './website/page-routes.ts';
import { createPageSender } from './website/pages/send-page.ts';
import { createPdfResourceRoutes } from './website/pdf-resource-routes.ts';
import { createQuestionsRoutes } from './website/questions/questions-routes.ts';

/** Clients that keep the conversation themselves send all of it each time, citations included. */
const CONVERSATION_KB = 1024;

/** Dependencies of the application. */
interface AppParts {
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

/** Creates the web application: the rules for callers, then the routes, then the error handler. It does not listen: `startServer` does. */
export function createApp({ readAssets = createAssetReader(), ...parts }: AppParts): Express {
  const { assistant, config, log, readinessPatienceMs = 1000 } = parts;
  const { basePath, allowedOrigins, allowedHosts, apiKeys, adminToken, trustProxy, maxAnswersAtOnce } = config.http;
  const runningAnswers = parts.runningAnswers ?? createRunningAnswers({ limit: maxAnswersAtOnce });
  const checkReadiness = createReadinessCheck(assistant, { patienceMs: readinessPatienceMs });
  const metrics = createMetrics({ runningAnswers });
  const sendPage = createPageSender(allowedOrigins);
  const uploads = adminToken === null ? null : { ...config.http.upload, extensions: READABLE_EXTENSIONS };

  const app = express();
  app.disable('x-powered-by');
  // Hashing every answer costs more than sending it; answers are not asked for twice.
  app.disable('etag');
  app.set('trust proxy', trustProxy);

  app.use(createBasePathRule(basePath));
  app.use(createRequestIds(), createRequestLog({ log, metrics }), createSafeHeaders(allowedOrigins));
  app.use(createHostRules({ allowedHosts, listensOn: config.host }), createOriginRules(allowedOrigins));
  if (trustProxy === false) app.use(createProxyNotice(log));
  app.use('/v1', createKeyRule(apiKeys), createModelRoutes());

  app.use(createQuestionRoutes({ ...parts, checkReadiness, runningAnswers, metrics }));
  // Counted apart, so that reading what was answered does not count as a question.
  const limitReading = createRateLimit(config.http.rateLimitPerMinute, {
    ...{ counter: assistant.rateCounter ?? undefined, name: 'reading', what: 'documents and conversations' },
  });
  app.use(createConversationRoutes({ assistant, readBody: createBodyReader(), limitReading }));
  app.use(createAdminRoutes({ ...parts, checkReadiness, runningAnswers }));
  app.get('/metrics', createMetricsRoute({ metrics, adminToken }));
  app.get('/api/documents/:id/file', createOriginalRoute(assistant, allowedOrigins));
  app.get('/api/documents/:id/positions', createPositionsRoute(assistant));
  app.use(createDocumentRoutes(assistant, { limitReading }), createHealthRoutes(checkReadiness));
  app.use(createAssetRoutes(readAssets, allowedOrigins), createPdfResourceRoutes());
  if (parts.invitation) app.use(createInvitationRoute(parts.invitation));
  app.use(createPageRoutes({ assistant, readAssets, sendPage, uploads, limitReading }));
  app.use(createQuestionsRoutes({ assistant, adminToken, readAssets, sendPage }));
  app.use(createOpenApiRoutes());
  app.use(refuseUnknownAddress);
  app.use(createErrorResponder(log));
  return app;
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
}: AppParts & { checkReadiness: ReadinessCheck; runningAnswers: RunningAnswers; metrics: Metrics }): Router {
  const observeAnswer = createAnswerObserver({ metrics, log });
  const beginAnswer = createBeginAnswer({ assistant, checkReadiness, runningAnswers, observeAnswer });
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
  router.use(createMcpRoute({ assistant, beginAnswer, checkReadiness, limitQuestions, log }));
  router.get('/api/search', limitQuestions, createSearchRoute({ assistant, checkReadiness }));
  router.get('/api/introduction', limitIntroductions, createIntroductionRoute({ assistant, checkReadiness }));
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
}: AppParts & { checkReadiness: ReadinessCheck; runningAnswers: RunningAnswers }): Router {
  const adminRule = createAdminRule(http.adminToken, 'change documents');
  const explainRule = createAdminRule(http.adminToken, 'explain an answer');
  const readBody = createBodyReader();
  const router = Router();
  router.post('/api/explain', explainRule, readBody, createExplainRoute({ assistant, checkReadiness }));
  router.post('/api/index', adminRule, createIndexRoute(assistant));
  const uploadParts = { assistant, limits: http.upload, runningAnswers, log, timing };
  router.use(createUploadRoutes({ ...uploadParts, adminRule, readBody }));
  return router;
}

const refuseUnknownAddress: RequestHandler = () => {
  throw new PilcrowError(
    'NOT_FOUND',
    'Cannot find this address: there is no such route; check the path and the method',
  );
};
