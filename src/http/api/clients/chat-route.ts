import type { RequestHandler } from 'express';
import type { AnswerEvent } from '../../../protocol/answer.ts';
import { chatRequestSchema } from '../../../protocol/requests.ts';
import { reportFailure } from '../../error-response.ts';
import { type ChatRouteParts, wholeAnswer } from '../answers/begin-answer.ts';
import { formatEvent, sendEvents } from '../answers/send-events.ts';
import { parseRequest } from '../request-schemas.ts';

/**
 * Creates `POST /api/chat`: the answer as JSON, or as events where the client prefers them.
 *
 * An invalid request is refused with its status in both cases: a stream of events begins only once the answer has.
 */
export function createChatRoute({ beginAnswer, log, timing }: ChatRouteParts): RequestHandler {
  return async (request, response) => {
    const asked = parseRequest(chatRequestSchema, request.body);
    const isWhole = request.accepts('application/json', 'text/event-stream') !== 'text/event-stream';
    const answer = await beginAnswer(asked, { response, client: 'chat', isWhole });
    if (isWhole) return void response.json(await wholeAnswer(answer));
    await sendEvents(response, eventFrames(answer.events), {
      signal: answer.signal,
      formatFailure(error) {
        const { code, message } = reportFailure(error, { response, log });
        return formatEvent({ event: 'error', data: { code, message } });
      },
      ...timing,
    });
  };
}

async function* eventFrames(events: AsyncIterable<AnswerEvent>): AsyncGenerator<string> {
  for await (const event of events) yield formatEvent(event);
}
