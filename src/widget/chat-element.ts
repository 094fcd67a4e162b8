import type { Answer, Citation } from '../protocol/answer.ts';
import type { Feedback } from '../protocol/conversation.ts';
import type { ParagraphPlace } from '../protocol/places.ts';

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

/**
 * The events of the chat, on the element; they bubble. A page that cancels `pilcrow-citation` or `pilcrow-paragraph` shows
 * the words itself.
 */
export interface ChatEvents {
  'pilcrow-question': CustomEvent<{ question: string }>;
  'pilcrow-answer': CustomEvent<{ question: string; answer: Answer }>;
  'pilcrow-citation': CustomEvent<CitationDetail>;
  'pilcrow-paragraph': CustomEvent<ParagraphDetail>;
  'pilcrow-feedback': CustomEvent<FeedbackDetail>;
}
