import { type RequestHandler, type Response, Router } from 'express';
import { PilcrowError } from '../../../errors.ts';
import type { ConversationPart, KeptConversation } from '../../../protocol/conversation.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import { feedbackRequestSchema, parseRequest, turnsRequestSchema } from '../request-schemas.ts';

/**
 * Creates `GET /api/conversations/:id?from=1&limit=50`, which counts as reading, `DELETE /api/conversations/:id` and `POST /api/conversations/:id/feedback`.
 *
 * A caller that knows the id may read and erase: the server sends it only to the one who asked. Of readers with names only that one may.
 *
 * @throws CONVERSATION_UNKNOWN
 */
export function createConversationRoutes({
  readBody,
  limitReading,
}: {
  readBody: RequestHandler;
  limitReading: RequestHandler;
}): Router {
  const router = Router();
  router.get('/api/conversations/:id', limitReading, async (request, response) => {
    const { from, limit } = parseRequest(turnsRequestSchema, request.query);
    // One more than is shown says whether there is a next one.
    const conversation = await assistantOf(response).conversations?.conversation(String(request.params.id), {
      from,
      limit: limit + 1,
    });
    if (!conversation) throw unknown('show');
    keepOutOfCaches(response).json(partOf(conversation, { from, limit }));
  });
  router.delete('/api/conversations/:id', async (request, response) => {
    if (!(await assistantOf(response).conversations?.forget(request.params.id))) throw unknown('erase');
    response.status(204).end();
  });
  router.post('/api/conversations/:id/feedback', readBody, async (request, response) => {
    const { answerId, thumb = null, comment = null } = parseRequest(feedbackRequestSchema, request.body);
    const feedback = { thumb, comment: comment || null };
    const answer = { conversationId: String(request.params.id), answerId };
    const kept = await assistantOf(response).conversations?.keepFeedback(answer, feedback);
    if (!kept) throw unknown('keep feedback on');
    keepOutOfCaches(response).json({ answerId: kept, ...feedback });
  });
  return router;
}

function partOf(conversation: KeptConversation, { from, limit }: { from: number; limit: number }): ConversationPart {
  const { turns } = conversation;
  return { ...conversation, turns: turns.slice(0, limit), next: turns.length > limit ? from + limit : null };
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
