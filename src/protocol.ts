/**
 * What server and clients say to each other. The server's types and the widget's are the same file, so they cannot drift.
 * Offsets are UTF-16 code units into a document's canonical text, start inclusive, end exclusive.
 */

/** Languages the product speaks; the texts it adds to an answer are in the language of the question. */
export type Language = 'ru' | 'en';

/** Bounds of a piece of text. */
export interface Span {
  start: number;
  end: number;
}

/** How sure an answer is: the document says it; it says something near; it does not say. */
export type AnswerKind = 'answered' | 'related' | 'unanswered';

/** Why a question is `unanswered`. */
export type UnansweredReason = 'nothing-relevant' | 'not-in-document' | 'nothing-to-search' | 'no-documents';

/** Why an answer is not what it could be: nothing to answer with, or excerpts because the chat model did not answer. */
export type AnswerReason = UnansweredReason | 'model-unavailable';

/** A verified quotation: `canonicalText.slice(start, end) === quote`, always. */
export interface Citation {
  /** The number that stands as `[1]` in the answer text. */
  marker: number;
  documentId: string;
  documentTitle: string;
  paragraph: number;
  /** The page of the source where the paragraph starts, from 1; only of documents with pages. */
  page?: number;
  quote: string;
  start: number;
  end: number;
  /** The text just before and just after the quote, as in the W3C TextQuoteSelector. */
  prefix: string;
  suffix: string;
  /** Where the reader shows the paragraph, relative to the server. */
  url: string;
}

/** A paragraph that retrieval found. */
export interface FoundParagraph {
  documentId: string;
  paragraph: number;
  /** As in `Citation`. */
  page?: number;
  /** The headings it stands under, outermost first, joined by ` › `; only where there are any. */
  heading?: string;
  /** The paragraph with its line breaks as spaces. */
  text: string;
  /** Cosine similarity of question and paragraph embeddings, -1…1. */
  similarity: number;
  /** The score the ranking is sorted by; comparable within one answer only. */
  score: number;
}

/** A whole answer, with its proof. */
export interface Answer {
  id: string;
  kind: AnswerKind;
  /** Calibrated probability that the cited words answer the question, 0…1. */
  confidence: number;
  language: Language;
  text: string;
  reason: AnswerReason | null;
  citations: Citation[];
  /** Best first, at most ten; also when nothing is answered. */
  paragraphs: FoundParagraph[];
  conversationId: string;
  /** With a chat model: what wrote the answer, and what it took. */
  model?: ModelReport;
  /** With GROUNDING=mark: spans of `text` that the cited words do not support. */
  unsupported?: Span[];
}

/** How a chat model wrote an answer. Times are milliseconds since its call; tokens are null where its server does not tell. */
export interface ModelReport {
  name: string;
  firstTokenMs: number | null;
  answerMs: number;
  inputTokens: number | null;
  outputTokens: number | null;
}

/** One earlier turn of the conversation. */
export interface ChatTurn {
  role: 'user' | 'assistant';
  content: string;
}

/** A paragraph of a document. */
export interface ParagraphPlace {
  documentId: string;
  paragraph: number;
}

/** What an answer is made of, in the order it is sent. `isKept` tells that the server keeps the conversation, so that feedback can be given. */
export type AnswerEvent =
  | { event: 'answer-start'; data: { id: string; conversationId: string; language: Language; isKept?: boolean } }
  | { event: 'paragraphs-found'; data: { paragraphs: FoundParagraph[] } }
  | { event: 'text-delta'; data: { text: string } }
  | { event: 'citation-added'; data: Citation }
  | { event: 'answer-end'; data: Answer }
  | { event: 'error'; data: { code: string; message: string } };

/** What a reader thought of an answer; `thumb` is null where only a comment was left. */
export interface Feedback {
  thumb: 'up' | 'down' | null;
  comment: string | null;
}

/** One question of a kept conversation, with its answer exactly as it was sent. */
export interface KeptTurn {
  /** ISO 8601, as all times. */
  askedAt: string;
  question: string;
  /** The paragraph the question was asked about, if it was. */
  about: ParagraphPlace | null;
  answer: Answer;
  feedback: Feedback | null;
}

/** A conversation as the server keeps it, until `expiresAt` unless it is continued. */
export interface KeptConversation {
  id: string;
  createdAt: string;
  expiresAt: string;
  turns: KeptTurn[];
}

export interface DocumentSummary {
  id: string;
  title: string;
  language: Language;
  /** How many paragraphs it has. */
  paragraphs: number;
  sha256: string;
  /** What it is filed under; questions can be asked of the documents with a tag. */
  tags: string[];
}

/** A document that was put in, and what that changed: `described` when only what is said of it is new. */
export interface ChangedDocument extends DocumentSummary {
  /** Where its file is kept, within the documents folder. */
  file: string;
  change: 'added' | 'replaced' | 'described' | 'unchanged';
}

/** What became of the files of an upload. */
export interface UploadReport {
  documents: ChangedDocument[];
  /** Why the others were not put in place. */
  problems: { file: string; documentId: string | null; code: string; message: string }[];
}

/** What an upload tells, in the order it is sent; `upload-end` or `error` is the last. */
export type UploadEvent =
  | { event: 'file-received'; data: { file: string } }
  | { event: 'document-rejected'; data: UploadReport['problems'][number] }
  | { event: 'indexing-progress'; data: { done: number; total: number } }
  | { event: 'document-indexed'; data: ChangedDocument }
  | { event: 'upload-end'; data: UploadReport }
  | { event: 'error'; data: { code: string; message: string } };

export interface DocumentText {
  id: string;
  title: string;
  /** The canonical text. */
  text: string;
  paragraphs: { paragraph: number; start: number; end: number }[];
}

/** What a chat shows before the first question: what the documents are, and questions they answer. */
export interface Introduction {
  /** One line: title, date, size; or how many documents there are. */
  about: string;
  /** At most three, each of which was answered when it was tried. */
  questions: string[];
}
