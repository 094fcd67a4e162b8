import type { StoredParagraph } from '../stores/document-reader.ts';
import type { ExpandedTerm } from '../stores/paragraph-search.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { Calibration } from './calibration.ts';
import { createCopyCheck } from './copy-check.ts';
import type { QuestionMatch } from './match-question.ts';
import { type KeywordScores, scoreKeywords } from './soft-bm25.ts';

/** Candidates of each kind: the nearest, the best by keywords, those with an aspect asked for. */
const MAX_CANDIDATES = 50;
/** Paragraphs up to this many UTF-16 code units (headings, lines of a signature block) rarely answer by themselves. */
const SHORT_PARAGRAPH = 120;

/**
 * What a paragraph in the language of the question is ahead in score: of documents that say the same in two languages, it comes first.
 * It is a fifth of the score that the right paragraph of a question has.
 */
export const OWN_LANGUAGE = 1.25;

/** What speaks for a paragraph; the ranking is the weighted sum. */
export interface RankingSignals {
  /** Soft BM25 as a share of the most that the terms of the question can give, 0…1. */
  keywordShare: number;
  /** Cosine similarity, times how far it can be trusted. */
  similarity: number;
  /** Weight of the aspect of the document that is asked for and that the paragraph has, 0…1. */
  aspect: number;
  /** Share of the expected answer types that it has words of, 0…1; ½ when none is expected. */
  evidence: number;
  /** 1 for a short paragraph. */
  short: number;
}

export interface RankedParagraph {
  paragraph: StoredParagraph;
  /** Cosine similarity of the question's and the paragraph's embeddings. */
  similarity: number;
  /** What the ranking is sorted by. */
  score: number;
  signals: RankingSignals;
}

/** A ranking, with what it knows about the terms of the question. */
export interface Ranking {
  /** Best first. */
  paragraphs: RankedParagraph[];
  /** Soft BM25 of the best paragraph, unbounded. */
  bestKeywordScore: number;
  /** In the order of the question's terms. */
  inverseFrequencies: number[];
}

/** Where to look for candidates. */
interface Scope {
  store: SearchedStore;
  documentIds?: readonly string[];
}

/** Finds candidates for a question, then reranks them by a weighted sum of their scores, not merely of their ranks. */
export async function rankParagraphs(
  match: QuestionMatch,
  { calibration, ...scope }: Scope & { calibration: Calibration },
): Promise<Ranking> {
  return rerank(await findCandidates(match, scope), { match, calibration });
}

interface Candidates {
  /** By key, each in `similarities` as well. */
  paragraphs: Map<number, StoredParagraph>;
  similarities: Map<number, number>;
  keywords: KeywordScores;
}

async function findCandidates(match: QuestionMatch, { store, documentIds }: Scope): Promise<Candidates> {
  const asked = [...match.aspects.keys()];
  // A large graph is searched in its own thread, while the words are looked up in this one.
  const searching = Promise.all([
    store.nearest(match.vector, MAX_CANDIDATES, documentIds),
    asked.length > 0 ? store.keysWithAspects(asked, MAX_CANDIDATES, documentIds) : [],
  ]);
  const keywords = await scoreKeywords(match.terms, {
    store,
    limit: MAX_CANDIDATES,
    also: searching.then(([near, withAspects]) => [...near.map(({ key }) => key), ...withAspects]),
    documentIds,
  });
  const [nearest, withAspects] = await searching;
  const similarities = new Map(nearest.map(({ key, similarity }) => [key, similarity]));
  const others = [...keywords.best.map(({ key }) => key), ...withAspects].filter((key) => !similarities.has(key));
  if (others.length > 0) {
    for (const { key, similarity } of await store.similarities(match.vector, others)) similarities.set(key, similarity);
  }
  const paragraphs = new Map((await store.paragraphs([...similarities.keys()])).map((own) => [own.key, own]));
  return { paragraphs, similarities, keywords };
}

function rerank(
  { paragraphs, similarities, keywords }: Candidates,
  { match, calibration }: { match: QuestionMatch; calibration: Calibration },
): Ranking {
  const possibleScore = possibleKeywordScore(match.terms, keywords.inverseFrequencies);
  const language = detectLanguage(match.question);
  const ranked = [...paragraphs.values()].map((paragraph): RankedParagraph => {
    const similarity = similarities.get(paragraph.key)!;
    const signals: RankingSignals = {
      keywordShare: (keywords.scores.get(paragraph.key) ?? 0) / (possibleScore || 1),
      similarity: match.meaningWeight * similarity,
      aspect: Math.max(0, ...paragraph.aspects.map((aspect) => match.aspects.get(aspect as never) ?? 0)),
      evidence: shareOfAnswerTypes(paragraph, match),
      short: paragraph.text.length <= SHORT_PARAGRAPH ? 1 : 0,
    };
    const ahead = paragraph.language === language ? OWN_LANGUAGE : 0;
    return { paragraph, similarity, signals, score: weigh(signals, calibration.ranking) + ahead };
  });
  const isCopy = createCopyCheck();
  return {
    paragraphs: ranked.sort((a, b) => b.score - a.score).filter(({ paragraph }) => !isCopy(paragraph)),
    bestKeywordScore: keywords.best[0]?.score ?? 0,
    inverseFrequencies: keywords.inverseFrequencies,
  };
}

/** The soft BM25 of a paragraph that says every term again and again: what scores of different questions are measured by. */
function possibleKeywordScore(terms: ExpandedTerm[], inverseFrequencies: number[]): number {
  return terms.reduce((sum, { weight }, index) => sum + weight * inverseFrequencies[index]!, 0);
}

/** The weighted sum of signals. */
export function weigh<Signals extends object>(signals: Signals, weights: Record<keyof Signals, number>): number {
  return (Object.keys(signals) as (keyof Signals)[]).reduce(
    (sum, name) => sum + weights[name] * Number(signals[name]),
    0,
  );
}

function shareOfAnswerTypes({ aspects }: StoredParagraph, { answerTypes }: QuestionMatch): number {
  return answerTypes.length === 0
    ? 0.5
    : answerTypes.filter((type) => aspects.includes(`has-${type}`)).length / answerTypes.length;
}
