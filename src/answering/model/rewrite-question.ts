import type { RunnableConfig } from '@langchain/core/runnables';
import { onOneLine } from '../../documents/document.ts';
import { reasonOf } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Language } from '../../protocol/language.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { SearchQuery } from '../../retrieval/match-question.ts';
import { answerLanguage } from '../answer-language.ts';
import { standaloneQuery } from '../standalone-query.ts';
import type { ChatModel } from './client/chat-model.ts';
import type { Prompts } from './prompt/prompts.ts';

/** In UTF-16 code units: a longer one is no question. */
const MAX_QUESTION_LENGTH = 500;

/** Creates what makes a follow-up understandable without its conversation. A question that stands on its own is not rewritten. */
export function createQuestionRewriter({ model, prompts, log }: { model: ChatModel; prompts: Prompts; log: Log }) {
  return async (
    question: { message: string; history?: ChatTurn[] | undefined; preferredLanguage?: Language | undefined },
    config: RunnableConfig,
  ): Promise<SearchQuery> => {
    const { message, history = [], preferredLanguage } = question;
    const query = standaloneQuery(question);
    if (query.question === onOneLine(message) && query.context.length === 0) return query;
    try {
      const language = answerLanguage(message, preferredLanguage);
      const prompt = await prompts.standaloneQuestion(language, { question: message, history });
      let written = '';
      for await (const delta of model.stream(prompt, { signal: config.signal, config })) {
        if (delta.type === 'text') written += delta.text;
      }
      const rewritten = onOneLine(written);
      if (rewritten === '' || rewritten.length > MAX_QUESTION_LENGTH) return query;
      return { question: rewritten, context: [] };
    } catch (error) {
      if (config.signal?.aborted) throw error;
      log.warn(`The question is searched with its conversation: ${reasonOf(error)}`);
      log.debug('What the chat model said', { error });
      return query;
    }
  };
}
