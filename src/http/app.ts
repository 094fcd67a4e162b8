import express, { type Express } from 'express';
import type { Assistant } from '../assistant.ts';
import type { Config } from '../config.ts';
import { PilcrowError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createBeginAnswer } from './answers/begin-answer.ts';
import { createRunningAnswers, type RunningAnswers } from './answers/running-answers.ts';
import type { StreamTiming } from './answers/send-events.ts';
import { createAssetReader, type ReadAssets } from './assets.ts';
import { createDeepChatRoute } from './clients/deep-chat-route.ts';
import { createCompletionRoute, createModelRoutes } from './clients/openai-routes.ts';
import { createUiChatRoute } from './clients/ui-chat-route.ts';
import { createErrorResponder } from './error-response.ts';
import { createMetrics } from './observing/metrics.ts';
import { createAnswerObserver } from './observing/observe-answer.ts';
import { createRequestIds } from './observing/request-id.ts';
import { createRequestLog } from './observing/request-log.ts';
import { createOpenApiRoutes } from './openapi/openapi-routes.ts';
import { createPageSender } from './pages/send-page.ts';
import { createBodyReader } from './read-body.ts';
import { createReadinessCheck } from './readiness.ts';
import { createAssetRoutes } from './routes/asset-routes.ts';
import { createChatRoute } from './routes/chat-route.ts';
import { createConversationRoutes } from './routes/conversation-routes.ts';
import { createDocumentRoutes } from './routes/document-routes.ts';
import { createHealthRoutes } from './routes/health-routes.ts';
import { createIndexRoute } from './routes/index-route.ts';
import { createIntroductionRoute } from './routes/introduction-route.ts';
import { createMcpRoute } from './routes/mcp-route.ts';
import { createMetricsRoute } from './routes/metrics-route.ts';
import { createPageRoutes } from './routes/page-routes.ts';
import { createSearchRoute } from './routes/search-route.ts';
import { createAdminRule, createKeyRule } from './security/bearer-tokens.ts';
import { createHostRules } from './security/host-rules.ts';
import { createOriginRules } from './security/origin-rules.ts';
import { createProxyNotice } from './security/proxy-notice.ts';
import { createRateLimit } from './security/rate-limit.ts';
import { createSafeHeaders } from './security/safe-headers.ts';

/** Clients that keep the conversation themselves send all of it each time, citations included. */
const CONVERSATION_KB = 1024;

/**
 * Creates the web application. It does not listen: `startServer` does.
 *
 * @param options.runningAnswers The answers being written, for whoever stops the server.
 * @param options.readAssets What the pages load; as it was built, unless said.
 * @param options.timing How long event streams and their readers may be silent.
 * @param options.readinessPatienceMs How long a request waits for a model that is being loaded.
 */
export function createApp({
  assistant,
  config: { host, http },
  log,
  runningAnswers = createRunningAnswers({ limit: http.maxAnswersAtOnce }),
  readAssets = createAssetReader(),
  timing = {},
  readinessPatienceMs = 1000,
}: {
  assistant: Assistant;
  config: Pick<Config, 'host' | 'http'>;
  log: Log;
  runningAnswers?: RunningAnswers;
  readAssets?: ReadAssets;
  timing?: StreamTiming;
  readinessPatienceMs?: number;
}): Express {
  const { allowedOrigins, allowedHosts, apiKeys, adminToken } = http;
  const checkReadiness = createReadinessCheck(assistant, { patienceMs: readinessPatienceMs });
  const metrics = createMetrics({ runningAnswers });
  const observeAnswer = createAnswerObserver({ metrics, log });
  const beginAnswer = createBeginAnswer({ assistant, checkReadiness, runningAnswers, observeAnswer });
  const limitQuestions = createRateLimit(http.rateLimitPerMinute);
  const readBody = createBodyReader();
  const readConversation = createBodyReader(CONVERSATION_KB);
  const chat = { beginAnswer, log, timing };
  const answerDeepChat = createDeepChatRoute(chat);

  const app = express();
  app.disable('x-powered-by');
  // Hashing every answer costs more than sending it; answers are not asked for twice.
  app.disable('etag');
  app.set('trust proxy', http.trustProxy);

  app.use(createRequestIds(), createRequestLog({ log, metrics }), createSafeHeaders(allowedOrigins));
  app.use(createHostRules({ allowedHosts, listensOn: host }), createOriginRules(allowedOrigins));
  if (http.trustProxy === false) app.use(createProxyNotice(log));
  app.use('/v1', createKeyRule(apiKeys));

  app.post('/api/chat', limitQuestions, readBody, answerDeepChat, createChatRoute(chat));
  app.post('/api/ui-chat', limitQuestions, readConversation, createUiChatRoute(chat));
  app.post('/v1/chat/completions', limitQuestions, readConversation, answerDeepChat, createCompletionRoute(chat));
  app.use(createModelRoutes(), createConversationRoutes({ assistant, readBody }));
  app.get('/api/search', limitQuestions, createSearchRoute({ assistant, checkReadiness }));
  // Each new selection of documents is asked many questions: counted apart, so that a page that is opened costs nobody a question.
  app.get(
    '/api/introduction',
    createRateLimit(http.rateLimitPerMinute),
    createIntroductionRoute({ assistant, checkReadiness }),
  );
  app.use(createMcpRoute({ assistant, beginAnswer, checkReadiness, limitQuestions, log }));
  app.post('/api/index', createAdminRule(adminToken), createIndexRoute(assistant));
  app.get('/metrics', createMetricsRoute({ metrics, adminToken }));
  app.use(createDocumentRoutes(assistant), createHealthRoutes(checkReadiness));
  const sendPage = createPageSender(allowedOrigins);
  app.use(createAssetRoutes(readAssets), createPageRoutes({ assistant, readAssets, sendPage }));
  app.use(createOpenApiRoutes({ readAssets, sendPage }));
  app.use(() => {
    throw new PilcrowError('NOT_FOUND', 'Cannot find this address: nothing is here; check the path and the method');
  });
  app.use(createErrorResponder(log));
  return app;
}
