import type { StoredParagraph } from '../stores/document-reader.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { Calibration } from './calibration.ts';
import type { QuestionMatch } from './match-question.ts';
import { createCopyCheck } from './skip-duplicates.ts';
import { scoreKeywords } from './soft-bm25.ts';

/** Paragraphs each signal puts forward. */
const CANDIDATES = 50;
/** Keywords count as much as the best paragraph is ahead of the one in this place. */
const LEAD_OVER = 5;
/** Paragraphs up to this many UTF-16 code units (headings, lines of a signature block) rarely answer by themselves. */
const SHORT_PARAGRAPH = 120;

/**
 * Where documents in two languages say the same, the one in the language of the question comes first: so much it is ahead, which is a fifth of what the
 * right paragraph of a question has.
 */
export const OWN_LANGUAGE = 1.25;

/** What speaks for a paragraph; the ranking is the weighted sum. */
export interface RankingSignals {
  /** Soft BM25 as a share of the best paragraph's, times how far that is ahead, 0…1: words that many paragraphs have tell little. */
  keywords: number;
  /** Cosine similarity in standard deviations above the mean of the nearest. */
  similarity: number;
  /** How much the paragraph tells what is asked of the document as a whole, 0…1. */
  aspect: number;
  /** Share of the expected kinds of evidence it has, 0…1; ½ when none is expected. */
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
  paragraphs: RankedParagraph[];
  /** Soft BM25 of the best paragraph, unbounded. */
  bestKeywordScore: number;
  /** In the order of the question's terms. */
  inverseFrequencies: number[];
}

/** Ranks paragraphs for a question, best first, by scores of several kinds: they are weighed, not merely their ranks. */
export async function rankParagraphs(
  match: QuestionMatch,
  {
    store,
    calibration,
    documentIds,
  }: { store: SearchedStore; calibration: Calibration; documentIds?: readonly string[] },
): Promise<Ranking> {
  const asked = [...match.aspects.keys()];
  // A large graph is searched in its own thread, while the words are looked up in this one.
  const searching = Promise.all([
    store.nearest(match.vector, CANDIDATES, documentIds),
    asked.length > 0 ? store.keysWithAspects(asked, CANDIDATES, documentIds) : [],
  ]);
  const { best, scores, inverseFrequencies } = await scoreKeywords(match.terms, {
    store,
    limit: CANDIDATES,
    also: searching.then(([near, own]) => [...near.map(({ key }) => key), ...own]),
    documentIds,
  });
  const [nearest, labelled] = await searching;
  const similarities = new Map(nearest.map(({ key, similarity }) => [key, similarity]));
  const others = [...best.map(({ key }) => key), ...labelled].filter((key) => !similarities.has(key));
  if (others.length > 0) {
    for (const { key, similarity } of await store.similarities(match.vector, others)) similarities.set(key, similarity);
  }
  const found = new Map((await store.paragraphs([...similarities.keys()])).map((own) => [own.key, own]));

  // Copies of a text in other documents are no reason to doubt it: each text counts once.
  const bestOnce = withoutCopies(best, found);
  const bestKeywordScore = bestOnce[0]?.score ?? 0;
  const lead = 1 - (bestOnce[LEAD_OVER - 1]?.score ?? 0) / (bestKeywordScore || 1);
  const { mean, deviation } = meanAndDeviation(withoutCopies(nearest, found).map(({ similarity }) => similarity));

  const language = detectLanguage(match.question);
  const ranked = [...found.values()].map((paragraph): RankedParagraph => {
    const similarity = similarities.get(paragraph.key)!;
    const signals: RankingSignals = {
      keywords: bestKeywordScore > 0 ? (lead * (scores.get(paragraph.key) ?? 0)) / bestKeywordScore : 0,
      similarity: (similarity - mean) / deviation,
      aspect: Math.max(0, ...paragraph.aspects.map((aspect) => match.aspects.get(aspect as never) ?? 0)),
      evidence: shareOfEvidence(paragraph, match),
      short: paragraph.text.length <= SHORT_PARAGRAPH ? 1 : 0,
    };
    const ahead = paragraph.language === language ? OWN_LANGUAGE : 0;
    return { paragraph, similarity, signals, score: weigh(signals, calibration.ranking) + ahead };
  });
  const isCopy = createCopyCheck();
  const paragraphs = ranked.sort((a, b) => b.score - a.score).filter(({ paragraph }) => !isCopy(paragraph));
  return { paragraphs, bestKeywordScore, inverseFrequencies };
}

/** The first of each text, in order. */
function withoutCopies<Match extends { key: number }>(matches: Match[], found: Map<number, StoredParagraph>): Match[] {
  const isCopy = createCopyCheck();
  return matches.filter(({ key }) => {
    const paragraph = found.get(key);
    return paragraph !== undefined && !isCopy(paragraph);
  });
}

/** The weighted sum of signals. */
export function weigh<Signals extends object>(signals: Signals, weights: Record<keyof Signals, number>): number {
  return (Object.keys(signals) as (keyof Signals)[]).reduce(
    (sum, name) => sum + weights[name] * Number(signals[name]),
    0,
  );
}

function shareOfEvidence({ aspects }: StoredParagraph, { evidence }: QuestionMatch): number {
  return evidence.length === 0
    ? 0.5
    : evidence.filter((kind) => aspects.includes(`has-${kind}`)).length / evidence.length;
}

function meanAndDeviation(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length || 1);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
