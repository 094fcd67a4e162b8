import { randomUUID } from 'node:crypto';
import { type Runnable, type RunnableConfig, RunnableSequence } from '@langchain/core/runnables';
import type { Answerer } from './answering/answer.ts';
import { answerLanguage } from './answering/answer-language.ts';
import { ChainStep, listingStep } from './answering/chain-step.ts';
import { answerRequestIn } from './answering/follow-up/answer-request.ts';
import { startWaiting } from './answering/model/client/patience.ts';
import { composeReply } from './answering/replies/compose-reply.ts';
import type { Replier } from './answering/replies/create-replier.ts';
import { standaloneQuery } from './answering/standalone-query.ts';
import { citationAddress } from './documents/addresses/citation-address.ts';
import { onOneLine } from './documents/document.ts';
import { kindOfPageIn } from './documents/paragraph-context.ts';
import type { Answer, AnswerEvent, FoundParagraph } from './protocol/answer.ts';
import type { Language } from './protocol/language.ts';
import type { ChatTurn } from './protocol/requests.ts';
import type { SearchQuery } from './retrieval/match-question.ts';
import { ParagraphRetriever } from './retrieval/paragraph-retriever.ts';
import type { RankedParagraph } from './retrieval/rank-paragraphs.ts';
import type { Search, SearchResult } from './retrieval/search-paragraphs.ts';

/** A question as it was asked. */
export interface Question {
  message: string;
  history?: ChatTurn[] | undefined;
  conversationId?: string | undefined;
  /** Answer from these documents only. */
  documentIds?: string[] | undefined;
  /**
   * Gives who asks, as limits know callers: an address. A function, so that no trace of a run has it. Undefined for who is at this machine.
   */
  client?: (() => string) | undefined;
  /** How long a chat model is waited for; then what it has written so far answers, or the excerpts. */
  waitSeconds?: number | undefined;
  /** When that is over: set when the question comes in. */
  waitUntil?: number | undefined;
  /** For what the product itself says in the answer to a question that is in none of its languages. */
  preferredLanguage?: Language | undefined;
  /** Which of several assistants is asked: the one with these words of its own. */
  assistant?: string | undefined;
}

/** Makes of a question in a conversation the query to search with. */
export type QueryMaker = (question: Question, config: RunnableConfig) => Promise<SearchQuery>;

/** What the chain is made of. */
export interface ChainParts {
  search: Search;
  answerer: Answerer;
  replier: Replier;
  /** The default takes what the question leans on from the conversation. */
  makeQuery?: QueryMaker;
}

/** Paragraphs sent with an answer, at most. */
const MAX_FOUND_PARAGRAPHS = 10;

/**
 * The whole flow as a LangChain chain: question → standalone query → retriever → answerer → verified citations. What asks nothing of the
 * documents is replied to before any of it.
 *
 * It streams lists of one event; `invoke` gives all events of an answer in one list, `answer-end` last.
 */
export function createAnswerChain({
  search,
  answerer,
  makeQuery = async (question) => standaloneQuery(question),
  replier,
}: ChainParts): Runnable<Question, AnswerEvent[]> {
  const understand = new ChainStep({
    name: 'standalone-question',
    async whole(asked: Question, config) {
      const question = startWaiting(asked);
      return { question, query: await makeQuery(replier.questionOf(question), config) };
    },
  });

  const retrieve = new ChainStep({
    name: 'retrieve',
    async whole({ question, query }: { question: Question; query: SearchQuery }, config) {
      const { documentIds } = question;
      let found: SearchResult | undefined;
      // The retriever reports to LangChain's callbacks; the answerer needs the whole result, with its signals.
      const retriever = new ParagraphRetriever({
        search: async (asked, ...within) => {
          found = await search({ ...query, ...asked }, ...within);
          return found;
        },
        limit: MAX_FOUND_PARAGRAPHS,
        context: query.context,
        documentIds,
      });
      await retriever.invoke(query.question, config);
      return { question, found: found! };
    },
  });

  const answer = listingStep<{ question: Question; found: SearchResult }, AnswerEvent>(
    'answer',
    async function* ({ question, found }, config) {
      const language = answerLanguage(question.message, question.preferredLanguage);
      const start = { ...idsOf(question), language };
      yield [{ event: 'answer-start', data: start }];
      const paragraphs = found.paragraphs.slice(0, MAX_FOUND_PARAGRAPHS).map(toFoundParagraph);
      yield [{ event: 'paragraphs-found', data: { paragraphs } }];
      for await (const event of answerer.answer(found, { question, start, paragraphs, config })) yield [event];
    },
  );

  const fromDocuments = RunnableSequence.from<Question, AnswerEvent[]>([understand, retrieve, answer]);
  return replyOr(fromDocuments.withConfig({ runName: 'answer-from-documents' }), replier);
}

/** "Are you sure?" after an answer asks about that answer, not about the assistant. */
function isAboutAnswer({ message, history = [] }: Question): boolean {
  return history.at(-1)?.role === 'assistant' && answerRequestIn(message) !== null;
}

/** Replies to what asks nothing of the documents, and leaves the rest to the chain that answers from them. */
function replyOr(fromDocuments: Runnable<Question, AnswerEvent[]>, replier: Replier) {
  const chosenFor = async (question: Question): Promise<Runnable<Question, AnswerEvent[]>> => {
    const reply = isAboutAnswer(question) ? null : await replier.reply(question);
    if (reply === null) return fromDocuments;
    return listingStep('reply', async function* () {
      for (const event of composeReply(reply, idsOf(question))) yield [event];
    });
  };
  return new ChainStep<Question, AnswerEvent[]>({
    name: 'answer-question',
    whole: async (question, config) => (await chosenFor(question)).invoke(question, config),
    async *inPieces(question, config) {
      yield* await (await chosenFor(question)).stream(question, config);
    },
  });
}

/** The ids of an answer; a question without a conversation begins one. */
function idsOf({ conversationId }: Question): { id: string; conversationId: string } {
  return { id: randomUUID(), conversationId: conversationId ?? randomUUID() };
}

/** A paragraph as it is sent to clients. */
export function toFoundParagraph({ paragraph, similarity, score }: RankedParagraph): FoundParagraph {
  return {
    documentId: paragraph.documentId,
    documentTitle: paragraph.documentTitle,
    paragraph: paragraph.number,
    ...(paragraph.page !== null && { page: paragraph.page, ...kindOfPageIn(paragraph.context) }),
    ...(paragraph.heading !== null && { heading: paragraph.heading }),
    text: onOneLine(paragraph.text),
    url: citationAddress(paragraph, paragraph.text),
    similarity,
    score,
  };
}

/** The ways to ask the chain of an answer; aborting the signal ends the work. */
export interface Askings {
  ask(question: Question, options?: { signal?: AbortSignal }): Promise<Answer>;
  /** The events of an answer as they are made. */
  streamAnswer(question: Question, options?: { signal?: AbortSignal }): AsyncIterable<AnswerEvent>;
  /** The same events, all of them when the answer is complete. */
  answerAtOnce: Askings['streamAnswer'];
}

/**
 * Creates the ways to ask a chain: for an answer, for its events as they are made, for all of them at once.
 *
 * @param others The chains of assistants that have one of their own, by name.
 */
export function createAskings(
  chain: Runnable<Question, AnswerEvent[]>,
  others: ReadonlyMap<string, Runnable<Question, AnswerEvent[]>> = new Map(),
): Askings {
  const chainFor = ({ assistant = '' }: Question) => others.get(assistant) ?? chain;
  return {
    async ask(question, options = {}) {
      const end = (await chainFor(question).invoke(question, options)).at(-1);
      if (end?.event !== 'answer-end') throw new Error('The answer chain ended without an answer');
      return end.data;
    },
    async *streamAnswer(question, options = {}) {
      for await (const events of await chainFor(question).stream(question, options)) yield* events;
    },
    async *answerAtOnce(question, options = {}) {
      yield* await chainFor(question).invoke(question, options);
    },
  };
}
