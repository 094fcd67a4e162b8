import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BaseRetriever } from '@langchain/core/retrievers';
import type { Runnable } from '@langchain/core/runnables';
import type { Question } from './answer-question.ts';
import { type Answerers, chooseAnswerers } from './answering/choose-answerers.ts';
import { createExplainer, type Explain } from './answering/explain-answer.ts';
import { createQuoteSelector } from './answering/extractive/select-quotes.ts';
import type { GroundingCheck } from './answering/grounding/check-grounding.ts';
import { createIntroducer, type IntroductionRequest } from './answering/introduction/introduce-documents.ts';
import { nameDocumentLanguages } from './answering/name-document-languages.ts';
import { answerByStructure } from './answering/structure/answer-by-structure.ts';
import type { AssistantSettings } from './config/assistants.ts';
import type { Config } from './config/config.ts';
import { type Converse, createConverse } from './conversations/converse.ts';
import { createQuestionReviewer, type ReviewQuestions } from './conversations/review/review-questions.ts';
import { onOneLine } from './documents/document.ts';
import { type Embedder, embeddingModelKey } from './embeddings/embedder.ts';
import { openEmbedder } from './embeddings/open-embedder.ts';
import { type OpenLibrary, openLibrary } from './library/open-library.ts';
import { createOriginalFinder, type FindOriginal } from './library/original-file.ts';
import { createLog, type Log } from './log.ts';
import type { Answer, AnswerEvent, FoundParagraph } from './protocol/answer.ts';
import type { DocumentSummary, Introduction } from './protocol/documents.ts';
import { loadCalibration } from './retrieval/calibration.ts';
import { openReranking } from './retrieval/reranking/open-reranking.ts';
import type { Rerank } from './retrieval/reranking/rerank-candidates.ts';
import { createSearch } from './retrieval/search-paragraphs.ts';
import { type DocumentSelection, selectDocuments } from './retrieval/select-documents.ts';
import type { ConversationStore } from './stores/conversation-store.ts';
import { withLatestTexts } from './stores/latest-texts.ts';
import { openStores } from './stores/open-stores.ts';
import type { SearchedStore } from './stores/paragraph-store.ts';
import type { RateCounter } from './stores/rate-counter.ts';
import { summaryOf } from './stores/summary-of.ts';
import type { UsageCounter } from './stores/usage-counter.ts';

/** Everything a command or a route needs. */
export interface Assistant extends OpenLibrary, Pick<SearchedStore, 'document' | 'positions'> {
  /** Whether there is a whole index to answer from, and the model is loaded. */
  isReady(): Promise<boolean>;
  /** The events of an answer as they are made; aborting the signal ends the work. */
  streamAnswer(question: Question, options?: { signal?: AbortSignal }): AsyncIterable<AnswerEvent>;
  ask(question: Question, options?: { signal?: AbortSignal }): Promise<Answer>;
  /** The same within a conversation, which is kept. */
  converse: Converse;
  /** Null when none are kept. */
  conversations: ConversationStore | null;
  /** What was asked and not answered; null where conversations are not kept, or not reviewed. */
  reviewQuestions: ReviewQuestions | null;
  /** Null: each server counts its own calls. */
  rateCounter: RateCounter | null;
  /** The best paragraphs, best first. @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN */
  search(query: string, options: { limit: number } & DocumentSelection): Promise<FoundParagraph[]>;
  /** Why a question is answered with the excerpts that it is. */
  explain: Explain;
  /** What a chat shows before the first question; each of its questions was answered well, with excerpts, when it was tried. */
  introduction(request: IntroductionRequest): Promise<Introduction>;
  /** Whether cited texts support a sentence: the check of what a chat model writes. */
  checkGrounding: GroundingCheck;
  documents(): Promise<DocumentSummary[]>;
  /** The file that a document was read from, while it is as it was then. */
  findOriginal: FindOriginal;
  /** The flow of an answer as a LangChain chain, for other compositions; `retriever` gives its search alone. */
  chain: Runnable<Question, AnswerEvent[]>;
  retriever(options: { limit: number; documentIds?: string[] }): BaseRetriever;
  close(): Promise<void>;
}

/**
 * Creates the product from its parts: the only place that chooses implementations, except for the stores, which `openStores` chooses.
 *
 * @param parts.embedder The embedder of the configuration where it is loading already; it is closed with the rest.
 */
export async function createAssistant(
  config: Config,
  {
    log = createLog(config.logLevel),
    embedder = openEmbedder(config.embedding),
  }: { log?: Log; embedder?: Embedder } = {},
): Promise<Assistant> {
  // The model is loaded by another thread while this one imports LangChain; the first call that needs it reports a failure.
  embedder.model().catch(() => {});
  const { store, searched, conversations, rateCounter, usageCounter, close } = await openStores(config).catch(
    async (error) => {
      await embedder.close();
      throw error;
    },
  );
  const { rerank, ...reranking } = openReranking(config.reranker, log);
  const closeParts = async () => {
    await Promise.all([embedder.close(), reranking.close()]);
    // The last turns of conversations are written just after their answers.
    await nextTurn();
    await close();
  };
  const documents = async () => (await store.documents()).map(summaryOf);
  const parts = { searched, documents, embedder, rerank, usageCounter, log };
  const { answerAtOnce, ...answering } = await createAnswering(config, parts).catch(async (error: unknown) => {
    await closeParts();
    throw error;
  });
  return {
    ...openLibrary(config, { store, documents, embedder }),
    ...answering,
    converse: createConverse({
      answer: (question, { isWhole, ...options }) =>
        (isWhole ? answerAtOnce : answering.streamAnswer)(question, options),
      document: (id) => searched.document(id),
      documents: () => searched.documents(),
      conversations,
      log,
    }),
    conversations,
    reviewQuestions:
      conversations && config.conversations.areReviewed
        ? createQuestionReviewer({ conversations, embedder, document: (id) => searched.document(id) })
        : null,
    rateCounter,
    documents,
    document: (id) => searched.document(id),
    positions: (id) => searched.positions(id),
    findOriginal: createOriginalFinder(store, config.documentsDirectory),
    close: closeParts,
  };
}

type Answering = Pick<
  Assistant,
  'isReady' | 'streamAnswer' | 'ask' | 'search' | 'explain' | 'introduction' | 'checkGrounding' | 'chain' | 'retriever'
>;

type AnsweringParts = {
  searched: SearchedStore;
  embedder: Embedder;
  usageCounter: UsageCounter | null;
  log: Log;
};

/** Creates what answers and searches. `answerAtOnce` yields the same events as `streamAnswer`, all of them when the answer is complete. */
async function createAnswering(
  config: Config,
  parts: AnsweringParts & Pick<Assistant, 'documents'> & { rerank: Rerank },
): Promise<Answering & { answerAtOnce: Assistant['streamAnswer'] }> {
  const { documents, embedder, rerank } = parts;
  const searched = withLatestTexts(parts.searched);
  const [{ calibration }, { createAnswerChain, createAskings, toFoundParagraph }, { ParagraphRetriever }] =
    await Promise.all([
      loadCalibration(config.embedding),
      import('./answer-question.ts'),
      import('./retrieval/paragraph-retriever.ts'),
    ]);
  const search = createSearch({ store: searched, embedder, calibration, rerank });
  const selectQuotes = createQuoteSelector({ calibration });
  const answerersFor = await chooseAnswerers(config, { ...parts, store: searched, search, selectQuotes, calibration });
  const { answering, excerpts } = await answerersFor(config.promptsDirectory);
  const chainOf = (chosen: Answerers['answering']) => {
    const byStructure = answerByStructure(chosen, { store: searched, embedder, search, selectQuotes });
    return createAnswerChain({ search, ...nameDocumentLanguages(byStructure, searched) });
  };
  const chain = chainOf(answering);
  const chainBy = async ({ promptsDirectory }: AssistantSettings) =>
    promptsDirectory === null ? chain : chainOf((await answerersFor(promptsDirectory)).answering);
  const chains = [...config.http.assistants.values()].map(async (one) => [one.name, await chainBy(one)] as const);
  const askings = createAskings(chain, new Map(await Promise.all(chains)));
  const tryings = answering === excerpts ? askings : createAskings(chainOf(excerpts));
  return {
    ...askings,
    isReady: () => isAnswerable(parts),
    async search(query, { limit, ...selection }) {
      const documentIds = await selectDocuments(selection, documents);
      const { paragraphs } = await search({ question: onOneLine(query), context: [] }, documentIds);
      return paragraphs.slice(0, limit).map(toFoundParagraph);
    },
    explain: createExplainer({ search, calibration, documents, replier: answering.replier }),
    introduction: createIntroducer({ store: searched, ask: tryings.ask }),
    // Excerpts need no such check, whose patterns take long to load.
    async checkGrounding(...given) {
      const { createGroundingCheck } = await import('./answering/grounding/check-grounding.ts');
      return createGroundingCheck({ embedder })(...given);
    },
    chain,
    retriever: (options) => new ParagraphRetriever({ search, ...options }),
  };
}

/** Whether there is a whole index, made with the model that is loaded. */
async function isAnswerable({ searched, embedder }: Pick<AnsweringParts, 'searched' | 'embedder'>): Promise<boolean> {
  const [manifest, isComplete, model] = await Promise.all([
    searched.manifest(),
    searched.isComplete(),
    embedder.model(),
  ]);
  return manifest !== null && isComplete && embeddingModelKey(manifest.embedding) === embeddingModelKey(model);
}
