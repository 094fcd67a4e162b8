import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import type { Calibration } from './calibration.ts';
import { createQuestionMatcher, type QuestionMatch, type SearchQuery } from './match-question.ts';
import { type Ranking, rankParagraphs } from './rank-paragraphs.ts';

/** A ranking, with the question as it was compared. */
export interface SearchResult extends Ranking {
  match: QuestionMatch;
}

/** Searches all documents, or those with these ids. @throws INDEX_INCOMPATIBLE, MODEL_UNAVAILABLE */
export type Search = (query: SearchQuery, documentIds?: readonly string[]) => Promise<SearchResult>;

const MAX_CACHED_RESULTS = 64;
/** An index that has changed during so many searches in a row changes all the time; the last result is as good as the next. */
const MAX_ATTEMPTS = 10;

/**
 * Creates the search. All that a result is made of was read while the index had one generation: when an update comes in between, the
 * search is repeated. The latest results are cached until the index changes. It throws INDEX_INCOMPATIBLE while the index is one of another
 * model: another process may have rebuilt it.
 */
export function createSearch({
  store,
  embedder,
  calibration,
}: {
  store: SearchedStore;
  embedder: Embedder;
  calibration: Calibration;
}): Search {
  const matchQuestion = createQuestionMatcher({ store, embedder });
  const results = createLruCache<string, SearchResult>(MAX_CACHED_RESULTS);
  const modelsCompared = createLruCache<number, void>(1);

  return async (query, documentIds) => {
    let generation = await store.generation();
    for (let attempt = 1; ; attempt += 1) {
      await modelsCompared(generation, () => requireSameModel({ store, embedder }));
      const key = JSON.stringify([generation, query.question, query.context, documentIds]);
      const result = await results(key, async () => {
        const match = await matchQuestion(query, generation);
        const ranking = await rankParagraphs(match, { store, calibration, ...(documentIds && { documentIds }) });
        return { match, ...ranking };
      });
      const generationNow = await store.generation();
      if (generationNow === generation || attempt === MAX_ATTEMPTS) return result;
      generation = generationNow;
    }
  };
}

/** Passes when the index, if there is one, was made with this very model: vectors of two models cannot be compared. */
async function requireSameModel({ store, embedder }: { store: SearchedStore; embedder: Embedder }): Promise<void> {
  const [manifest, model] = await Promise.all([store.manifest(), embedder.model()]);
  if (manifest === null || embeddingModelKey(manifest.embedding) === embeddingModelKey(model)) return;
  const state = `the index was made with the embedding model "${manifest.embedding.name}", this process has "${model.name}" or its settings differ`;
  const advice = 'restart it with the EMBEDDING_MODEL of the index, or run "npm run index" with this one';
  throw new PilcrowError('INDEX_INCOMPATIBLE', `Cannot search: ${state}; ${advice}`);
}
