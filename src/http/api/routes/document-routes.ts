import { type RequestHandler, Router } from 'express';
import type { Assistant } from '../../../assistant.ts';
import type { Document } from '../../../documents/document.ts';
import { PilcrowError } from '../../../errors.ts';
import type { DocumentText } from '../../../protocol/documents.ts';
import { pauseDue } from '../../../runtime/pauses.ts';
import { assistantOf } from '../../access/reader-rule.ts';

/** Creates `GET /api/documents` and `GET /api/documents/:id`, which counts as reading. @param rules.documentRule Refuses callers that may not read documents whole. */
export function createDocumentRoutes({
  documentRule,
  limitReading,
}: Record<'documentRule' | 'limitReading', RequestHandler>): Router {
  const router = Router();
  router.get('/api/documents', async (_request, response) => {
    const assistant = assistantOf(response);
    const [documents, indexing] = await Promise.all([assistant.documents(), assistant.indexing()]);
    response.json({ documents, indexing });
  });
  router.get('/api/documents/:id', documentRule, limitReading, async (request, response) => {
    const { id, title, text, paragraphs, blocks, act, omissions } = await findDocument(
      assistantOf(response),
      String(request.params.id),
    );
    await pauseDue();
    const bounds = paragraphs.map(({ number, start, end }) => ({ paragraph: number, start, end }));
    response.json({ id, title, text, paragraphs: bounds, blocks, act, omissions } satisfies DocumentText);
  });
  return router;
}

/** @throws DOCUMENT_UNKNOWN */
export async function findDocument(assistant: Pick<Assistant, 'document'>, id: string): Promise<Document> {
  const document = await assistant.document(id);
  if (document) return document;
  throw new PilcrowError(
    'DOCUMENT_UNKNOWN',
    `Cannot show "${id}": no document has this id; GET /api/documents lists them`,
  );
}
