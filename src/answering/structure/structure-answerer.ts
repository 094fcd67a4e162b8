import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import type { AnswerContext, Answerer, CanonicalText, QuoteSelection } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';

/** Selects what answers a question of one kind; null for a question of another kind. @throws MODEL_UNAVAILABLE */
export type StructureSelector = (
  found: SearchResult,
  context: Pick<AnswerContext, 'question' | 'start'>,
) => Promise<QuoteSelection | null>;

/**
 * Creates the answerer of questions that the structure of documents answers: for a place, for a document as a whole. All others are answered by
 * another answerer.
 *
 * @param selectors Asked in turn: the first that knows the question answers it.
 */
export function createStructureAnswerer({
  selectors,
  answerer,
  canonicalText,
}: {
  selectors: readonly StructureSelector[];
  answerer: Answerer;
  canonicalText: CanonicalText;
}): Answerer {
  return {
    async *answer(found, context) {
      for (const select of selectors) {
        const selection = await select(found, context);
        if (selection === null) {
          await pauseDue();
          continue;
        }
        yield* composeAnswer(selection, { ...context, canonicalText });
        return;
      }
      yield* answerer.answer(found, context);
    },
  };
}
