import { type RequestHandler, type Response, Router } from 'express';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';
import { feedbackRequestSchema, parseRequest } from '../request-schemas.ts';

/**
 * Creates `GET` and `DELETE /api/conversations/:id` and `POST /api/conversations/:id/feedback`.
 *
 * A caller that knows the id may read and erase: the server sends it only to the one who asked.
 *
 * @throws CONVERSATION_UNKNOWN
 */
export function createConversationRoutes({
  assistant: { conversations },
  readBody,
}: {
  assistant: Pick<Assistant, 'conversations'>;
  readBody: RequestHandler;
}): Router {
  const router = Router();
  router.get('/api/conversations/:id', async (request, response) => {
    const conversation = await conversations?.conversation(request.params.id);
    if (!conversation) throw unknown('show');
    keepOutOfCaches(response).json(conversation);
  });
  router.delete('/api/conversations/:id', async (request, response) => {
    if (!(await conversations?.forget(request.params.id))) throw unknown('erase');
    response.status(204).end();
  });
  router.post('/api/conversations/:id/feedback', readBody, async (request, response) => {
    const { answerId, thumb = null, comment = null } = parseRequest(feedbackRequestSchema, request.body);
    const feedback = { thumb, comment: comment || null };
    const answer = { conversationId: String(request.params.id), answerId };
    const kept = await conversations?.keepFeedback(answer, feedback);
    if (!kept) throw unknown('keep feedback on');
    keepOutOfCaches(response).json({ answerId: kept, ...feedback });
  });
  return router;
}

function keepOutOfCaches(response: Response): Response {
  return response.setHeader('Cache-Control', 'no-store');
}

function unknown(attempt: string): PilcrowError {
  return new PilcrowError(
    'CONVERSATION_UNKNOWN',
    `Cannot ${attempt} this conversation: there is none, it has expired, or the answer is not in it; ask a question without "history" to begin one`,
  );
}
