import type { RequestHandler } from 'express';
import type { Answer, AnswerEvent, Citation } from '../../../protocol/answer.ts';
import { shownAt } from '../../../protocol/quotes/shown-at.ts';
import { reportFailure } from '../../error-response.ts';
import { serverAddress } from '../../server-address.ts';
import { type ChatRouteParts, wholeAnswer } from '../answers/begin-answer.ts';
import { formatEvent, sendEvents } from '../answers/send-events.ts';
import { deepChatRequestSchema } from './client-schemas.ts';
import { questionOfTurns } from './question-of-turns.ts';

/**
 * Creates what answers the `<deep-chat>` component at the addresses of the other chats, when its `connect` names nothing but an address:
 * it sends `{"messages":[{"role","text"}]}` and shows `{"text"}`. Other bodies go on to the next route.
 *
 * The component has no field for sources: they are sent as Markdown below the text.
 */
export function createDeepChatRoute({ beginAnswer, log, timing }: ChatRouteParts): RequestHandler {
  return async (request, response, next) => {
    const { data: body } = deepChatRequestSchema.safeParse(request.body);
    if (!body) return next();
    const turns = body.messages.map(({ role, text }) => ({ role: role === 'ai' ? 'assistant' : role, text }));
    const isWhole = request.accepts('application/json', 'text/event-stream') !== 'text/event-stream';
    const where = { response, client: 'deep-chat', isWhole } as const;
    const answer = await beginAnswer(questionOfTurns(turns, body), where);
    const server = serverAddress(request);
    if (isWhole) {
      const whole = await wholeAnswer(answer);
      return void response.json({ text: whole.text + sources(whole, server) });
    }
    await sendEvents(response, textFrames(answer.events, server), {
      signal: answer.signal,
      formatFailure: (error) => formatEvent({ data: { error: reportFailure(error, { response, log }).message } }),
      ...timing,
    });
  };
}

async function* textFrames(events: AsyncIterable<AnswerEvent>, server: string): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.event === 'text-delta') yield formatEvent({ data: { text: event.data.text } });
    if (event.event === 'answer-end' && event.data.citations.length > 0) {
      yield formatEvent({ data: { text: sources(event.data, server) } });
    }
  }
}

function sources({ citations }: Answer, server: string): string {
  return citations
    .map((citation) => {
      const address = shownAt(citation, server);
      return `\n\n[${citation.marker}] ${address === null ? placeOf(citation) : `[${placeOf(citation)}](${address})`}`;
    })
    .join('');
}

/** The document and paragraph of a citation, without characters that would end the text of a Markdown link, or begin a tag. */
function placeOf({ documentTitle, paragraph }: Citation): string {
  return `${documentTitle.replace(/[[\]\\<]/g, ' ')}, ¶${paragraph}`;
}
