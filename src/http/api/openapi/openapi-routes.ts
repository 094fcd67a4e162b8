import { Router } from 'express';
import { VERSION } from '../../../config/version.ts';
import { describeApi } from './describe-api.ts';

/** Creates `GET /openapi.json`, the description of every call for programs; `docs/http-api.md` is the one for people. */
export function createOpenApiRoutes(): Router {
  const router = Router();
  let description: string | undefined;
  router.get('/openapi.json', (_request, response) => {
    description ??= JSON.stringify(describeApi(VERSION));
    response.type('json').send(description);
  });
  return router;
}
