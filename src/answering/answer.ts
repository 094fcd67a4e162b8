import type { AnswerKind, Language, UnansweredReason } from '../protocol.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import type { StoredParagraph } from '../stores/paragraph-store.ts';

/** Words of a paragraph put forward as proof. Offsets are UTF-16 code units into the canonical text, end exclusive. */
export interface Quote {
  paragraph: StoredParagraph;
  start: number;
  end: number;
}

/** What an answerer found, before its quotes are verified. */
export interface AnswerDraft {
  kind: AnswerKind;
  /** Calibrated probability that the quotes answer the question, 0…1. */
  confidence: number;
  /** Set when `kind` is `unanswered`. */
  reason: UnansweredReason | null;
  quotes: Quote[];
}

/** Answers from what was found, and from nothing else. */
export interface Answerer {
  answer(found: SearchResult, options: { language: Language }): Promise<AnswerDraft>;
}
