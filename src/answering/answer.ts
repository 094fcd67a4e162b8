import type { RunnableConfig } from '@langchain/core/runnables';
import type { AnswerEvent, AnswerKind, FoundParagraph, UnansweredReason } from '../protocol/answer.ts';
import type { Language } from '../protocol/language.ts';
import type { ChatTurn } from '../protocol/requests.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';

/** A paragraph as far as a citation needs it. */
export type QuotedParagraph = Omit<StoredParagraph, 'key' | 'aspects'>;

/** Words of a paragraph put forward as proof. Offsets are UTF-16 code units into the canonical text, end exclusive. */
export interface Quote {
  paragraph: QuotedParagraph;
  start: number;
  end: number;
  /** What the product itself says right before it: "Retention: ". */
  lead?: string;
}

/** What was selected to answer with, before the quotes are verified. */
export interface QuoteSelection {
  /** Whether the quotes answer the question. */
  kind: AnswerKind;
  /** Calibrated probability that the quotes answer the question, 0…1. */
  confidence: number;
  /** Set when `kind` is `unanswered`. */
  reason: UnansweredReason | null;
  /** None when `kind` is `unanswered`. */
  quotes: Quote[];
  /** A line before the quotes, in place of the one that the kind of answer has. */
  opening?: string;
  /** A line after the quotes; of an `unanswered` one, what is said in place of what its reason says. */
  closing?: string;
  /** Whether the answer says of each quote where it stands. */
  showsPlaces?: true;
}

/** Selects the quotes that answer, from what was found and from nothing else. @throws MODEL_UNAVAILABLE */
export type QuoteSelector = (found: SearchResult) => Promise<QuoteSelection>;

/** What is known of an answer before it is written. */
export interface AnswerStart {
  id: string;
  conversationId: string;
  language: Language;
}

/** What an answer is written for. */
export interface AnswerContext {
  question: {
    message: string;
    history?: ChatTurn[] | undefined;
    documentIds?: string[] | undefined;
    waitSeconds?: number | undefined;
    waitUntil?: number | undefined;
    client?: (() => string) | undefined;
  };
  start: AnswerStart;
  /** As they are sent to the client. */
  paragraphs: FoundParagraph[];
  /** What LangChain hands from run to run: callbacks for tracing, and the signal that is aborted when the reader leaves. */
  config?: RunnableConfig | undefined;
}

/** Writes an answer from what was found, event by event, up to and with `answer-end`; every citation is verified. */
export interface Answerer {
  answer(found: SearchResult, context: AnswerContext): AsyncIterable<AnswerEvent>;
}

/** The canonical text citations are verified against; null for an unknown document. */
export type CanonicalText = (documentId: string) => Promise<string | null>;
