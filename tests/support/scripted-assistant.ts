import type { Assistant } from '../../src/assistant.ts';
import type { Answer, AnswerEvent } from '../../src/protocol/answer.ts';

/**
 * An assistant scripted by a test: for failures, endless answers and moments that a real one does not give on demand.
 *
 * It is ready, has no documents and keeps no conversation and no file; a scripted `ask` is its stream too. What was not scripted throws.
 */
export function createScriptedAssistant(script: Partial<Assistant>): Assistant {
  const refuse = (name: string) => () => {
    throw new Error(`The test did not script ${name}`);
  };
  const { ask } = script;
  const streamAnswer: Assistant['streamAnswer'] =
    script.streamAnswer ??
    async function* (question, options) {
      yield { event: 'answer-end', data: await (ask ?? refuse('streamAnswer or ask'))(question, options) };
    };
  return {
    buildIndex: refuse('buildIndex'),
    untilWhole: async () => {},
    hasIndex: async () => true,
    isReady: async () => true,
    indexing: async () => null,
    streamAnswer,
    ask: refuse('ask'),
    converse: async (question, options) => streamAnswer(question, options),
    conversations: null,
    reviewQuestions: null,
    rateCounter: null,
    search: refuse('search'),
    explain: refuse('explain'),
    introduction: refuse('introduction'),
    checkGrounding: refuse('checkGrounding'),
    get sites(): Assistant['sites'] {
      return refuse('sites')();
    },
    get library(): Assistant['library'] {
      return refuse('library')();
    },
    documents: async () => [],
    document: async () => null,
    positions: async () => null,
    findOriginal: async () => 'not-kept',
    get chain(): Assistant['chain'] {
      return refuse('chain')();
    },
    retriever: refuse('retriever'),
    close: async () => {},
    ...script,
  };
}

/** An answer with nothing in it but `text`. */
export function scriptedAnswer(text: string): Answer {
  return {
    id: 'answer-1',
    kind: 'unanswered',
    confidence: 0,
    language: 'ru',
    text,
    reason: 'not-in-document',
    citations: [],
    paragraphs: [],
    conversationId: 'conversation-1',
  };
}

/** The events of `scriptedAnswer`, the text in the given pieces. */
export function scriptedEvents(pieces: string[]): AnswerEvent[] {
  return [
    { event: 'answer-start', data: { id: 'answer-1', conversationId: 'conversation-1', language: 'ru' } },
    { event: 'paragraphs-found', data: { paragraphs: [] } },
    ...pieces.map((text): AnswerEvent => ({ event: 'text-delta', data: { text } })),
    { event: 'answer-end', data: scriptedAnswer(pieces.join('')) },
  ];
}
