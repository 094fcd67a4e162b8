import { finished } from 'node:stream';
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { drainRequest } from '../../request-deadline.ts';
import { parseRequest } from '../request-schemas.ts';
import { answerUpload, DRAIN_MS, type UploadParts } from './answer-upload.ts';
import { addDocuments, replaceDocument } from './apply-upload.ts';
import { metadataRequestSchema } from './upload-schemas.ts';

/** Dependencies of the routes. */
interface UploadRoutesOptions extends UploadParts {
  /** Refuses callers that may not change documents. */
  adminRule: RequestHandler;
  readBody: RequestHandler;
}

/** Creates `POST /api/documents` and `PUT`, `PATCH` and `DELETE /api/documents/:id`. Each is answered once the index has the change. */
export function createUploadRoutes({ adminRule, readBody, ...parts }: UploadRoutesOptions): Router {
  const { assistant, limits } = parts;
  const router = Router();
  router.post('/api/documents', adminRule, refuseWhenRead, async (request: Request, response: Response) => {
    await answerUpload({ request, response }, parts, addDocuments);
  });
  router.put('/api/documents/:id', adminRule, refuseWhenRead, async (request: Request, response: Response) => {
    await answerUpload({ request, response }, { ...parts, limits: { ...limits, maxFiles: 1 } }, (upload, context) =>
      replaceDocument(String(request.params.id), upload, context),
    );
  });
  router.patch('/api/documents/:id', adminRule, readBody, async (request, response) => {
    const metadata = parseRequest(metadataRequestSchema, request.body);
    response.json(await assistant.library.put(String(request.params.id), null, { metadata }));
  });
  router.delete('/api/documents/:id', adminRule, async (request, response) => {
    await assistant.library.remove(String(request.params.id));
    response.status(204).end();
  });
  return router;
}

/** Refuses an upload once the rest of it was read: to a proxy that is still sending, a connection that is closed is a failure of the server. */
const refuseWhenRead: ErrorRequestHandler = (error, request, _response, next) => {
  drainRequest(request, { timeoutMs: DRAIN_MS });
  finished(request, () => next(error));
};
