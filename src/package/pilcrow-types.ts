import type { RequestListener } from 'node:http';
import type { BaseRetriever } from '@langchain/core/retrievers';
import type { Runnable } from '@langchain/core/runnables';
import type { Settings } from '../config/settings.ts';
import { type ErrorCode, PilcrowError } from '../errors.ts';
import type { Answer, AnswerEvent, FoundParagraph } from '../protocol/answer.ts';
import type { DocumentSummary } from '../protocol/documents.ts';
import type { ChatTurn } from '../protocol/requests.ts';

/* The types of the package, `import { createAssistant } from 'pilcrow'`: what is here stays as docs/library.md describes it; all other modules may change. */

export type { Answer, AnswerEvent, Citation, FoundParagraph } from '../protocol/answer.ts';
export type { DocumentSummary } from '../protocol/documents.ts';
export { type ErrorCode, PilcrowError };

/** The settings of README by their names. Relative paths start from the current folder; neither the environment nor a file `.env` is read. */
export type Options = Partial<Record<keyof Settings, string | number | boolean | readonly string[]>>;

/** Which documents to answer from; all of them by default. */
export interface Selection {
  documentIds?: string[] | undefined;
  /** A document with one of them is enough. */
  tags?: string[] | undefined;
}

/** A question, and the conversation that it continues. */
export interface Question {
  message: string;
  history?: ChatTurn[] | undefined;
  documentIds?: string[] | undefined;
  /** How long a chat model is waited for; then what it has written so far answers, or the excerpts. */
  waitSeconds?: number | undefined;
}

/** What an update of the index did, in documents. */
export interface UpdateReport {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Why some files were left out; what was indexed of them before stays. */
  problems: readonly { error: PilcrowError }[];
}

/** Answers from the documents of one folder or database. */
export interface Assistant {
  /** Answers a question, with citations that stand in the documents word for word. @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN, MODEL_UNAVAILABLE */
  ask(question: string | (Question & Selection), options?: { signal?: AbortSignal }): Promise<Answer>;
  /** The same, piece by piece as it is written: `answer-start`, …, `answer-end`. */
  stream(question: string | (Question & Selection), options?: { signal?: AbortSignal }): AsyncIterable<AnswerEvent>;
  /** The best paragraphs, best first. @param options.limit 10 by default. @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN */
  search(query: string, options?: { limit?: number | undefined } & Selection): Promise<FoundParagraph[]>;
  documents(): Promise<DocumentSummary[]>;
  /** Brings the index up to date with the documents folder. What cannot be read is in `problems`. @throws INDEX_LOCKED, MODEL_UNAVAILABLE */
  update(): Promise<UpdateReport>;
  /** The flow of an answer as a LangChain chain; `invoke` gives all events of the answer. */
  chain: Runnable<Question, AnswerEvent[]>;
  /** The search as a LangChain retriever, for chains of your own. */
  retriever(options?: { limit?: number | undefined; documentIds?: string[] }): BaseRetriever;
  /** Releases the index and the model. */
  close(): Promise<void>;
}

/**
 * Opens an assistant and brings its index up to date. Its log is on standard error, at LOG_LEVEL `warn` by default.
 *
 * @throws CONFIG_INVALID for an option that is no setting or has a wrong value, and what `update` throws.
 */
export declare function createAssistant(options?: Options): Promise<Assistant>;

/**
 * Creates what `pilcrow serve` serves: pages, API and widget. Mount it under any path of an Express app, `site.use('/assistant', createApp(assistant))`, or give
 * it to `http.createServer`. Where it is called by another name than those of this machine, ALLOWED_HOSTS has to say so.
 *
 * @throws TypeError for an assistant that `createAssistant` has not made.
 */
export declare function createApp(assistant: Assistant): RequestListener;
