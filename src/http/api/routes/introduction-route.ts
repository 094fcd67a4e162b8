import type { RequestHandler } from 'express';
import type { Assistant } from '../../../assistant.ts';
import { selectDocuments } from '../../../retrieval/select-documents.ts';
import { preferredLanguage } from '../../preferred-language.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';
import { introductionRequestSchema, parseRequest } from '../request-schemas.ts';

/** Creates `GET /api/introduction?language=ru&documentIds=a,b&tags=c`: a line about the documents, and questions that they answer. */
export function createIntroductionRoute({
  assistant,
  checkReadiness,
}: {
  assistant: Assistant;
  checkReadiness: ReadinessCheck;
}): RequestHandler {
  return async (request, response) => {
    const { language, ...selection } = parseRequest(introductionRequestSchema, request.query);
    await checkReadiness();
    const documentIds = await selectDocuments(selection, assistant.documents);
    response.vary('Accept-Language');
    response.json(await assistant.introduction({ language: language ?? preferredLanguage(request), documentIds }));
  };
}
