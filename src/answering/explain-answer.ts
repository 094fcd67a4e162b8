import { onOneLine } from '../documents/document.ts';
import type { AnswerKind } from '../protocol/answer.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import { decideOutcome, type Odds, oddsOf } from './extractive/decide-outcome.ts';
import { rankSpans } from './extractive/rank-spans.ts';

/** What excerpts for a question were chosen by: how it was read, what was found, which spans may answer, and the decision. */
export interface Explanation {
  question: string;
  /** The earlier questions that it leans on, as its context. */
  context: readonly string[];
  /** Words and exact terms, with what they count and the words of the documents that they stand for, the likest first. */
  terms: { term: string; weight: number; inverseFrequency: number; words: { word: string; likeness: number }[] }[];
  /** The aspects of a document as a whole that are asked for, with their weights. */
  aspects: Record<string, number>;
  /** The paragraphs found, best first: the score is the sum of the parts, and what is in the question's language or in focus is ahead. */
  candidates: { place: string; score: number; parts: Record<string, number>; text: string }[];
  /** The spans that may answer, best first. */
  spans: {
    place: string;
    score: number;
    coverage: number;
    similarity: number;
    answerTypeShare: number;
    text: string;
  }[];
  /** Null when nothing was found. */
  decision:
    | (Odds & { kind: AnswerKind; signals: Record<string, number>; thresholds: Calibration['thresholds'] })
    | null;
}

const MAX_WORDS = 5;
const MAX_CANDIDATES = 8;
const MAX_SPANS = 8;
const MAX_TEXT_LENGTH = 160;

/** Explains which excerpts answer a question, and why. */
export function explainAnswer(
  found: SearchResult,
  { calibration, context }: { calibration: Calibration; context: readonly string[] },
): Explanation {
  const { match } = found;
  const ranking = rankSpans(found);
  return {
    question: match.question,
    context,
    terms: match.terms.map(({ term, weight, expansion }, index) => ({
      term,
      weight,
      inverseFrequency: found.inverseFrequencies[index]!,
      words: [...expansion]
        .sort(([, a], [, b]) => b - a)
        .slice(0, MAX_WORDS)
        .map(([key, likeness]) => ({ word: match.vocabulary.terms[key] ?? '', likeness })),
    })),
    aspects: Object.fromEntries(match.aspects),
    candidates: found.paragraphs.slice(0, MAX_CANDIDATES).map(({ paragraph, score, signals }) => ({
      place: placeOf(paragraph),
      score,
      parts: partsOf(signals, calibration.ranking),
      text: shortened(paragraph.text),
    })),
    spans: (ranking?.spans ?? []).slice(0, MAX_SPANS).map((span) => ({
      place: placeOf(span.paragraph),
      score: span.score,
      coverage: span.coverage,
      similarity: span.similarity,
      answerTypeShare: span.answerTypeShare,
      text: shortened(span.paragraph.text.slice(span.start - span.paragraph.start, span.end - span.paragraph.start)),
    })),
    decision: ranking && decisionOf(ranking.signals, calibration),
  };
}

function decisionOf(signals: Parameters<typeof oddsOf>[0], calibration: Calibration): Explanation['decision'] {
  const { thresholds } = calibration;
  const odds = oddsOf(signals, calibration);
  return { ...odds, kind: decideOutcome(odds, thresholds), signals, thresholds };
}

/** What each signal adds to the score; those that add nothing are left out. */
function partsOf<Signals extends object>(signals: Signals, weights: Record<keyof Signals, number>) {
  const parts = (Object.keys(signals) as (keyof Signals & string)[]).map((name): [string, number] => [
    name,
    weights[name] * Number(signals[name]),
  ]);
  return Object.fromEntries(parts.filter(([, part]) => part !== 0));
}

function placeOf({ documentId, number }: { documentId: string; number: number }): string {
  return `${documentId} ¶${number}`;
}

function shortened(text: string): string {
  const line = onOneLine(text);
  return line.length <= MAX_TEXT_LENGTH ? line : `${line.slice(0, MAX_TEXT_LENGTH)}…`;
}
