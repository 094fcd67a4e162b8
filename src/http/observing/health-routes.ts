import { Router } from 'express';
import type { ReadinessCheck } from '../api/answers/readiness.ts';

/** Creates `GET /healthz`, which says that the process runs, and `GET /readyz`, which says that it can answer questions. */
export function createHealthRoutes(checkReadiness: ReadinessCheck): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    await checkReadiness({ again: true });
    response.json({ status: 'ok' });
  });
  return router;
}
