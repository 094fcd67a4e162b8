import type { RequestHandler } from 'express';
import { selectDocuments } from '../../../retrieval/select-documents.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import { preferredLanguage } from '../../preferred-language.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';
import { introductionRequestSchema, parseRequest } from '../request-schemas.ts';

/** Creates `GET /api/introduction?language=ru&documentIds=a,b&tags=c`: a line about the documents, and questions that they answer. */
export function createIntroductionRoute({ checkReadiness }: { checkReadiness: ReadinessCheck }): RequestHandler {
  return async (request, response) => {
    const { language, ...selection } = parseRequest(introductionRequestSchema, request.query);
    await checkReadiness();
    const assistant = assistantOf(response);
    const documentIds = await selectDocuments(selection, assistant.documents);
    response.vary('Accept-Language');
    response.json(await assistant.introduction({ language: language ?? preferredLanguage(request), documentIds }));
  };
}
