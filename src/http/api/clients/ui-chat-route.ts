import type { RequestHandler } from 'express';
import { reportFailure } from '../../error-response.ts';
import type { ChatRouteParts } from '../answers/begin-answer.ts';
import { sendEvents } from '../answers/send-events.ts';
import { parseRequest } from '../request-schemas.ts';
import { uiChatRequestSchema } from './client-schemas.ts';
import { questionOfTurns, textOfParts } from './question-of-turns.ts';
import { uiErrorFrame, uiMessageFrames } from './ui-chat-format.ts';

/** Creates `POST /api/ui-chat`: what `useChat` of the Vercel AI SDK sends and reads, through its default transport. */
export function createUiChatRoute({ beginAnswer, log, timing }: ChatRouteParts): RequestHandler {
  return async (request, response) => {
    const { messages, ...selection } = parseRequest(uiChatRequestSchema, request.body);
    const turns = messages.map(({ role, parts }) => ({ role, text: textOfParts(parts) }));
    const { events, signal } = await beginAnswer(questionOfTurns(turns, selection), { response, client: 'ui-chat' });
    await sendEvents(response, uiMessageFrames(events), {
      signal,
      formatFailure: (error) => uiErrorFrame(reportFailure(error, { response, log }).message),
      headers: { 'x-vercel-ai-ui-message-stream': 'v1' },
      ...timing,
    });
  };
}
