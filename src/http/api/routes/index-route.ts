import type { RequestHandler } from 'express';
import type { Assistant } from '../../../assistant.ts';

/** Creates `POST /api/index`: brings the index up to date with the documents folder, as `npm run index` does; answers go on meanwhile. */
export function createIndexRoute(assistant: Pick<Assistant, 'buildIndex'>): RequestHandler {
  return async (_request, response) => {
    const { problems, ...counts } = await assistant.buildIndex();
    const reported = problems.map(({ documentId, error }) => ({ documentId, message: error.message }));
    response.json({ ...counts, problems: reported });
  };
}
