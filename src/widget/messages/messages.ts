import type { UnansweredReason } from '../../protocol/answer.ts';
import type { PlaceWords } from '../../protocol/quotes/place-words.ts';
import type { FeedbackFailure } from '../requests/kept-conversation.ts';

/** A message that counts: a form for each category of `Intl.PluralRules` that its language has, `{count}` in them. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Everything the widget itself says; the answers' own words come from the server. `{name}` is filled in. */
export interface Messages {
  /** BCP 47 tag of the language that they are in. */
  language: string;
  heading: string;
  placeholder: string;
  placeholderAbout: string;
  /** Above what the documents are, before the first question. */
  greeting: string;
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
  omitted: Counted;
  truncated: string;
  modelUnsupported: string;
  nearest: string;
  otherNearest: string;
  /** On a long quote: of how many items, rows or paragraphs (`{count}`); of a single long one. */
  showAll: string;
  showWhole: string;
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
  /** `{marker}`, `{paragraph}`. */
  citation: string;
  paragraph: string;
  about: string;
  removeAbout: string;
  answerArrived: string;
  // Why a question got no answer, by `AskFailure['kind']`.
  /** The network fails, or the server cannot be reached. */
  offline: string;
  limited: string;
  /** Where the server says how long: `{seconds}`. */
  limitedFor: string;
  preparing: string;
  busy: string;
  /** The server asks for a password, or a key. */
  locked: string;
  refused: string;
  failed: string;
  /** What is said in place of the server's words where it has no answer, by the reason, and before quotes that need not answer. */
  outcomes: Record<UnansweredReason | 'related', string>;
  /** Behind it where no document is in the language of the question: `{languages}`, as many as `count`. */
  documentLanguages: Counted;
  places: PlaceWords;
}

/** Some of the messages, as the owner of a page gives them. */
export type OwnMessages = { [Key in keyof Messages]?: Partial<Messages[Key]> | string };
