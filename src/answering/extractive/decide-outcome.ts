import type { AnswerKind } from '../../protocol/answer.ts';
import { type Calibration, type Logistic, probabilityOf } from '../../retrieval/calibration.ts';
import type { ConfidenceSignals } from './confidence-signals.ts';

/** An excerpt that answers less often than this does not answer: what is asked for is not in it, however near it sounds. */
const MIN_CONFIDENCE = 0.02;
/** Share of unknown words from which a question is one that the model hardly knows. */
const UNKNOWN = 0.5;

/** What is known of the best excerpts before it is decided what to do with them. Probabilities, 0…1. */
export interface Odds {
  /** That they answer the question. */
  confidence: number;
  /** That the documents are about what is asked. */
  relevance: number;
  /** Whether question and excerpts are in different languages. */
  isOtherLanguage: boolean;
  /** Whether the model knows hardly any word of the question: what is near in spelling alone answers less often. */
  hasUnknownWords: boolean;
  /** Whether a sum, a number or a date is asked for and the excerpts have none: they may be near, they answer nothing. */
  lacksPlainType: boolean;
}

/** The odds of excerpts with these signals, by the two models of a calibration. */
export function oddsOf(signals: ConfidenceSignals, models: { confidence: Logistic; relevance: Logistic }): Odds {
  return {
    confidence: probabilityOf(models.confidence, signals),
    // What asks for an aspect of a document as a whole, such as its subject or date, is about it whatever its words.
    relevance: Math.max(probabilityOf(models.relevance, signals), signals.aspect),
    isOtherLanguage: signals.otherLanguage > 0,
    hasUnknownWords: signals.unknownWords > UNKNOWN,
    lacksPlainType: signals.plainTypeMissing > 0,
  };
}

/** `answered` for what answers, `related` for what is worth showing, `unanswered` for all else. */
export function decideOutcome(odds: Odds, thresholds: Calibration['thresholds']): AnswerKind {
  const { confidence, relevance, isOtherLanguage, hasUnknownWords } = odds;
  if (worthShowing(odds) < (isOtherLanguage ? thresholds.relatedOtherLanguage : thresholds.related))
    return 'unanswered';
  if (odds.lacksPlainType) return 'related';
  const answered = hasUnknownWords ? thresholds.answeredUnknownWords : thresholds.answered;
  return confidence >= answered && relevance >= thresholds.answeredRelevance ? 'answered' : 'related';
}

/** What the thresholds of `related` are set on: the relevance, and nothing where an answer is all but ruled out. */
export function worthShowing({ confidence, relevance }: Odds): number {
  return confidence < MIN_CONFIDENCE ? 0 : relevance;
}
