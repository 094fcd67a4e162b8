import type { Search } from '../../retrieval/search-paragraphs.ts';
import type { Answerer, CanonicalText, QuoteSelector } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';
import { createAnswerAgain } from '../follow-up/answer-again.ts';

/** Creates the answerer that answers with quotes, and nothing but quotes. */
export function createExtractiveAnswerer({
  selectQuotes,
  search,
  canonicalText,
}: {
  selectQuotes: QuoteSelector;
  search: Search;
  canonicalText: CanonicalText;
}): Answerer {
  const answerAgain = createAnswerAgain({ search });
  return {
    async *answer(found, context) {
      const selection = await selectQuotes(found);
      const again = await answerAgain(context.question, { found, selection });
      yield* composeAnswer(again ?? selection, { ...context, canonicalText });
    },
  };
}
