import type { RequestHandler } from 'express';
import type { Assistant } from '../../../assistant.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';
import { parseRequest, searchRequestSchema } from '../request-schemas.ts';

/** Creates `GET /api/search?q=…&limit=10&documentIds=a,b&tags=c`: the best paragraphs, best first. */
export function createSearchRoute({
  assistant,
  checkReadiness,
}: {
  assistant: Assistant;
  checkReadiness: ReadinessCheck;
}): RequestHandler {
  return async (request, response) => {
    const { q, ...options } = parseRequest(searchRequestSchema, request.query);
    await checkReadiness();
    // The question is in the address: no cache should keep it.
    response.setHeader('Cache-Control', 'no-store');
    response.json({ paragraphs: await assistant.search(q, options) });
  };
}
