import type { Assistant } from '../../../src/assistant.ts';
import type { Answer, AnswerEvent, Citation, FoundParagraph } from '../../../src/protocol/answer.ts';
import { writeQuote } from '../../../src/protocol/quotes/quote-lines.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';

/** An answer every text of which is the payload: the model's words, quotes, their surroundings, titles, ids and addresses. */
export function hostileAnswer(payload: string): Answer {
  const documentId = payload.toWellFormed().slice(0, 500);
  const citation = (marker: number): Citation => ({
    ...{ marker, documentId, documentTitle: payload, paragraph: marker, start: 0, end: 1, url: payload },
    ...{ quote: payload, prefix: payload, suffix: payload, heading: payload, clause: payload, columns: [payload] },
  });
  const url = `/documents/${documentId}#paragraph-9`;
  const paragraph: FoundParagraph = { documentId, paragraph: 9, text: payload, similarity: 0.5, score: 0.5, url };
  return {
    ...{
      id: payload,
      kind: 'related',
      confidence: 0.5,
      language: 'ru',
      reason: null,
      conversationId: 'conversation-1',
    },
    text: `${payload} [1]\n${writeQuote(payload, ['«', '»'])} [2]`,
    citations: [citation(1), citation(2)],
    paragraphs: [paragraph, { ...paragraph, paragraph: 10 }],
  };
}

/** An assistant that answers a question with itself, in two pieces cut in the middle, and introduces itself with `payloads`. */
export function createHostileAssistant(payloads: string[], script: Partial<Assistant> = {}): Assistant {
  return createScriptedAssistant({
    introduction: async () => ({ about: payloads.join(' '), questions: payloads }),
    streamAnswer: ({ message }) => streamHostile(hostileAnswer(message)),
    ...script,
  });
}

async function* streamHostile(answer: Answer): AsyncGenerator<AnswerEvent> {
  const { id, conversationId, citations, text } = answer;
  yield { event: 'answer-start', data: { id, conversationId, language: 'ru' } };
  yield { event: 'text-delta', data: { text: text.slice(0, text.length / 4) } };
  for (const data of citations) yield { event: 'citation-added', data };
  yield { event: 'text-delta', data: { text: text.slice(text.length / 4) } };
  yield { event: 'answer-end', data: answer };
}
