import type { Assistant } from '../../assistant.ts';
import type { Answer, AnswerEvent } from '../../protocol/answer.ts';

/** The same assistant, whose answers lead to the reader nowhere: a quote without a page of its own has no address. */
export function withoutReaderLinks(assistant: Assistant): Assistant {
  const { conversations } = assistant;
  return {
    ...assistant,
    converse: async (asked, options) => eventsWithoutLinks(await assistant.converse(asked, options)),
    search: async (query, options) => (await assistant.search(query, options)).map(withoutLink),
    conversations: conversations && {
      ...conversations,
      async conversation(id, part) {
        const kept = await conversations.conversation(id, part);
        return (
          kept && { ...kept, turns: kept.turns.map((turn) => ({ ...turn, answer: answerWithoutLinks(turn.answer) })) }
        );
      },
    },
  };
}

async function* eventsWithoutLinks(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent> {
  for await (const event of events) {
    if (event.event === 'paragraphs-found') {
      yield { event: event.event, data: { paragraphs: event.data.paragraphs.map(withoutLink) } };
    } else if (event.event === 'citation-added') yield { event: event.event, data: withoutLink(event.data) };
    else if (event.event === 'excerpts' || event.event === 'answer-end') {
      yield { event: event.event, data: answerWithoutLinks(event.data) };
    } else yield event;
  }
}

function answerWithoutLinks(answer: Answer): Answer {
  const { citations, paragraphs } = answer;
  return { ...answer, citations: citations.map(withoutLink), paragraphs: paragraphs.map(withoutLink) };
}

function withoutLink<Shown extends { url?: string }>(shown: Shown): Shown {
  if (shown.url === undefined || /^https?:/.test(shown.url)) return shown;
  const { url: _reader, ...rest } = shown;
  return rest as Shown;
}
