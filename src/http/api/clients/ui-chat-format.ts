import type { Answer, AnswerEvent, Citation } from '../../../protocol/answer.ts';
import { formatEvent } from '../answers/send-events.ts';

/** An answer as the UI message stream of the Vercel AI SDK (5, 6, 7): the text, then its sources, then our own parts. */
export async function* uiMessageFrames(events: AsyncIterable<AnswerEvent>): AsyncGenerator<string> {
  let textId = '';
  for await (const event of events) {
    if (event.event === 'answer-start') {
      textId = `text-${event.data.id}`;
      yield frame({ type: 'start', messageId: event.data.id });
      yield frame({ type: 'text-start', id: textId });
    }
    if (event.event === 'text-delta') yield frame({ type: 'text-delta', id: textId, delta: event.data.text });
    if (event.event === 'answer-end') {
      yield frame({ type: 'text-end', id: textId });
      for (const citation of event.data.citations) yield frame(sourceOf(citation)) + frame(dataOf(citation));
      yield frame({ type: 'data-answer', id: event.data.id, data: answerPart(event.data) });
      yield frame({ type: 'finish' });
      yield 'data: [DONE]\n\n';
    }
  }
}

/** The last frame of a stream that fails. */
export function uiErrorFrame(message: string): string {
  return frame({ type: 'error', errorText: message });
}

/** Versions before 5.0.217, 6.0.231 and 7.0.32 refuse keys they do not know: what is ours stands in `providerMetadata`. */
function sourceOf({ marker, documentId, documentTitle, quote, start, end, paragraph }: Citation) {
  const pilcrow = { citedText: quote, startCharIndex: start, endCharIndex: end, paragraph, documentId };
  return {
    type: 'source-document',
    sourceId: String(marker),
    mediaType: 'text/plain',
    title: documentTitle,
    providerMetadata: { pilcrow },
  };
}

const dataOf = (citation: Citation) => ({ type: 'data-citation', id: String(citation.marker), data: citation });

/** The parts of an answer that are neither its text nor its sources: how sure it is, the paragraphs found, and what of a chat model's text is left out. */
function answerPart({ kind, confidence, language, reason, paragraphs, omitted, truncated }: Answer) {
  return { kind, confidence, language, reason, paragraphs, omitted, truncated };
}

const frame = (data: object) => formatEvent({ data });
