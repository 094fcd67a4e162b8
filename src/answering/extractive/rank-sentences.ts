import type { Embedder } from '../../embeddings/embedder.ts';
import { createCopyCheck } from '../../retrieval/copy-check.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { type ConfidenceSignals, confidenceSignals } from './confidence-signals.ts';
import { createSentenceScorer, type ScoredSentence } from './score-sentences.ts';

/** Paragraphs whose sentences are scored. */
const PARAGRAPHS_READ = 6;
/** How much a sentence's own signals add to the score of its paragraph. */
const ASPECT_WEIGHT = 3;
const COVERAGE_WEIGHT = 3;
const SIMILARITY_WEIGHT = 2;
const ANSWER_TYPE_WEIGHT = 1;

export type RankedSentence = ScoredSentence & { score: number };

/** The sentences that may answer, best first, and the signals for how likely they do. */
interface SentenceRanking {
  sentences: RankedSentence[];
  signals: ConfidenceSignals;
}

/** Creates the function that scores the sentences of the best paragraphs found and ranks them; null when there are none. */
export function createSentenceRanker({
  embedder,
}: {
  embedder: Embedder;
}): (found: SearchResult) => Promise<SentenceRanking | null> {
  const scoreSentences = createSentenceScorer({ embedder });

  return async (found) => {
    const scored = await scoreSentences(found, found.paragraphs.slice(0, PARAGRAPHS_READ));
    const isCopy = createCopyCheck();
    const sentences = scored
      .map((sentence) => ({ ...sentence, score: scoreOf(sentence) }))
      .sort((a, b) => b.score - a.score)
      .filter((sentence) => !isCopy(passageOf(sentence)));
    const best = sentences[0];
    return best ? { sentences, signals: confidenceSignals(found, scored, best) } : null;
  };
}

function passageOf({ paragraph, start, end }: ScoredSentence): { documentId: string; text: string } {
  const { documentId, text, start: from } = paragraph;
  return { documentId, text: text.slice(start - from, end - from) };
}

function scoreOf({ ranked, coverage, similarity, answerTypeShare }: ScoredSentence): number {
  return (
    ranked.score +
    ASPECT_WEIGHT * ranked.signals.aspect +
    COVERAGE_WEIGHT * coverage +
    SIMILARITY_WEIGHT * similarity +
    ANSWER_TYPE_WEIGHT * answerTypeShare
  );
}
