import type { Embedder } from '../../embeddings/embedder.ts';
import type { UnansweredReason } from '../../protocol/answer.ts';
import { type Calibration, probabilityOf } from '../../retrieval/calibration.ts';
import type { AnswerDraft, Answerer, CanonicalText, Drafter } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';
import { createAssessor } from './assess-answer.ts';
import { decideOutcome } from './decide-outcome.ts';
import { answeringQuotes, nearestQuotes } from './select-quotes.ts';

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
      const odds = {
        confidence: sure,
        relevance: probabilityOf(relevance, signals),
        isOtherLanguage: signals.otherLanguage > 0,
      };
      const kind = decideOutcome(odds, thresholds);
      if (kind === 'unanswered') return unanswered('nothing-relevant', sure);
      const quotes = kind === 'answered' ? answeringQuotes(sentences, found) : nearestQuotes(sentences);
      return { kind, confidence: sure, reason: null, quotes };
    },
  };
}

function unanswered(reason: UnansweredReason, confidence = 0): AnswerDraft {
  return { kind: 'unanswered', confidence, reason, quotes: [] };
}
