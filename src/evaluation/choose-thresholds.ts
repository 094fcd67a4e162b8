import { type Odds, worthShowing } from '../answering/extractive/decide-outcome.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { AnswerObservation } from './observe-answers.ts';

/** Share of answerable questions that may be answered with "the document does not say". */
const ANSWERABLE_UNANSWERED = 0.05;
/** Share of near misses that may be answered. */
const NEAR_ANSWERED = 0.33;
/** The same where the model hardly knows a word: spelling does not show such a miss, and a higher threshold would refuse most answers. */
const NEAR_ANSWERED_UNKNOWN_WORDS = 0.5;
/** Share of answers given up so that nothing far from the documents is answered. */
const ANSWERED_IRRELEVANT = 0.035;

/** What models that have not seen a document say of a question about it. */
export interface Prediction extends Odds {
  observation: AnswerObservation;
}

/** Sets the thresholds between the outcomes by the shares of questions that may end on the wrong side. */
export function chooseThresholds(predictions: Prediction[]): Calibration['thresholds'] {
  const answerable = predictions.filter(({ observation }) => observation.standing === 'answerable');
  const relatedAt = (isOtherLanguage: boolean) =>
    quantile(
      answerable.filter((prediction) => prediction.isOtherLanguage === isOtherLanguage).map(worthShowing),
      ANSWERABLE_UNANSWERED,
    );
  const near = predictions.filter(({ observation }) => observation.standing === 'near');
  const answeredOf = (hasUnknownWords: boolean, share: number) => {
    const misses = near.filter((one) => one.hasUnknownWords === hasUnknownWords);
    return quantile(
      misses.map(({ confidence, lacksPlainType }) => (lacksPlainType ? 0 : confidence)),
      1 - share,
    );
  };
  const known = answeredOf(false, NEAR_ANSWERED);
  const unknown = answeredOf(true, NEAR_ANSWERED_UNKNOWN_WORDS);
  const answered = (known ?? unknown)!;
  const related = relatedAt(false) ?? relatedAt(true)!;
  const answeredRelevance = quantile(
    answerable.filter(({ confidence }) => confidence >= answered).map(({ relevance }) => relevance),
    ANSWERED_IRRELEVANT,
  );
  return {
    answered,
    answeredUnknownWords: Math.max(answered, unknown ?? answered),
    answeredRelevance: answeredRelevance ?? related,
    related,
    relatedOtherLanguage: relatedAt(true) ?? related,
  };
}

/** The value with this share of the others below it; undefined without values. */
function quantile(values: number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
