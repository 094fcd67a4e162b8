import type { AnswerKind } from '../../protocol/answer.ts';
import type { Calibration } from '../../retrieval/calibration.ts';

/** An excerpt that answers less often than this does not answer: what is asked for is not in it, however near it sounds. */
const MIN_CONFIDENCE = 0.02;

/** What is known of the best excerpts before it is decided what to do with them. Probabilities, 0…1. */
export interface Odds {
  /** That they answer the question. */
  confidence: number;
  /** That the documents are about what is asked. */
  relevance: number;
  /** Whether question and excerpts are in different languages. */
  isOtherLanguage: boolean;
}

/** `answered` for what answers, `related` for what is worth showing, `unanswered` for all else. */
export function decideOutcome(odds: Odds, thresholds: Calibration['thresholds']): AnswerKind {
  const { confidence, relevance, isOtherLanguage } = odds;
  if (worthShowing(odds) < (isOtherLanguage ? thresholds.relatedOtherLanguage : thresholds.related))
    return 'unanswered';
  return confidence >= thresholds.answered && relevance >= thresholds.answeredRelevance ? 'answered' : 'related';
}

/** What the thresholds of `related` are set on: the relevance, and nothing where an answer is all but ruled out. */
export function worthShowing({ confidence, relevance }: Odds): number {
  return confidence < MIN_CONFIDENCE ? 0 : relevance;
}
