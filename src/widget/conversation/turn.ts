import type { Answer, AnswerEvent, Citation } from '../../protocol/answer.ts';
import type { Feedback } from '../../protocol/conversation.ts';
import type { AskedParagraph } from '../chat-element.ts';
import type { AskFailure } from '../requests/ask-server.ts';

/** One question and what came of it. */
export interface Turn {
  id: number;
  question: string;
  /** The paragraph the question was asked about, if it was. */
  about: AskedParagraph | null;
  status: 'finding' | 'answering' | 'done' | 'stopped' | 'failed';
  /** The text and the citations that have arrived. */
  text: string;
  citations: Citation[];
  /** Whole, once it has arrived. */
  answer: Answer | null;
  failure: AskFailure | null;
  /** Whether the server keeps the conversation, so that feedback can be given. */
  isKept: boolean;
  /** What the server has. */
  feedback: Feedback | null;
}

/** A turn whose answer has not begun. */
export function newTurn(asked: Pick<Turn, 'id' | 'question' | 'about'>): Turn {
  return {
    ...asked,
    status: 'finding',
    text: '',
    citations: [],
    answer: null,
    failure: null,
    isKept: false,
    feedback: null,
  };
}

/** What an event of its answer changes of a turn. */
export function afterEvent(turn: Turn, event: AnswerEvent): Partial<Turn> {
  switch (event.event) {
    case 'answer-start':
      return { isKept: event.data.isKept ?? false };
    case 'text-delta':
      return { status: 'answering', text: turn.text + event.data.text };
    case 'citation-added':
      return { citations: [...turn.citations, event.data] };
    case 'answer-end':
      return { status: 'done', answer: event.data, text: event.data.text, citations: event.data.citations };
    default:
      return {};
  }
}
