import type { FeedbackFailure } from '../requests/kept-conversation.ts';

/** Everything the widget itself says; the answers' own words come from the server. */
export interface Messages {
  heading: string;
  placeholder: string;
  placeholderAbout: string;
  ask: string;
  stop: string;
  open: string;
  close: string;
  showConversation: string;
  hideConversation: string;
  newConversation: string;
  conversation: string;
  question: string;
  worthAsking: string;
  /** Until the server has a whole index; how many files it has follows. */
  indexing: string;
  finding: string;
  /** While a chat model is at work. An ellipsis follows it, as it does `finding` and `excerptsFirst`. */
  thinking: string;
  /** Above excerpts that are read until the answer of a chat model comes. */
  excerptsFirst: string;
  stopped: string;
  unsupported: string;
  /** Of a chat model's text: how many sentences are not shown; that it ended early; that none of it is shown. */
  omitted: (sentences: number) => string;
  truncated: string;
  modelUnsupported: string;
  nearest: string;
  otherNearest: string;
  /** On a long quote: of how many items, rows or paragraphs; 1 is a single long one. */
  showAll: (count: number) => string;
  showLess: string;
  sources: string;
  copy: string;
  copied: string;
  thumbs: Record<'up' | 'down', string>;
  /** Labels of the field for a comment, by the thumb that opened it. */
  askedComments: Record<'up' | 'down', string>;
  send: string;
  sent: string;
  /** Why feedback was not sent. */
  notSent: Record<FeedbackFailure, string>;
  retry: string;
  showInDocument: string;
  citation: (marker: number, paragraph: number) => string;
  paragraph: (paragraph: number) => string;
  about: (paragraph: number) => string;
  removeAbout: string;
  answerArrived: string;
  // Why a question got no answer, by `AskFailure['kind']`.
  /** The network fails, or the server cannot be reached. */
  offline: string;
  limited: (seconds: number | null) => string;
  preparing: string;
  busy: string;
  refused: string;
  failed: string;
}
