import type { RequestHandler } from 'express';
import type { Log } from '../../log.ts';
import type { BeginAnswer } from '../answers/begin-answer.ts';
import { type StreamTiming, sendEvents } from '../answers/send-events.ts';
import { reportFailure } from '../error-response.ts';
import { parseRequest } from '../request-schemas.ts';
import { uiChatRequestSchema } from './client-schemas.ts';
import { questionOfTurns } from './question-of-turns.ts';
import { uiErrorFrame, uiMessageFrames } from './ui-chat-format.ts';

/** Creates `POST /api/ui-chat`: what `useChat` of the Vercel AI SDK sends and reads, through its default transport. */
export function createUiChatRoute({
  beginAnswer,
  log,
  timing,
}: {
  beginAnswer: BeginAnswer;
  log: Log;
  timing: StreamTiming;
}): RequestHandler {
  return async (request, response) => {
    const { messages, documentIds } = parseRequest(uiChatRequestSchema, request.body);
    const turns = messages.map(({ role, parts }) => ({
      role,
      text: parts.flatMap(({ type, text }) => (type === 'text' && text ? [text] : [])).join('\n'),
    }));
    const { events, signal } = await beginAnswer(questionOfTurns(turns, documentIds), { response, client: 'ui-chat' });
    await sendEvents(response, uiMessageFrames(events), {
      signal,
      tellFailure: (error) => uiErrorFrame(reportFailure(error, { response, log }).message),
      headers: { 'x-vercel-ai-ui-message-stream': 'v1' },
      ...timing,
    });
  };
}
