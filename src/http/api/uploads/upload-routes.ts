import { type Request, type RequestHandler, Router } from 'express';
import { parseRequest } from '../request-schemas.ts';
import { answerUpload, type UploadParts } from './answer-upload.ts';
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
  router.post('/api/documents', adminRule, async (request, response) => {
    await answerUpload({ request, response }, parts, addDocuments);
  });
  router.put('/api/documents/:id', adminRule, async (request: Request<{ id: string }>, response) => {
    await answerUpload({ request, response }, { ...parts, limits: { ...limits, maxFiles: 1 } }, (upload, context) =>
      replaceDocument(request.params.id, upload, context),
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
