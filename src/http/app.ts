import express, { type Express } from 'express';
import type { Assistant } from '../assistant.ts';
import type { Config } from '../config.ts';
import { PilcrowError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createAssetReader, type ReadAssets } from './assets.ts';
import { createErrorResponder } from './error-response.ts';
import { createOriginRules } from './origin-rules.ts';
import { createBodyReader } from './read-body.ts';
import { createReadinessCheck } from './readiness.ts';
import { createAssetRoutes } from './routes/asset-routes.ts';
import { createChatRoute } from './routes/chat-route.ts';
import { createDocumentRoutes } from './routes/document-routes.ts';
import { createHealthRoutes } from './routes/health-routes.ts';
import { createIntroductionRoute } from './routes/introduction-route.ts';
import { createPageRoutes } from './routes/page-routes.ts';
import { createSearchRoute } from './routes/search-route.ts';
import { createSafeHeaders } from './safe-headers.ts';

/**
 * Creates the web application. It does not listen: `startServer` does.
 *
 * @param options.readAssets What the pages load; as it was built, unless said.
 * @param options.keepAliveMs Silence on an event stream after which a comment is sent.
 * @param options.readinessPatienceMs How long a request waits for a model that is being loaded.
 */
export function createApp({
  assistant,
  config,
  log,
  readAssets = createAssetReader(),
  keepAliveMs = 15_000,
  readinessPatienceMs = 1000,
}: {
  assistant: Assistant;
  config: Pick<Config, 'allowedOrigins'>;
  log: Log;
  readAssets?: ReadAssets;
  keepAliveMs?: number;
  readinessPatienceMs?: number;
}): Express {
  const { allowedOrigins } = config;
  const checkReadiness = createReadinessCheck(assistant, { patienceMs: readinessPatienceMs });
  const app = express();
  app.disable('x-powered-by');
  // Hashing every answer costs more than sending it; answers are not asked for twice.
  app.disable('etag');

  app.use(createSafeHeaders(allowedOrigins), createOriginRules(allowedOrigins));
  app.post('/api/chat', createBodyReader(), createChatRoute({ assistant, log, checkReadiness, keepAliveMs }));
  app.get('/api/search', createSearchRoute({ assistant, checkReadiness }));
  app.get('/api/introduction', createIntroductionRoute({ assistant, checkReadiness }));
  app.use(createDocumentRoutes(assistant), createHealthRoutes(checkReadiness));
  app.use(createAssetRoutes(readAssets), createPageRoutes({ assistant, allowedOrigins, readAssets }));
  app.use(() => {
    throw new PilcrowError('NOT_FOUND', 'Cannot find this address: nothing is here; check the path and the method');
  });
  app.use(createErrorResponder(log));
  return app;
}
