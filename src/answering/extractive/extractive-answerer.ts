import type { Answerer, CanonicalText, QuoteSelector } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';

/** Creates the answerer that answers with quotes, and nothing but quotes. */
export function createExtractiveAnswerer({
  selectQuotes,
  canonicalText,
}: {
  selectQuotes: QuoteSelector;
  canonicalText: CanonicalText;
}): Answerer {
  return {
    async *answer(found, context) {
      yield* composeAnswer(await selectQuotes(found), { ...context, canonicalText });
    },
  };
}
