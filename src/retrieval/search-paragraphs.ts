import type { Calibration } from '../embeddings/calibration.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { createQuestionMatcher, type QuestionMatch } from './match-question.ts';
import { type Ranking, rankParagraphs } from './rank-paragraphs.ts';

/** A ranking, with the question as it was compared. */
export interface SearchResult extends Ranking {
  match: QuestionMatch;
}

/** Searches for a query: its last line is the question, lines before it are the conversation it belongs to. */
export type Search = (query: string, documentIds?: readonly string[]) => Promise<SearchResult>;

const REMEMBERED = 256;

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
  const remembered = new Map<string, Promise<SearchResult>>();

  return async (query, documentIds) => {
    const key = JSON.stringify([await store.generation(), query, documentIds]);
    const known = remembered.get(key);
    if (known) return known;
    const searching = matchQuestion(query).then(async (match) => ({
      match,
      ...(await rankParagraphs(match, { store, calibration, ...(documentIds && { documentIds }) })),
    }));
    remembered.set(key, searching);
    searching.catch(() => remembered.delete(key));
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return searching;
  };
}
