import type { RequestHandler } from 'express';
import type { Assistant } from '../../assistant.ts';
import type { Log } from '../../log.ts';
import { checkDocuments } from '../check-documents.ts';
import { reportFailure } from '../error-response.ts';
import type { ReadinessCheck } from '../readiness.ts';
import { chatRequestSchema, parseRequest } from '../request-schemas.ts';
import { sendEvents } from '../sse.ts';

/**
 * Creates `POST /api/chat`: the answer as JSON, or as events where the client prefers them.
 *
 * What is wrong with a request is told by status in both cases: events begin only when there is something to answer.
 */
export function createChatRoute({
  assistant,
  log,
  checkReadiness,
  keepAliveMs,
}: {
  assistant: Assistant;
  log: Log;
  checkReadiness: ReadinessCheck;
  keepAliveMs: number;
}): RequestHandler {
  return async (request, response) => {
    const question = parseRequest(chatRequestSchema, request.body);
    await checkReadiness();
    if (question.documentIds) await checkDocuments(assistant, question.documentIds);

    if (request.accepts('application/json', 'text/event-stream') === 'text/event-stream') {
      const tellFailure = (error: unknown) => {
        const { code, message } = reportFailure(error, { request, log });
        return { code, message };
      };
      return sendEvents(response, (signal) => assistant.streamAnswer(question, { signal }), {
        tellFailure,
        keepAliveMs,
      });
    }

    const left = new AbortController();
    response.once('close', () => left.abort());
    try {
      response.json(await assistant.ask(question, { signal: left.signal }));
    } catch (error) {
      if (!left.signal.aborted) throw error;
    }
  };
}
