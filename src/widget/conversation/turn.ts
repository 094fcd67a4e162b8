import type { Answer, Citation } from '../../protocol/answer.ts';
import type { Feedback } from '../../protocol/conversation.ts';
import type { AskedParagraph } from '../chat-element.ts';
import type { ArrivingEvent, AskFailure } from '../requests/ask-server.ts';

/** One question with its answer, or why there is none. */
export interface Turn {
  id: number;
  question: string;
  /** The paragraph the question is about; null when it is about the documents. */
  about: AskedParagraph | null;
  status: 'finding' | 'thinking' | 'answering' | 'done' | 'stopped' | 'failed';
  /** How many files are indexed, only while the server has no whole index to answer from; null where it does not know. */
  indexing?: { done: number; total: number } | null | undefined;
  /** Excerpts to be read until a chat model has written something; null without them, and once it has. */
  provisional: Answer | null;
  /** The text and the citations that have arrived. */
  text: string;
  citations: Citation[];
  /** The whole answer; null until it has arrived. */
  answer: Answer | null;
  failure: AskFailure | null;
  /** Whether the server keeps the conversation, so that feedback can be given. */
  isKept: boolean;
  /** The feedback that the server has. */
  feedback: Feedback | null;
}

/** A turn whose answer has not begun. */
export function newTurn(asked: Pick<Turn, 'id' | 'question' | 'about'>): Turn {
  return {
    ...asked,
    status: 'finding',
    provisional: null,
    text: '',
    citations: [],
    answer: null,
    failure: null,
    isKept: false,
    feedback: null,
  };
}

/** Whether the answer is being searched for or written. */
export function isArriving({ status }: Pick<Turn, 'status'>): boolean {
  return status === 'finding' || status === 'thinking' || status === 'answering';
}

/** What an event of the answer changes in its turn. */
export function afterEvent(turn: Turn, event: ArrivingEvent): Partial<Turn> {
  switch (event.event) {
    case 'answer-start':
      return { indexing: undefined, isKept: event.data.isKept ?? false };
    case 'indexing':
      return { indexing: event.data };
    case 'thinking':
      return turn.status === 'finding' ? { status: 'thinking' } : {};
    case 'excerpts':
      return turn.status === 'answering' ? {} : { provisional: event.data };
    case 'text-delta':
      return { status: 'answering', provisional: null, text: turn.text + event.data.text };
    case 'citation-added':
      return { citations: [...turn.citations, event.data] };
    case 'answer-end':
      return {
        status: 'done',
        provisional: null,
        answer: event.data,
        text: event.data.text,
        citations: event.data.citations,
      };
    default:
      return {};
  }
}
