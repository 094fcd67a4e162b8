import type { RequestHandler } from 'express';
import type { Assistant } from '../../../assistant.ts';
import { explainRequestSchema } from '../../../protocol/requests.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';
import { parseRequest } from '../request-schemas.ts';

/** Creates `POST /api/explain`: why a question is answered as it is, for the owner of the documents. */
export function createExplainRoute({
  assistant,
  checkReadiness,
}: {
  assistant: Pick<Assistant, 'explain'>;
  checkReadiness: ReadinessCheck;
}): RequestHandler {
  return async (request, response) => {
    const question = parseRequest(explainRequestSchema, request.body);
    await checkReadiness();
    response.json(await assistant.explain(question));
  };
}
