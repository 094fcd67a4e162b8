import type { RequestHandler } from 'express';
import { assistantOf } from '../../access/reader-rule.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';
import { parseRequest, searchRequestSchema } from '../request-schemas.ts';

/** Creates `GET /api/search?q=…&limit=10&documentIds=a,b&tags=c`: the best paragraphs, best first. */
export function createSearchRoute({ checkReadiness }: { checkReadiness: ReadinessCheck }): RequestHandler {
  return async (request, response) => {
    const { q, ...options } = parseRequest(searchRequestSchema, request.query);
    await checkReadiness();
    // The question is in the address: no cache should keep it.
    response.setHeader('Cache-Control', 'no-store');
    response.json({ paragraphs: await assistantOf(response).search(q, options) });
  };
}
