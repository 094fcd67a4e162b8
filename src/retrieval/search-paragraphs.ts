import { type Embedder, embeddingModelKey } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import { pauseDue } from '../runtime/pauses.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { cacheReads } from './cache-reads.ts';
import type { Calibration } from './calibration.ts';
import { type DocumentNames, readDocumentNames } from './document-names.ts';
import type { VersionsAsked } from './document-versions.ts';
import { withoutMissingParts } from './found-as-whole.ts';
import { type ReadLists, readLists } from './lead-ins.ts';
import { createQuestionMatcher, type QuestionMatch, type SearchQuery } from './match-question.ts';
import { type RankedParagraph, type Ranking, rankParagraphs, rerankBySentences } from './rank-paragraphs.ts';
import { leaveRanking, type Rerank } from './reranking/rerank-candidates.ts';
import { createSentenceScorer, fitOf, type ScoredSentence } from './score-sentences.ts';

/** A ranking, with the question as it was compared. */
export interface SearchResult extends Ranking {
  match: QuestionMatch;
  /** The sentences of the first paragraphs, those of the best paragraph first, each paragraph's in the order of the text. */
  sentences: ScoredSentence[];
  /** What leads into lists that stand in paragraphs of their own: see `readLists`. */
  leadIns: ReadLists['leadIns'];
  versions: VersionsAsked;
}

/** Searches all documents, or those with these ids. @throws INDEX_INCOMPATIBLE, MODEL_UNAVAILABLE */
export type Search = (query: SearchQuery, documentIds?: readonly string[]) => Promise<SearchResult>;

const MAX_CACHED_RESULTS = 64;
/** Paragraphs whose sentences are looked at. */
const PARAGRAPHS_READ = 6;
/** An index that has changed during so many searches in a row changes all the time; the last result is as good as the next. */
const MAX_ATTEMPTS = 10;

/**
 * Creates the search. All that a result is made of was read while the index had one generation: when an update comes in between, the
 * search is repeated. The latest results are cached until the index changes, unless a reranker failed. It throws INDEX_INCOMPATIBLE while the index is one of another
 * model: another process may have rebuilt it.
 */
export function createSearch({
  store,
  embedder,
  calibration,
  rerank = leaveRanking,
  paragraphsRead = PARAGRAPHS_READ,
}: {
  store: SearchedStore;
  embedder: Embedder;
  calibration: Calibration;
  rerank?: Rerank;
  /** Paragraphs whose sentences are looked at. */
  paragraphsRead?: number;
}): Search {
  const matchQuestion = createQuestionMatcher({ store, embedder, scale: calibration.similarity });
  const scorer = createSentenceScorer({ embedder });
  const reads = cacheReads(store);
  const names = createLruCache<number, DocumentNames>(1);
  const results = createLruCache<string, { found: SearchResult; isWhole: boolean }>(
    MAX_CACHED_RESULTS,
    ({ isWhole }) => isWhole,
  );
  const modelsCompared = createLruCache<number, void>(1);

  return async (query, documentIds) => {
    let generation = await store.generation();
    for (let attempt = 1; ; attempt += 1) {
      await modelsCompared(generation, () => requireSameModel({ store, embedder }));
      const key = JSON.stringify([generation, query, documentIds]);
      const { found } = await results(key, async () => {
        const searched = reads(generation);
        const ofGeneration = await names(generation, () => readDocumentNames(store));
        const asked = await matchQuestion(query, { generation, onlyTitle: ofGeneration.onlyTitle(documentIds) });
        const match = { ...asked, terms: await withoutMissingParts(asked.terms, { store, documentIds }) };
        const scope = { store: searched, embedder, names: ofGeneration, ...(documentIds && { documentIds }) };
        await pauseDue();
        const versions = ofGeneration.versions.asked([...query.context, query.question].join('\n'), documentIds);
        const ranking = ofVersion(await rankParagraphs(match, { calibration, ...scope }), versions);
        await pauseDue();
        const { paragraphs, isWhole } = await rerank(ranking.paragraphs, { match, calibration });
        const { first, rest, leadIns } = await readLists(paragraphs, { store: searched, count: paragraphsRead });
        const scored = await scorer.ofParagraphs({ match, ...ranking }, first);
        await pauseDue();
        const read = readSentences({ ...ranking, paragraphs: [...first, ...rest] }, scored, { match, calibration });
        return { found: { match, leadIns, versions, ...read }, isWhole };
      });
      const generationNow = await store.generation();
      if (generationNow === generation || attempt === MAX_ATTEMPTS) return found;
      generation = generationNow;
    }
  };
}

/** Leaves out other versions of the same than the one asked for, unless nothing else was found. */
function ofVersion(ranking: Ranking, { others }: VersionsAsked): Ranking {
  const paragraphs = ranking.paragraphs.filter(({ paragraph }) => !others.has(paragraph.documentId));
  return paragraphs.length > 0 ? { ...ranking, paragraphs } : ranking;
}

/** Ranks the first paragraphs by their sentences as well; the sentences come in the order of the new ranking. */
function readSentences(
  ranking: Ranking,
  scored: ScoredSentence[][],
  { match, calibration }: { match: QuestionMatch; calibration: Calibration },
) {
  const fits = scored.map((sentences) => Math.max(0, ...sentences.filter(({ isHeader }) => !isHeader).map(fitOf)));
  const paragraphs = rerankBySentences(ranking.paragraphs, fits, { match, calibration });
  const byKey = new Map<number, RankedParagraph>(paragraphs.map((ranked) => [ranked.paragraph.key, ranked]));
  const placeOf = new Map(paragraphs.map(({ paragraph }, place) => [paragraph.key, place]));
  const sentences = scored
    .flat()
    .map((sentence) => ({ ...sentence, ranked: byKey.get(sentence.ranked.paragraph.key)! }))
    .sort((a, b) => placeOf.get(a.ranked.paragraph.key)! - placeOf.get(b.ranked.paragraph.key)!);
  return { ...ranking, paragraphs, sentences };
}

/** Passes when the index, if there is one, was made with this very model: vectors of two models cannot be compared. */
async function requireSameModel({ store, embedder }: { store: SearchedStore; embedder: Embedder }): Promise<void> {
  const [manifest, model] = await Promise.all([store.manifest(), embedder.model()]);
  if (manifest === null || embeddingModelKey(manifest.embedding) === embeddingModelKey(model)) return;
  const state = `the index was made with the embedding model "${manifest.embedding.name}", this process has "${model.name}" or its settings differ`;
  const advice = 'restart it with the EMBEDDING_MODEL of the index, or run "npm run index" with this one';
  throw new PilcrowError('INDEX_INCOMPATIBLE', `Cannot search: ${state}; ${advice}`);
}
