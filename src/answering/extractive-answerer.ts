import { type Calibration, probabilityOf } from '../embeddings/calibration.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import type { AnswerDraft, Answerer } from './answer.ts';
import { confidenceSignals } from './confidence-signals.ts';
import { createSentenceScorer, type ScoredSentence } from './score-sentences.ts';

/** Paragraphs whose sentences are looked at. */
const PARAGRAPHS_READ = 6;
const MOST_QUOTES = 3;
/** How much a sentence's own evidence adds to the score of its paragraph. */
const COVERAGE_WEIGHT = 3;
const SIMILARITY_WEIGHT = 2;
const EVIDENCE_WEIGHT = 1;
/** A further sentence is quoted when its score is this close to the best, and closer when one answer is enough. */
const CLOSE_SCORE = 0.6;
const CLOSE_SCORE_OF_LIST = 1.8;

/** Answers with the one to three sentences of the documents that answer best, word for word. */
export function createExtractiveAnswerer({
  embedder,
  calibration,
}: {
  embedder: Embedder;
  calibration: Calibration;
}): Answerer {
  const scoreSentences = createSentenceScorer({ embedder });

  return {
    async answer(found) {
      if (found.paragraphs.length === 0) return unanswered('no-documents');
      if (found.match.terms.length === 0 && found.match.aspects.size === 0) return unanswered('nothing-to-search');

      const sentences = await scoreSentences(found, found.paragraphs.slice(0, PARAGRAPHS_READ));
      const ranked = sentences
        .map((sentence) => ({ ...sentence, score: scoreOf(sentence) }))
        .sort((a, b) => b.score - a.score);
      const best = ranked[0]!;
      const signals = confidenceSignals(found, sentences, best);
      const confidence = probabilityOf(calibration.confidence, signals);
      const relevance = probabilityOf(calibration.relevance, signals);
      const { thresholds } = calibration;

      if (confidence >= thresholds.answered) {
        return { kind: 'answered', confidence, reason: null, quotes: chooseQuotes(ranked, found) };
      }
      if (relevance >= thresholds.related) {
        return { kind: 'related', confidence, reason: null, quotes: nearestQuotes(ranked) };
      }
      return { ...unanswered(found.match.terms.length > 0 ? 'not-in-document' : 'nothing-relevant'), confidence };
    },
  };
}

function unanswered(reason: AnswerDraft['reason']): AnswerDraft {
  return { kind: 'unanswered', confidence: 0, reason, quotes: [] };
}

function scoreOf({ ranked, coverage, similarity, evidence }: ScoredSentence): number {
  return ranked.score + COVERAGE_WEIGHT * coverage + SIMILARITY_WEIGHT * similarity + EVIDENCE_WEIGHT * evidence;
}

type RankedSentence = ScoredSentence & { score: number };

function chooseQuotes(ranked: RankedSentence[], { match }: SearchResult): RankedSentence[] {
  const closeScore = isListQuestion(match.question) || match.aspects.size > 1 ? CLOSE_SCORE_OF_LIST : CLOSE_SCORE;
  return ranked.filter(({ score }) => ranked[0]!.score - score <= closeScore).slice(0, MOST_QUOTES);
}

/** The best sentence of each of the nearest paragraphs. */
function nearestQuotes(ranked: RankedSentence[]): RankedSentence[] {
  const isBestOfParagraph = ({ paragraph }: RankedSentence, index: number) =>
    ranked.findIndex((other) => other.paragraph.key === paragraph.key) === index;
  return ranked.filter(isBestOfParagraph).slice(0, MOST_QUOTES);
}

/** Questions whose answer may stand in several places: lists and overviews. */
function isListQuestion(question: string): boolean {
  return /как(?:ие|их|им|ими)(?:\s|$)|что\s+(?:\p{L}+\s+)?(?:говорит|сказано|пиш|написано|известно)|перечисл|назов|расскаж|упом[яи]н|обзор|кратко|о\s+ч[её]м|list\b|what (?:are|does .* say)|which \p{L}+s\b|mention|overview|summar|tell/iu.test(
    question,
  );
}
