import { onOneLine } from '../../documents/document.ts';
import { createCopyCheck } from '../../retrieval/copy-check.ts';
import { termWeights, weightedMean } from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { mapWithPauses, pauseDue } from '../../runtime/pauses.ts';
import { expectedFineAnswerTypes } from '../../text/fine-answer-type.ts';
import { type AnswerSpan, answerSpans } from './answer-spans.ts';
import { type ConfidenceSignals, confidenceSignals, lacksPlainType } from './confidence-signals.ts';

/** How much a sentence's own signals add to the score of its paragraph. */
const ASPECT_WEIGHT = 3;
const COVERAGE_WEIGHT = 3;
const SIMILARITY_WEIGHT = 2;
/** Words of the question in the span itself, not only in what it is read with. */
const OWN_WEIGHT = 1;
const ANSWER_TYPE_WEIGHT = 2;
/** What it takes away that a span has nothing of the kind that is asked for, where that can be seen. */
const TYPE_MISSING_COST = 2;
const PART_WEIGHT = 3;
/** What it takes away that a span was the answer before; more where nothing but another answer type is asked for, which it lacks. */
const ANSWERED_WEIGHT = 2.5;
const ANSWERED_UNTYPED_WEIGHT = 4;
/** What each further sentence has to be worth. */
const LENGTH_COST = 0.2;

export type RankedSpan = AnswerSpan & { score: number };

/** The spans that may answer, best first, and the signals for how likely they do. */
interface SpanRanking {
  spans: RankedSpan[];
  signals: ConfidenceSignals;
}

/** Ranks the spans of the best paragraphs found; null when there are none. Of spans that share words only the best is one. */
export async function rankSpans(found: SearchResult): Promise<SpanRanking | null> {
  const isCopy = createCopyCheck();
  const taken: RankedSpan[] = [];
  const expectedTypes = expectedFineAnswerTypes(found.match.question);
  const missing = (span: AnswerSpan) => (lacksPlainType(expectedTypes, span) ? TYPE_MISSING_COST : 0);
  const weights = termWeights(found);
  const scored = (span: AnswerSpan) => ({
    ...span,
    score: scoreOf(span, weights) - lossOfAnswered(found.match, span) - missing(span),
  });
  const ranked = await mapWithPauses(statingIn(answerSpans(found.sentences, found)), scored);
  ranked.sort((a, b) => b.score - a.score || a.end - a.start - (b.end - b.start));
  /** 1 for each letter that is taken, by paragraph: it may have ten thousand spans. */
  const takenLetters = new Map<number, Uint8Array>();
  for (const span of ranked) {
    const pause = pauseDue();
    if (pause) await pause;
    const { key, text, start } = span.paragraph;
    const letters = takenLetters.get(key) ?? new Uint8Array(text.length);
    const own = letters.subarray(span.start - start, span.end - start);
    if (own.includes(1) || isCopy(passageOf(span))) continue;
    takenLetters.set(key, letters);
    own.fill(1);
    taken.push(span);
  }
  const best = taken[0];
  return best ? { spans: taken, signals: confidenceSignals(found, found.sentences, best) } : null;
}

/** Those that say something: headings, headers of tables and lead-ins only name what follows, unless the name is asked for. */
function statingIn(spans: readonly AnswerSpan[]): readonly AnswerSpan[] {
  const stating = spans.filter(({ isHeader, ranked }) => !isHeader || ranked.signals.aspect > 0);
  return stating.length > 0 ? stating : spans;
}

/** What a span loses that was quoted just before; nothing where it has the new words of the question. */
function lossOfAnswered({ terms, answered }: SearchResult['match'], span: AnswerSpan): number {
  if (!answered?.newTerms) return 0;
  const { quotes, newTerms } = answered;
  const text = onOneLine(passageOf(span).text);
  if (!quotes.some((quote) => quote.includes(text))) return 0;
  if (newTerms.length === 0) return span.answerTypeShare === 1 ? 0 : ANSWERED_UNTYPED_WEIGHT;
  const isNew = terms.map(({ term }) => (newTerms.includes(term) ? 1 : 0));
  return ANSWERED_WEIGHT * (1 - weightedMean(span.likeness, isNew));
}

function passageOf({ paragraph, start, end }: AnswerSpan): { documentId: string; text: string } {
  const { documentId, text, start: from } = paragraph;
  return { documentId, text: text.slice(start - from, end - from) };
}

/** What a span is worth; the spans of a question are ranked by it. */
export function scoreOf(
  { ranked, coverage, similarity, answerTypeShare, part, further, own }: AnswerSpan,
  weights: number[],
): number {
  return (
    ranked.score +
    ASPECT_WEIGHT * ranked.signals.aspect +
    COVERAGE_WEIGHT * coverage +
    SIMILARITY_WEIGHT * similarity +
    OWN_WEIGHT * weightedMean(own, weights) +
    ANSWER_TYPE_WEIGHT * answerTypeShare +
    PART_WEIGHT * part -
    LENGTH_COST * further
  );
}
