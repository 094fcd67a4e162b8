import { addAbortSignal, PassThrough, type Writable } from 'node:stream';
import type { Question } from '../../../src/answer-question.ts';
import type { Assistant } from '../../../src/assistant.ts';
import type { Answer, AnswerEvent, Citation } from '../../../src/protocol/answer.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';

/** A question that waits for what the test lets it have. */
export interface Prompt {
  question: Question;
  /** Takes the events of the answer; destroyed with an error, the answer fails. */
  events: Writable;
  /** Aborted when the reader of the answer has left. */
  signal: AbortSignal;
  /** The events of a whole answer, at once; `isKept` claims that its conversation is kept. */
  answer(answer: Partial<Answer>, options?: { isKept?: boolean }): void;
}

/** An assistant that answers when the test says so, and not before. */
export interface PromptedAssistant {
  assistant: Assistant;
  /** The next question, in the order they are asked. */
  nextPrompt(): Promise<Prompt>;
}

/** Creates such an assistant. It introduces itself with three questions. */
export function createPromptedAssistant(): PromptedAssistant {
  const prompts = new PassThrough({ objectMode: true });
  const asked = prompts[Symbol.asyncIterator]();
  const assistant = createScriptedAssistant({
    introduction: async ({ language }) => ({ about: `Устав (${language})`, questions: ['Кто?', 'Где?', 'Когда?'] }),
    documents: async () => [
      listed(documentOf('Раз.\n\nДва.\n\nТри.', { id: 'charter', title: 'Устав', language: 'ru' })),
    ],
    async *streamAnswer(question, { signal } = {}) {
      const events = new PassThrough({ objectMode: true });
      addAbortSignal(signal!, events);
      const answer: Prompt['answer'] = (given, options) => {
        for (const event of wholeAnswer(given, options)) events.write(event);
      };
      prompts.write({ question, events, signal: signal!, answer } satisfies Prompt);
      yield* events as AsyncIterable<AnswerEvent>;
    },
  });
  return { assistant, nextPrompt: async () => (await asked.next()).value as Prompt };
}

/** The events of an answer with these parts. */
export function wholeAnswer(given: Partial<Answer>, { isKept = false } = {}): AnswerEvent[] {
  const answer = { ...scriptedAnswer(''), kind: 'answered', reason: null, ...given } satisfies Answer;
  const { id, conversationId, language } = answer;
  const begun = scriptedEvents([answer.text]).slice(1, -1);
  const cited = answer.citations.map((data): AnswerEvent => ({ event: 'citation-added', data }));
  return [
    { event: 'answer-start', data: { id, conversationId, language, isKept } },
    ...begun,
    ...cited,
    { event: 'answer-end', data: answer },
  ];
}

/** A citation of a document that is not there. */
export function madeUpCitation(given: Partial<Citation> = {}): Citation {
  const { marker = 1, paragraph = 7, quote = 'Стороны договорились.', start = 120 } = given;
  return {
    marker,
    documentId: 'charter',
    documentTitle: 'Устав',
    paragraph,
    quote,
    start,
    end: start + quote.length,
    prefix: 'Сказано прежде.\n\n',
    suffix: '\n\nСказано потом.',
    url: `/documents/charter#paragraph-${paragraph}`,
    ...given,
  };
}
