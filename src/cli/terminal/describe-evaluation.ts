import { onOneLine } from '../../documents/document.ts';
import type { QuestionResult } from '../../evaluation/evaluate.ts';
import type { Measures, Summary } from '../../evaluation/summarize.ts';
import { excerptOf } from './terminal.ts';

const EXCERPT_LENGTH = 100;
/** Longer than a quote: the text of an answer by a chat model. */
const TEXT_LENGTH = 300;
const PARAGRAPHS_SHOWN = 5;

/** The columns of the table: heading and cell. */
const COLUMNS: [string, (measures: Measures) => string][] = [
  ['questions', ({ questions }) => String(questions)],
  ['hit@1', ({ hitAt1 }) => formatShare(hitAt1)],
  ['hit@3', ({ hitAt3 }) => formatShare(hitAt3)],
  ['hit@5', ({ hitAt5 }) => formatShare(hitAt5)],
  ['words hit@1', ({ baselinesHitAt1 }) => formatShare(baselinesHitAt1.bm25Words)],
  ['4-grams hit@1', ({ baselinesHitAt1 }) => formatShare(baselinesHitAt1.bm25Grams)],
  ['sum hit@1', ({ baselinesHitAt1 }) => formatShare(baselinesHitAt1.gramsAndSimilarity)],
  ['MRR', ({ meanReciprocalRank }) => formatShare(meanReciprocalRank)],
  ['has answer', ({ answerRate }) => formatShare(answerRate)],
  ['precision', ({ citationPrecision }) => formatShare(citationPrecision)],
  ['cites enough', ({ citesEnough }) => formatShare(citesEnough)],
  ['verified', ({ citationsVerified }) => formatShare(citationsVerified)],
  ['faithful', ({ faithfulness }) => formatShare(faithfulness)],
  ['cite recall', ({ alceRecall }) => formatShare(alceRecall)],
  ['cite precision', ({ alcePrecision }) => formatShare(alcePrecision)],
  ['answered', ({ outcomes }) => formatShare(outcomes.answered)],
  ['related', ({ outcomes }) => formatShare(outcomes.related)],
  ['unanswered', ({ outcomes }) => formatShare(outcomes.unanswered)],
  ['reply', ({ outcomes }) => formatShare(outcomes.reply)],
  ['calibration error', ({ calibrationError }) => formatShare(calibrationError)],
];

/** Formats the measures as a table, one row a group. */
export function describeSummary(summary: Summary): string {
  return alignColumns([
    ['', ...COLUMNS.map(([heading]) => heading)],
    ...Object.entries(summary).map(([group, measures]) => [group, ...COLUMNS.map(([, format]) => format(measures))]),
  ]);
}

/** A table: the first column aligned left, the others right. */
function alignColumns(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column]!)))
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}

/** Describes a missed question: why it counts as missed, and what was found. */
export function describeFailure(result: QuestionResult & { misses: string[] }): string {
  const { question, answer, misses } = result;
  const found = answer.paragraphs.slice(0, PARAGRAPHS_SHOWN).map(({ paragraph }) => `¶${paragraph}`);
  const expected = question.gold
    ? `expected ${question.gold.paragraphs.map((paragraph) => `¶${paragraph}`).join(' ')} with ${question.gold.answer.map((alternatives) => alternatives.join(' | ')).join(' & ')}`
    : 'expected no answer';
  return [
    `${question.id} (${question.kind}): ${question.question}`,
    `  ${misses.join('; ')}`,
    `  ${expected}`,
    `  ${answer.kind}, confidence ${answer.confidence.toFixed(2)}, found ${found.join(' ') || 'nothing'}`,
    ...(answer.model ? [`  ${excerptOf(onOneLine(answer.text), TEXT_LENGTH)}`] : []),
    ...answer.citations.map(
      ({ marker, paragraph, quote }) => `  [${marker}] ¶${paragraph} ${excerptOf(onOneLine(quote), EXCERPT_LENGTH)}`,
    ),
  ].join('\n');
}

function formatShare(share: number | null): string {
  return share === null ? '–' : share.toFixed(2);
}
