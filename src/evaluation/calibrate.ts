import { CONFIDENCE_SIGNS, RELEVANCE_SIGNS } from '../answering/extractive/confidence-signals.ts';
import { decideOutcome, oddsOf } from '../answering/extractive/decide-outcome.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { measureScale } from '../embeddings/similarity/measure-scale.ts';
import { PilcrowError } from '../errors.ts';
import type { AnswerKind } from '../protocol/answer.ts';
import { type Calibration, type Logistic, probabilityOf } from '../retrieval/calibration.ts';
import { withCalibrationSets } from './calibration-sets.ts';
import { chooseThresholds, type Prediction } from './choose-thresholds.ts';
import { fitLogistic } from './fit-logistic.ts';
import { fitRanking, hitAt1 } from './fit-ranking.ts';
import {
  type AnswerObservation,
  observeAnswers,
  observeRankings,
  type RankingObservation,
  type Standing,
} from './observe-answers.ts';

/** How much each question counts: near misses are the hardest to recognise, and questions of other documents are many and easy. */
const WEIGHTS: Record<Standing, number> = { answerable: 1, near: 4, far: 3, foreign: 0.3 };
const FOLDS = 5;

/** What a calibration does to questions about documents it has not seen (cross-validated): counts by standing. */
export interface CalibrationReport {
  /** Share of the answerable questions whose paragraph comes first, 0…1. */
  hitAt1: number;
  questions: Record<Standing, number>;
  answered: Record<Standing, number>;
  unanswered: Record<Standing, number>;
}

/**
 * Learns ranking weights, confidence and thresholds from a folder of documents with questions.
 *
 * Thresholds are set on predictions for documents left out of the fit, so that they carry over to unseen documents.
 */
export async function calibrate(
  directory: string,
  {
    embedder,
    start,
    onProgress = () => {},
  }: { embedder: Embedder; start: Calibration; onProgress?: (progress: { done: number; total: number }) => void },
): Promise<{ calibration: Calibration; report: CalibrationReport }> {
  const similarity = await measureScale(embedder);
  const onScale = { ...start, similarity };
  return withCalibrationSets(directory, embedder, async (sets) => {
    let done = 0;
    const onSet = () => {
      done += 1;
      onProgress({ done, total: 2 * sets.length });
    };
    const options = { embedder, onSet };
    const examples = await observeRankings(sets, { ...options, calibration: onScale });
    const ranking = fitRanking(examples);
    const observations = await observeAnswers(sets, { ...options, calibration: { ...onScale, ranking } });
    const { calibration, report } = fitOutcomes(observations, ranking);
    return { calibration: { similarity, ...calibration }, report: { hitAt1: hitAt1OfUnseen(examples), ...report } };
  });
}

/** Share of the answerable questions whose paragraph comes first by weights that were fitted without its document. */
function hitAt1OfUnseen(examples: RankingObservation[]): number {
  const hits = foldsOf(examples).map(({ seen, unseen }) => unseen.length * hitAt1(unseen, fitRanking(seen)));
  return hits.reduce((sum, count) => sum + count, 0) / examples.length;
}

/** Parts the observations by what they are about, so that no document is both learnt from and tried on. */
function foldsOf<Observation extends { about: string }>(observations: Observation[]) {
  const subjects = [...new Set(observations.map(({ about }) => about))];
  return Array.from({ length: Math.min(FOLDS, subjects.length) }, (_, fold) => {
    const isUnseen = ({ about }: Observation) => subjects.indexOf(about) % FOLDS === fold;
    return {
      seen: observations.filter((observation) => !isUnseen(observation)),
      unseen: observations.filter(isUnseen),
    };
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
    { logit: 1 },
  );
  const rescaled = unseen.map((item) => ({
    ...item,
    confidence: probabilityOf(rescale, { logit: logit(item.confidence) }),
  }));

  const fitted = fitModels(observations);
  const models = { confidence: compose(fitted.confidence, rescale), relevance: fitted.relevance };
  // Languages that the model does not know are in so few documents that, without one, nothing of them is learnt: what is predicted so says nothing.
  const predictions = rescaled.map((item) =>
    item.hasUnknownWords ? { ...item, ...oddsOf(item.observation.signals, models) } : item,
  );
  const thresholds = chooseThresholds(predictions);
  return { calibration: { ranking, ...models, thresholds }, report: reportOutcomes(predictions, thresholds) };
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

function reportOutcomes(
  predictions: Prediction[],
  thresholds: Calibration['thresholds'],
): Omit<CalibrationReport, 'hitAt1'> {
  const outcomes = predictions.map((prediction) => ({
    standing: prediction.observation.standing,
    outcome: decideOutcome(prediction, thresholds),
  }));
  const count = (...wanted: AnswerKind[]) => {
    const counts = Object.keys(WEIGHTS).map((each) => [
      each,
      outcomes.filter(({ standing, outcome }) => standing === each && wanted.includes(outcome)).length,
    ]);
    return Object.fromEntries(counts) as Record<Standing, number>;
  };
  return {
    questions: count('answered', 'related', 'unanswered'),
    answered: count('answered'),
    unanswered: count('unanswered'),
  };
}

interface Models {
  confidence: Logistic;
  relevance: Logistic;
}

/** Confidence separates answers from everything else; relevance separates what the document is about from what it is not about. */
function fitModels(observations: AnswerObservation[]): Models {
  const observed = observations.map(({ signals, standing, isAnswered }) => ({
    signals,
    standing,
    isAnswered,
    weight: WEIGHTS[standing],
  }));
  return {
    confidence: fitLogistic(
      observed.map((item) => ({ ...item, isTrue: item.isAnswered })),
      CONFIDENCE_SIGNS,
    ),
    relevance: fitLogistic(
      observed
        .filter(({ standing }) => standing !== 'near')
        .map((item) => ({ ...item, isTrue: item.standing === 'answerable' })),
      RELEVANCE_SIGNS,
    ),
  };
}

/** Predictions for each document by models that have not seen it. */
function predictUnseen(observations: AnswerObservation[]): Prediction[] {
  return foldsOf(observations).flatMap(({ seen, unseen }) => {
    const models = fitModels(seen);
    return unseen.map((observation) => ({ observation, ...oddsOf(observation.signals, models) }));
  });
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
