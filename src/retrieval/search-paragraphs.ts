import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import type { Calibration } from './calibration.ts';
import { createQuestionMatcher, type QuestionMatch } from './match-question.ts';
import { type Ranking, rankParagraphs } from './rank-paragraphs.ts';

/** A ranking, with the question as it was compared. */
export interface SearchResult extends Ranking {
  match: QuestionMatch;
}

/** Searches for a query: its last line is the question, lines before it are the conversation it belongs to. */
export type Search = (query: string, documentIds?: readonly string[]) => Promise<SearchResult>;

const MAX_CACHED_RESULTS = 64;

/**
 * Creates the search. The last results are remembered until the index changes: one answer asks for its own several times. It throws
 * INDEX_INCOMPATIBLE while the index is one of another model: another process may have made it anew.
 */
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
  const results = createLruCache<string, SearchResult>(MAX_CACHED_RESULTS);
  const modelsCompared = createLruCache<number, void>(1);

  return async (query, documentIds) => {
    const generation = await store.generation();
    await modelsCompared(generation, () => requireSameModel({ store, embedder }));
    const key = JSON.stringify([generation, query, documentIds]);
    return results(key, async () => {
      const match = await matchQuestion(query);
      const ranking = await rankParagraphs(match, { store, calibration, ...(documentIds && { documentIds }) });
      return { match, ...ranking };
    });
  };
}

/** Passes when the index, if there is one, was made with this very model: vectors of two models cannot be compared. */
async function requireSameModel({ store, embedder }: { store: ParagraphStore; embedder: Embedder }): Promise<void> {
  const [manifest, model] = await Promise.all([store.manifest(), embedder.model()]);
  if (manifest === null || embeddingModelKey(manifest.embedding) === embeddingModelKey(model)) return;
  const state = `the index was made with the embedding model "${manifest.embedding.name}", this process has "${model.name}" or its settings differ`;
  const advice = 'restart it with the EMBEDDING_MODEL of the index, or run "npm run index" with this one';
  throw new PilcrowError('INDEX_INCOMPATIBLE', `Cannot search: ${state}; ${advice}`);
}
