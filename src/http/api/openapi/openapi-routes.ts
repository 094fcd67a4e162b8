import { Router } from 'express';
import { VERSION } from '../../../config/version.ts';
import { basePathOf } from '../../base-path.ts';
import { describeApi } from './describe-api.ts';

/** Creates `GET /openapi.json`, the description of every call for programs; `docs/http-api.md` is the one for people. */
export function createOpenApiRoutes(): Router {
  const router = Router();
  let description: ReturnType<typeof describeApi> | undefined;
  router.get('/openapi.json', (request, response) => {
    description ??= describeApi(VERSION);
    response.json({ ...description, servers: [{ url: basePathOf(request) || '/' }] });
  });
  return router;
}
