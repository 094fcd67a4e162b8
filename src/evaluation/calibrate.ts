import { leastRelevance } from '../answering/extractive-answerer.ts';
import { type Calibration, type Logistic, probabilityOf } from '../embeddings/calibration.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import { withCalibrationSets } from './calibration-sets.ts';
import { fitLogistic } from './fit-logistic.ts';
import { fitRanking } from './fit-ranking.ts';
import { type AnswerObservation, observeAnswers, observeRankings, type Standing } from './observe-answers.ts';

/** How much each question counts: those without an answer are fewer, and those of other documents many and easy. */
const WEIGHTS: Record<Standing, number> = { answerable: 1, near: 2, far: 3, foreign: 0.3 };
const FOLDS = 5;
/** Share of answerable questions that may be told "the document does not say". */
const ANSWERABLE_UNANSWERED = 0.05;
/** Share of near misses that may be answered. */
const NEAR_ANSWERED = 0.45;
/** Share of answers given up so that nothing far from the documents is answered. */
const ANSWERED_IRRELEVANT = 0.04;

/** What a calibration does to questions about documents it has not seen (cross-validated): counts by standing. */
export interface CalibrationReport {
  questions: Record<Standing, number>;
  answered: Record<Standing, number>;
  unanswered: Record<Standing, number>;
}

/**
 * Learns ranking weights, confidence and thresholds from a folder of documents with questions.
 *
 * Thresholds are set on predictions for documents left out of the fit, so that they carry over to documents nobody has seen.
 */
export async function calibrate(
  directory: string,
  {
    embedder,
    start,
    onProgress = () => {},
  }: { embedder: Embedder; start: Calibration; onProgress?: (progress: { done: number; total: number }) => void },
): Promise<{ calibration: Calibration; report: CalibrationReport }> {
  return withCalibrationSets(directory, embedder, async (sets) => {
    let done = 0;
    const onSet = () => {
      done += 1;
      onProgress({ done, total: 2 * sets.length });
    };
    const options = { embedder, onSet };
    const ranking = fitRanking(await observeRankings(sets, { ...options, calibration: start }));
    const observations = await observeAnswers(sets, { ...options, calibration: { ...start, ranking } });
    return fitOutcomes(observations, ranking);
  });
}

function fitOutcomes(observations: AnswerObservation[], ranking: Calibration['ranking']) {
  requireEveryStanding(observations);
  const unseen = predictUnseen(observations);
  // Answers given are counted as they come, not as they were weighted for the fit: that makes the confidence a probability again.
  const own = unseen.filter(({ observation }) => observation.standing !== 'foreign');
  const rescale = fitLogistic(
    own.map(({ observation, confidence }) => ({
      signals: { logit: logit(confidence) },
      isTrue: observation.isAnswered,
      weight: 1,
    })),
    ['logit'],
  );
  const rescaled = unseen.map((item) => ({
    ...item,
    confidence: probabilityOf(rescale, { logit: logit(item.confidence) }),
  }));

  const thresholds = chooseThresholds(rescaled);
  const { confidence, relevance } = fitModels(observations);
  return {
    calibration: { ranking, confidence: compose(confidence, rescale), relevance, thresholds },
    report: reportOutcomes(rescaled, thresholds),
  };
}

/** @throws QUESTIONS_UNREADABLE when a threshold would have nothing to be set on. */
function requireEveryStanding(observations: AnswerObservation[]): void {
  for (const standing of ['answerable', 'near', 'far'] as const) {
    if (observations.some((observation) => observation.standing === standing)) continue;
    throw new PilcrowError(
      'QUESTIONS_UNREADABLE',
      `Cannot calibrate without ${standing} questions: the files have none; add some ("distance": "near" or "far" where the document has no answer)`,
    );
  }
}

function chooseThresholds(predictions: Prediction[]): Calibration['thresholds'] {
  const answerable = predictions.filter(({ observation }) => observation.standing === 'answerable');
  const relatedAt = (otherLanguage: number) =>
    quantile(
      answerable
        .filter(({ observation }) => observation.signals.otherLanguage === otherLanguage)
        .map(({ relevance }) => relevance),
      ANSWERABLE_UNANSWERED,
    );
  const near = predictions.filter(({ observation }) => observation.standing === 'near');
  const answered = quantile(
    near.map(({ confidence }) => confidence),
    1 - NEAR_ANSWERED,
  )!;
  const related = relatedAt(0) ?? relatedAt(1)!;
  const answeredRelevance = quantile(
    answerable.filter(({ confidence }) => confidence >= answered).map(({ relevance }) => relevance),
    ANSWERED_IRRELEVANT,
  );
  return {
    answered,
    answeredRelevance: answeredRelevance ?? related,
    related,
    relatedOtherLanguage: relatedAt(1) ?? related,
  };
}

function reportOutcomes(predictions: Prediction[], thresholds: Calibration['thresholds']): CalibrationReport {
  const isUnanswered = ({ observation, relevance }: Prediction) =>
    relevance < leastRelevance(observation.signals, thresholds);
  const isAnswered = (prediction: Prediction) =>
    !isUnanswered(prediction) &&
    prediction.confidence >= thresholds.answered &&
    prediction.relevance >= thresholds.answeredRelevance;
  const count = (isWanted: (prediction: Prediction) => boolean) => {
    const counts = Object.keys(WEIGHTS).map((standing) => {
      return [standing, predictions.filter((item) => item.observation.standing === standing && isWanted(item)).length];
    });
    return Object.fromEntries(counts) as Record<Standing, number>;
  };
  return { questions: count(() => true), answered: count(isAnswered), unanswered: count(isUnanswered) };
}

interface Models {
  confidence: Logistic;
  relevance: Logistic;
}

/** Confidence tells answers from everything else; relevance tells what the document is about from what it is not about. */
function fitModels(observations: AnswerObservation[]): Models {
  const names = Object.keys(observations[0]!.signals);
  const observed = observations.map(({ signals, standing, isAnswered }) => ({
    signals,
    standing,
    isAnswered,
    weight: WEIGHTS[standing],
  }));
  return {
    confidence: fitLogistic(
      observed.map((item) => ({ ...item, isTrue: item.isAnswered })),
      names,
    ),
    relevance: fitLogistic(
      observed
        .filter(({ standing }) => standing !== 'near')
        .map((item) => ({ ...item, isTrue: item.standing === 'answerable' })),
      names,
    ),
  };
}

interface Prediction {
  observation: AnswerObservation;
  confidence: number;
  relevance: number;
}

/** Predictions for each document by models that have not seen it. */
function predictUnseen(observations: AnswerObservation[]): Prediction[] {
  const sets = [...new Set(observations.map(({ set }) => set))];
  return Array.from({ length: Math.min(FOLDS, sets.length) }, (_, fold) => {
    const isUnseen = ({ set }: AnswerObservation) => sets.indexOf(set) % FOLDS === fold;
    const { confidence, relevance } = fitModels(observations.filter((observation) => !isUnseen(observation)));
    return observations.filter(isUnseen).map((observation) => ({
      observation,
      confidence: probabilityOf(confidence, observation.signals),
      relevance: probabilityOf(relevance, observation.signals),
    }));
  }).flat();
}

/** One logistic model that does what two do one after the other. */
function compose({ bias, weights }: Logistic, outer: Logistic): Logistic {
  const factor = outer.weights.logit!;
  return {
    bias: outer.bias + factor * bias,
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, factor * weight])),
  };
}

function logit(probability: number): number {
  const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}

/** The value with this share of the others below it; undefined without values. */
function quantile(values: number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
