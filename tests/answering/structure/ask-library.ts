import path from 'node:path';
import { before } from 'node:test';
import { createAnswerChain, type Question } from '../../../src/answer-question.ts';
import type { SideSearch } from '../../../src/answering/comparison/select-comparison.ts';
import { createExtractiveAnswerer } from '../../../src/answering/extractive/extractive-answerer.ts';
import { createQuoteSelector } from '../../../src/answering/extractive/select-quotes.ts';
import { openReplier } from '../../../src/answering/replies/create-replier.ts';
import {
  createStructureAnswerer,
  type StructureSelector,
} from '../../../src/answering/structure/structure-answerer.ts';
import { createStructureSources, type StructureSources } from '../../../src/answering/structure/structure-sources.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { indexLibrary } from '../../retrieval/indexed-library.ts';

/**
 * Indexes files until the suite is over; what is given asks them, through the whole flow of an answer, what a selector and the excerpts answer.
 *
 * @param createSelector Tried before the excerpts.
 */
export function askLibrary(
  files: Record<string, string>,
  createSelector: (sources: StructureSources, searching: SideSearch) => StructureSelector,
): (question: string, more?: Partial<Question>) => Promise<Answer> {
  const indexing = indexLibrary(files);
  let chain: ReturnType<typeof createAnswerChain>;
  before(async () => {
    const { store, embedder, search, calibration } = await indexing;
    const canonicalText = async (id: string) => (await store.document(id))?.text ?? null;
    const selectQuotes = createQuoteSelector({ calibration });
    const excerpts = createExtractiveAnswerer({ selectQuotes, search, canonicalText });
    const selectors = [createSelector(createStructureSources({ store, embedder }), { search, selectQuotes })];
    chain = createAnswerChain({
      search,
      replier: await openReplier({ promptsDirectory: path.join(PROJECT_DIRECTORY, 'prompts'), chatModel: null }, store),
      answerer: createStructureAnswerer({ selectors, answerer: excerpts, canonicalText }),
    });
  });
  return async (message, more = {}) => {
    const end = (await chain.invoke({ message, ...more })).at(-1);
    if (end?.event !== 'answer-end') throw new Error(`No answer to "${message}"`);
    return end.data;
  };
}
