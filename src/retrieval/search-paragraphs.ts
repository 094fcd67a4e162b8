import type { Calibration } from '../embeddings/calibration.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { rememberLatest } from '../remember.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { createQuestionMatcher, type QuestionMatch } from './match-question.ts';
import { type Ranking, rankParagraphs } from './rank-paragraphs.ts';

/** A ranking, with the question as it was compared. */
export interface SearchResult extends Ranking {
  match: QuestionMatch;
}

/** Searches for a query: its last line is the question, lines before it are the conversation it belongs to. */
export type Search = (query: string, documentIds?: readonly string[]) => Promise<SearchResult>;

const RESULTS_REMEMBERED = 64;

/** Creates the search. The last results are remembered until the index changes: one answer asks for its own several times. */
export function createSearch({
  store,
  embedder,
  calibration,
}: {
  store: ParagraphStore;
  embedder: Embedder;
  calibration: Calibration;
}): Search {
  const matchQuestion = createQuestionMatcher({ store, embedder });
  const results = rememberLatest<string, SearchResult>(RESULTS_REMEMBERED);

  return async (query, documentIds) => {
    const key = JSON.stringify([await store.generation(), query, documentIds]);
    return results(key, async () => {
      const match = await matchQuestion(query);
      const ranking = await rankParagraphs(match, { store, calibration, ...(documentIds && { documentIds }) });
      return { match, ...ranking };
    });
  };
}
