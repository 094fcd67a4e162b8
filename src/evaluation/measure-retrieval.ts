import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { standaloneQuery } from '../answering/standalone-query.ts';
import { buildIndex } from '../build-index.ts';
import { onOneLine } from '../documents/document.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { RankedParagraph } from '../retrieval/rank-paragraphs.ts';
import { createSearch } from '../retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../stores/sqlite/paragraph-store.ts';
import { createPlainRankings, PLAIN_BASELINES, type PlainBaseline } from './baselines/plain-baselines.ts';
import { areaUnderCurve, hitRate, rankOfFirst } from './metrics.ts';
import { type RetrievalQuestion, type RetrievalSet, readRetrievalSet } from './retrieval-sets.ts';

const MAX_DOCUMENT_BYTES = 100_000_000;

/** What our ranking can go by: words alone, the embeddings alone, or everything. */
const RANKINGS = {
  keywords: ({ signals }: RankedParagraph) => signals.keywordShare,
  similarity: ({ similarity }: RankedParagraph) => similarity,
  fused: ({ score }: RankedParagraph) => score,
};

const RANKING_NAMES = [...(Object.keys(RANKINGS) as (keyof typeof RANKINGS)[]), ...PLAIN_BASELINES];

export type RankingName = keyof typeof RANKINGS | PlainBaseline;

/** Share of the answerable questions with a right paragraph in first place, and among the first five; null without such questions. */
export interface HitRates {
  hitAt1: number | null;
  hitAt5: number | null;
}

/** How well each ranking finds the right paragraphs of a set, and what the set is like. */
export interface RetrievalMeasures extends Record<RankingName, HitRates> {
  paragraphs: number;
  questions: { answerable: number; unanswerable: number };
  /** How often the score of the best paragraph is higher for an answerable question than for an unanswerable one; null without either. */
  scoreAuc: number | null;
  /** Mean time of our search. */
  millisecondsPerQuestion: number;
}

interface MeasuringOptions {
  embedder: Embedder;
  calibration: Calibration;
  /** Asks at most so many questions, evenly taken. */
  maxQuestions?: number | undefined;
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** What was seen when a question was asked. */
interface Observation {
  /** Place of the first right paragraph, from 1; null for a question without an answer. */
  ranks: Record<RankingName, number | null> | null;
  bestScore: number;
  milliseconds: number;
}

/**
 * Ranks the paragraphs of a set for each of its questions: as the product does, by its parts, and by plain baselines. These go by the question
 * alone, without its history. Nothing of the documents and the index of the product is touched.
 *
 * @throws QUESTIONS_UNREADABLE when the file cannot be read or is no set; see `readRetrievalSet`.
 */
export async function measureRetrieval(file: string, options: MeasuringOptions): Promise<RetrievalMeasures> {
  const { embedder, maxQuestions = Number.POSITIVE_INFINITY } = options;
  const set = await readRetrievalSet(file);
  const step = Math.max(1, Math.ceil(set.questions.length / maxQuestions));
  const questions = set.questions.filter((_, index) => index % step === 0);
  const temporary = await mkdtemp(path.join(tmpdir(), 'pilcrow-retrieval-'));
  const store = openSqliteStore(path.join(temporary, 'index'));
  try {
    const directory = path.join(temporary, 'documents');
    await writeDocuments(directory, set);
    await buildIndex({ store, embedder }, { directory, maxBytes: MAX_DOCUMENT_BYTES });
    await store.untilWhole();
    const paragraphs = set.documents.flat();
    const observe = await createObserver(paragraphs, { ...options, store });
    const observations: Observation[] = [];
    for (const question of questions) {
      observations.push(await observe(question));
      options.onProgress?.({ done: observations.length, total: questions.length });
    }
    return { paragraphs: paragraphs.length, ...summarizeObservations(observations) };
  } finally {
    await store.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Writes each document into a text file of its own, one paragraph a block. */
async function writeDocuments(directory: string, { documents }: RetrievalSet): Promise<void> {
  await mkdir(directory);
  for (const [index, paragraphs] of documents.entries()) {
    const name = `doc-${String(index).padStart(3, '0')}.txt`;
    await writeFile(path.join(directory, name), `${paragraphs.join('\n\n')}\n`);
  }
}

async function createObserver(
  paragraphs: string[],
  { store, embedder, calibration }: Parameters<typeof createSearch>[0],
): Promise<(question: RetrievalQuestion) => Promise<Observation>> {
  const search = createSearch({ store, embedder, calibration });
  const rankPlainly = await createPlainRankings(paragraphs, embedder);
  return async ({ question, history, isGold }) => {
    const startedAt = performance.now();
    const { paragraphs: found } = await search(standaloneQuery({ message: question, history }));
    const milliseconds = performance.now() - startedAt;
    const bestScore = found[0]?.score ?? Number.NEGATIVE_INFINITY;
    if (isGold === null) return { ranks: null, bestScore, milliseconds };
    const rankIn = (scoreOf: (paragraph: RankedParagraph) => number) =>
      rankOfFirst(
        found.toSorted((a, b) => scoreOf(b) - scoreOf(a)),
        ({ paragraph }) => isGold(onOneLine(paragraph.text)),
      );
    const plain = Object.entries(await rankPlainly(question)).map(([name, places]) => [
      name,
      rankOfFirst(places, (place) => isGold(paragraphs[place]!)),
    ]);
    const ours = Object.entries(RANKINGS).map(([name, scoreOf]) => [name, rankIn(scoreOf)]);
    return { ranks: Object.fromEntries([...ours, ...plain]), bestScore, milliseconds };
  };
}

function summarizeObservations(observations: Observation[]): Omit<RetrievalMeasures, 'paragraphs'> {
  const answerable = observations.filter(({ ranks }) => ranks !== null);
  const unanswerable = observations.filter(({ ranks }) => ranks === null);
  const scores = (some: Observation[]) => some.map(({ bestScore }) => bestScore);
  const hitRates = RANKING_NAMES.map((name): [RankingName, HitRates] => {
    const ranks = answerable.map((observation) => observation.ranks![name]);
    return [name, { hitAt1: hitRate(ranks, 1), hitAt5: hitRate(ranks, 5) }];
  });
  return {
    ...(Object.fromEntries(hitRates) as Record<RankingName, HitRates>),
    questions: { answerable: answerable.length, unanswerable: unanswerable.length },
    scoreAuc: areaUnderCurve(scores(answerable), scores(unanswerable)),
    millisecondsPerQuestion:
      observations.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / observations.length,
  };
}
