import type { Answer, Citation } from '../protocol/answer.ts';
import type { Feedback } from '../protocol/conversation.ts';
import type { ParagraphPlace } from '../protocol/places.ts';
import type { AskFailure } from './requests/ask-server.ts';
import type { FeedbackFailure } from './requests/kept-conversation.ts';

/** How the chat is placed: a button that opens a panel, a part of the page, or a field at its foot with the answers in a sheet. */
export type ChatMode = 'launcher' | 'inline' | 'docked';

/** A paragraph that the next question is about. */
export interface AskedParagraph extends ParagraphPlace {
  text: string;
}

/** Detail of `pilcrow-citation`. */
export interface CitationDetail {
  citation: Citation;
  /** All citations of its answer that have arrived. */
  citations: Citation[];
  /** A marker was pressed (`quote`: the quote opens in the chat), or "show in the document" was. */
  shown: 'quote' | 'document';
}

/** Detail of `pilcrow-paragraph`: one of the nearest paragraphs was chosen. */
export type ParagraphDetail = ParagraphPlace;

/** Detail of `pilcrow-feedback`: the server has this feedback on an answer. */
export interface FeedbackDetail {
  answer: Answer;
  feedback: Feedback;
}

/** Detail of `pilcrow-error`: what went wrong, for the page. The visitor sees it said in the chat, where there is something to do about it. */
export interface ErrorDetail {
  /** A question got no answer; the line about the documents, feedback or the widget's words in another language did not get through. */
  during: 'question' | 'introduction' | 'feedback' | 'messages';
  kind: AskFailure['kind'] | FeedbackFailure;
  /** What the server said of it, in English; null where it said nothing. */
  detail: string | null;
}

/**
 * The events of the chat, on the element; they bubble, and cross shadow roots. A page that cancels `pilcrow-citation` or `pilcrow-paragraph` shows
 * the words itself; a cancelled `pilcrow-suggestion` is not asked, and with a cancelled `pilcrow-clear` nothing is erased.
 */
export interface ChatEvents {
  'pilcrow-question': CustomEvent<{ question: string }>;
  'pilcrow-answer': CustomEvent<{ question: string; answer: Answer }>;
  'pilcrow-citation': CustomEvent<CitationDetail>;
  'pilcrow-paragraph': CustomEvent<ParagraphDetail>;
  'pilcrow-feedback': CustomEvent<FeedbackDetail>;
  /** The launcher's panel or the docked sheet was opened or closed, by the visitor or the page. */
  'pilcrow-open': CustomEvent<null>;
  'pilcrow-close': CustomEvent<null>;
  /** A new conversation was asked for: the one before will be erased. */
  'pilcrow-clear': CustomEvent<null>;
  'pilcrow-suggestion': CustomEvent<{ question: string }>;
  /** An answer was copied: the text that is on the clipboard. */
  'pilcrow-copy': CustomEvent<{ answer: Answer; text: string }>;
  'pilcrow-error': CustomEvent<ErrorDetail>;
}
