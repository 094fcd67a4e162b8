import type { RunnableConfig } from '@langchain/core/runnables';
import { onOneLine } from '../../documents/document.ts';
import { reasonOf } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { AnswerKind } from '../../protocol/answer.ts';
import type { Language } from '../../protocol/language.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { SearchQuery } from '../../retrieval/match-question.ts';
import type { Search } from '../../retrieval/search-paragraphs.ts';
import type { QuoteSelector } from '../answer.ts';
import { answerLanguage } from '../answer-language.ts';
import { asksToRework } from '../follow-up/asks-to-rework.ts';
import { standaloneQuery } from '../standalone-query.ts';
import type { ChatModel } from './client/chat-model.ts';
import { ChatModelError } from './client/chat-model-failure.ts';
import { patienceOf } from './client/patience.ts';
import type { Prompts } from './prompt/prompts.ts';
import { readRewriting } from './read-rewriting.ts';

/** What a follow-up is rewritten with. */
interface RewriterParts {
  model: ChatModel;
  prompts: Prompts;
  /** Both judge whether the rewritten question is answered as well as the plain one. */
  search: Search;
  selectQuotes: QuoteSelector;
  log: Log;
}

interface FollowUp {
  message: string;
  history?: ChatTurn[] | undefined;
  documentIds?: string[] | undefined;
  preferredLanguage?: Language | undefined;
  waitUntil?: number | undefined;
  client?: (() => string) | undefined;
}

/** Answers are better in this order. */
const KINDS: readonly AnswerKind[] = ['unanswered', 'related', 'answered'];

/**
 * Creates what makes a follow-up understandable without its conversation. A question that stands on its own is not rewritten; what the model
 * writes is searched beside the question as it is understood without a model, and takes its place where it is answered as well.
 */
export function createQuestionRewriter(parts: RewriterParts) {
  const { log } = parts;
  return async (question: FollowUp, config: RunnableConfig): Promise<SearchQuery> => {
    const query = standaloneQuery(question);
    const isWhole = query.question === onOneLine(question.message) && query.context.length === 0;
    if (isWhole || asksToRework(question.message)) return query;
    try {
      const rewritten = await rewrite(question, { parts, config });
      if (rewritten === null) {
        log.debug('The chat model did not rewrite the question: it is searched with its conversation');
        return query;
      }
      return await betterAnswered([{ question: rewritten, context: [] }, query], { question, parts });
    } catch (error) {
      if (config.signal?.aborted) throw error;
      if (error instanceof ChatModelError && error.kind === 'limit') return query;
      log.warn(`The question is searched with its conversation: ${reasonOf(error)}`);
      log.debug('What the chat model said', { error });
      return query;
    }
  };
}

/** The question as the model writes it; null when that is none. */
async function rewrite(
  { message, history = [], preferredLanguage, waitUntil, client }: FollowUp,
  { parts: { model, prompts }, config }: { parts: RewriterParts; config: RunnableConfig },
): Promise<string | null> {
  const language = answerLanguage(message, preferredLanguage);
  const prompt = await prompts.standaloneQuestion(language, { question: message, history });
  const { signal } = patienceOf({ waitUntil }, config.signal);
  let written = '';
  for await (const delta of model.stream(prompt, { signal, config, client, mayRestart: () => true })) {
    if (delta.type === 'text') written += delta.text;
    if (delta.type === 'restart') written = '';
    if (delta.type === 'end' && delta.isCut) return null;
  }
  return readRewriting(written, { message, history: history.map(({ content }) => content) });
}

/** The query whose answer is the better one; of equal ones the first. */
async function betterAnswered(
  queries: [SearchQuery, SearchQuery],
  { question, parts: { search, selectQuotes } }: { question: FollowUp; parts: RewriterParts },
): Promise<SearchQuery> {
  const judged = await Promise.all(
    queries.map(async (query) => {
      const { kind, confidence } = await selectQuotes(await search(query, question.documentIds));
      return { query, worth: KINDS.indexOf(kind) + confidence };
    }),
  );
  const [first, second] = judged as [(typeof judged)[0], (typeof judged)[0]];
  return second.worth > first.worth ? second.query : first.query;
}
