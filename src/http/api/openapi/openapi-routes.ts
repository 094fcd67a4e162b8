import { Router } from 'express';
import { VERSION } from '../../../config/version.ts';
import { assetAddress, type ReadAssets } from '../../website/assets.ts';
import { type PageSender, pageLanguage } from '../../website/pages/send-page.ts';
import { apiPage } from './api-page.ts';
import { describeApi } from './describe-api.ts';
import { OPERATIONS } from './operations.ts';

/** Creates `GET /openapi.json`, for programs, and `GET /openapi`, the same for people. */
export function createOpenApiRoutes({
  readAssets,
  sendPage,
}: {
  readAssets: ReadAssets;
  sendPage: PageSender;
}): Router {
  const router = Router();
  let description: string | undefined;
  router.get('/openapi.json', (_request, response) => {
    description ??= JSON.stringify(describeApi(VERSION));
    response.type('json').send(description);
  });
  router.get('/openapi', async (request, response) => {
    const style = assetAddress('reader.css', (await readAssets())['reader.css']);
    const language = pageLanguage(request);
    sendPage({ request, response }, apiPage({ operations: OPERATIONS, language, assets: { style } }));
  });
  return router;
}
