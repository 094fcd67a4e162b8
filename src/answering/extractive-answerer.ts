import { type Calibration, probabilityOf } from '../embeddings/calibration.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { UnansweredReason } from '../protocol.ts';
import type { AnswerDraft, Answerer, CanonicalText, Drafter } from './answer.ts';
import { createAssessor } from './assess-answer.ts';
import { answeringQuotes, nearestQuotes } from './choose-quotes.ts';
import { composeAnswer } from './compose-answer.ts';
import type { ConfidenceSignals } from './confidence-signals.ts';

/** Answers with quotes, and nothing but quotes. */
export function createExtractiveAnswerer({
  drafter,
  canonicalText,
}: {
  drafter: Drafter;
  canonicalText: CanonicalText;
}): Answerer {
  return {
    async *answer(found, context) {
      yield* composeAnswer(await drafter.draft(found), { ...context, canonicalText });
    },
  };
}

/** Creates what chooses the one to three sentences of the documents that answer best, word for word. */
export function createDrafter({
  embedder,
  calibration: { confidence, relevance, thresholds },
}: {
  embedder: Embedder;
  calibration: Calibration;
}): Drafter {
  const assess = createAssessor({ embedder });

  return {
    async draft(found) {
      if (found.paragraphs.length === 0) return unanswered('no-documents');
      if (found.match.terms.length === 0 && found.match.aspects.size === 0) return unanswered('nothing-to-search');
      const assessment = await assess(found);
      if (!assessment) return unanswered('nothing-relevant');

      const { sentences, signals } = assessment;
      const sure = probabilityOf(confidence, signals);
      const relevant = probabilityOf(relevance, signals);
      if (relevant < leastRelevance(signals, thresholds)) return unanswered('nothing-relevant', sure);
      return sure >= thresholds.answered && relevant >= thresholds.answeredRelevance
        ? { kind: 'answered', confidence: sure, reason: null, quotes: answeringQuotes(sentences, found) }
        : { kind: 'related', confidence: sure, reason: null, quotes: nearestQuotes(sentences) };
    },
  };
}

/** Least relevance of an excerpt worth showing. */
export function leastRelevance({ otherLanguage }: ConfidenceSignals, thresholds: Calibration['thresholds']): number {
  return otherLanguage > 0 ? thresholds.relatedOtherLanguage : thresholds.related;
}

function unanswered(reason: UnansweredReason, confidence = 0): AnswerDraft {
  return { kind: 'unanswered', confidence, reason, quotes: [] };
}
