import express, { type Express, type RequestHandler, Router } from 'express';
import { createReaderFinder } from './access/find-reader.ts';
import { createReaderRule } from './access/reader-rule.ts';
import { createSecrets } from './access/secrets.ts';
import { createSessionRoutes } from './access/session-routes.ts';
import { createSignInPageSender } from './access/sign-in.ts';
import { createReadinessCheck } from './api/answers/readiness.ts';
import { createRunningAnswers } from './api/answers/running-answers.ts';
import { createOpenApiRoutes } from './api/openapi/openapi-routes.ts';
import { createBasePathRule } from './base-path.ts';
import { createErrorResponder } from './error-response.ts';
import { createHealthRoutes } from './observing/health-routes.ts';
import { createMetrics } from './observing/metrics.ts';
import { createMetricsRoute } from './observing/metrics-route.ts';
import { createRequestIds } from './observing/request-id.ts';
import { createRequestLog } from './observing/request-log.ts';
import { type AppParts, createReadersRoutes, type ServedParts } from './readers-routes.ts';
import { allOrigins, createOriginsFor } from './security/allowed-origins.ts';
import { withoutReaderLinks } from './security/closed-reader.ts';
import { createHostRules } from './security/host-rules.ts';
import { createInvitationRoute } from './security/invitation.ts';
import { createOriginRules } from './security/origin-rules.ts';
import { createProxyNotice } from './security/proxy-notice.ts';
import { createRateLimit } from './security/rate-limit.ts';
import { createSafeHeaders } from './security/safe-headers.ts';
import { createAssetRoutes } from './website/asset-routes.ts';
import { createAssetReader } from './website/assets.ts';
import { createChatPageRoute } from './website/chat-page-route.ts';
import { createMessageRoutes } from './website/message-routes.ts';
import { createPageSender } from './website/pages/send-page.ts';
import { createPdfResourceRoutes } from './website/pdf-resource-routes.ts';
import { createUnknownAddressRule } from './website/unknown-address-rule.ts';

/** Passwords that one address may try, however many questions it may ask: few for a program that guesses, enough for an office that begins its day. */
const PASSWORDS_PER_MINUTE = 20;

/** Creates the web application: the rules for callers, then the routes, then the error handler. It does not listen: `startServer` does. */
export function createApp(given: AppParts): Express {
  const { config, log, readinessPatienceMs = 1000, readAssets = createAssetReader() } = given;
  const assistant = config.http.isReaderOpen ? given.assistant : withoutReaderLinks(given.assistant);
  const parts = { ...given, assistant };
  const { basePath, allowedHosts, trustProxy, maxAnswersAtOnce } = config.http;
  const originsFor = createOriginsFor(config.http);
  const runningAnswers = parts.runningAnswers ?? createRunningAnswers({ limit: maxAnswersAtOnce });
  const checkReadiness = createReadinessCheck(assistant, { patienceMs: readinessPatienceMs });
  const metrics = createMetrics({ runningAnswers });
  const sendPage = createPageSender(originsFor);
  const served = { ...parts, readAssets, runningAnswers, metrics, sendPage };

  const app = express();
  app.disable('x-powered-by');
  // Hashing every answer costs more than sending it; answers are not asked for twice.
  app.disable('etag');
  app.set('trust proxy', trustProxy);

  app.use(createBasePathRule(basePath));
  app.use(
    createRequestIds(),
    createRequestLog({ log, metrics }),
    createSafeHeaders(originsFor, { isFramed: allOrigins(config.http).length > 0 }),
  );
  app.use(createHostRules({ allowedHosts, listensOn: config.host }), createOriginRules(originsFor));
  if (trustProxy === false) app.use(createProxyNotice(log));
  app.use(createPublicRoutes({ ...served, checkReadiness }));
  app.use(...createAccess(served));
  app.use(createReadersRoutes({ ...served, checkReadiness }));
  app.use(createUnknownAddressRule({ readAssets, sendPage }));
  app.use(createErrorResponder(log));
  return app;
}

/** Creates what lets readers in, and finds out who each is. */
function createAccess({
  assistant,
  config,
  readAssets,
  sendPage,
}: Omit<ServedParts, 'checkReadiness'>): RequestHandler[] {
  const secrets = createSecrets(config.http);
  const sendSignInPage = secrets.isEmpty ? null : createSignInPageSender({ readAssets, sendPage });
  const counter = assistant.rateCounter ?? undefined;
  const limitPasswords = createRateLimit(PASSWORDS_PER_MINUTE, { counter, name: 'passwords', what: 'passwords' });
  const findReader = createReaderFinder(config.http, secrets);
  return [
    createSessionRoutes({ secrets, limitPasswords, sendSignInPage }),
    createReaderRule({ assistant, assistants: config.http.assistants, findReader, sendSignInPage }),
  ];
}

/** Creates the routes for everyone: they show nothing of the documents. */
function createPublicRoutes({
  config,
  checkReadiness,
  metrics,
  readAssets,
  sendPage,
  invitation,
}: ServedParts): Router {
  const { allowedOrigins, adminToken } = config.http;
  const router = Router();
  router.use(createHealthRoutes(checkReadiness), createOpenApiRoutes());
  router.get('/metrics', createMetricsRoute({ metrics, adminToken }));
  router.use(createAssetRoutes(readAssets, allowedOrigins), createMessageRoutes(), createPdfResourceRoutes());
  if (invitation) router.use(createInvitationRoute(invitation));
  router.use(createChatPageRoute({ readAssets, sendPage }));
  return router;
}
