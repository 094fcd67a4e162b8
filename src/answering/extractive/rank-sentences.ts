import { createCopyCheck } from '../../retrieval/copy-check.ts';
import type { ScoredSentence } from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { type ConfidenceSignals, confidenceSignals } from './confidence-signals.ts';

/** How much a sentence's own signals add to the score of its paragraph. */
const ASPECT_WEIGHT = 3;
const COVERAGE_WEIGHT = 3;
const SIMILARITY_WEIGHT = 2;
const ANSWER_TYPE_WEIGHT = 1;
const PART_WEIGHT = 3;

export type RankedSentence = ScoredSentence & { score: number };

/** The sentences that may answer, best first, and the signals for how likely they do. */
interface SentenceRanking {
  sentences: RankedSentence[];
  signals: ConfidenceSignals;
}

/** Ranks the sentences of the best paragraphs found; null when there are none. */
export function rankSentences(found: SearchResult): SentenceRanking | null {
  const isCopy = createCopyCheck();
  const sentences = statingIn(found.sentences)
    .map((sentence) => ({ ...sentence, score: scoreOf(sentence) }))
    .sort((a, b) => b.score - a.score)
    .filter((sentence) => !isCopy(passageOf(sentence)));
  const best = sentences[0];
  return best ? { sentences, signals: confidenceSignals(found, found.sentences, best) } : null;
}

/** Those that say something: headings and headers of tables only name what follows, unless the name is asked for. */
function statingIn(sentences: readonly ScoredSentence[]): readonly ScoredSentence[] {
  const stating = sentences.filter(({ isHeader, ranked }) => !isHeader || ranked.signals.aspect > 0);
  return stating.length > 0 ? stating : sentences;
}

function passageOf({ paragraph, start, end }: ScoredSentence): { documentId: string; text: string } {
  const { documentId, text, start: from } = paragraph;
  return { documentId, text: text.slice(start - from, end - from) };
}

function scoreOf({ ranked, coverage, similarity, answerTypeShare, part }: ScoredSentence): number {
  return (
    ranked.score +
    ASPECT_WEIGHT * ranked.signals.aspect +
    COVERAGE_WEIGHT * coverage +
    SIMILARITY_WEIGHT * similarity +
    ANSWER_TYPE_WEIGHT * answerTypeShare +
    PART_WEIGHT * part
  );
}
