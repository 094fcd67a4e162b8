import { endOf, type Line, startOf, textOf, wordsOf } from '../lines/page-lines.ts';
import type { Row } from './table-rows.ts';

/** The usual measures of a document's lines. */
export interface PageLayout {
  /** The usual distance to the next line of the same paragraph, in points. */
  leadingOf(line: Line): number;
  /** Whether paragraphs are set apart by a gap, not by an indented first line. */
  hasParagraphGaps: boolean;
  /** Whether the line ends although the first word of the next one had room in it. */
  endsEarly(line: Line, next: Line): boolean;
  isHeadingSize(size: number): boolean;
}

const USUAL_LEADING = 1.2;
const LEADING_STEP = 0.05;
const MAX_LEADING = 2.6;
/** From here on, lines may be paragraphs. */
const WIDE_LEADING = 1.6;
/** How much more the distance of two lines of one sentence says. */
const WITHIN_SENTENCE = 3;
const ENDS_HERE = /[.!?…:;][»”"')\]]*$/u;
/** A gap between paragraphs, in leadings, and the share of such gaps from which the document counts as using them. */
const WIDE = 1.25;
const MAX_WIDE = 4;
const SHARE_OF_GAPS = 0.06;
const LARGER = 1.1;
/** Width of a blank, in font sizes. */
const BLANK = 0.25;

/** Measures the usual leading, gaps and sizes of a document. */
export function layoutOf(rows: readonly Row[]): PageLayout {
  const prose = rows.filter(({ cells }) => cells === null);
  const bodySize = mostCommon(rows.map((row) => [row.size, textOf(row).length]));
  const neighbours = prose.slice(1).flatMap((row, index) => {
    const above = prose[index]!;
    const isPair = above.page === row.page && row.y > above.y && row.size === above.size && row.size === bodySize;
    return isPair ? [{ ratio: (row.y - above.y) / row.size, isWithin: !ENDS_HERE.test(wordsOf(above)) }] : [];
  });
  const pairs = neighbours.map(({ ratio }) => ratio);
  const leading = leadingOf(neighbours);
  const wide = pairs.filter((ratio) => ratio > leading * WIDE && ratio < leading * MAX_WIDE);
  const rights = rightEdges(prose);
  return {
    leadingOf: ({ size }) => leading * size,
    hasParagraphGaps: wide.length > pairs.length * SHARE_OF_GAPS,
    endsEarly: (line, next) => {
      const word = textOf(next).split(' ', 1)[0]!;
      const nextWidth = endOf(next) - startOf(next);
      const width = (nextWidth * word.length) / Math.max(1, textOf(next).length);
      return endOf(line) + BLANK * line.size + width < (rights.get(line) ?? endOf(line)) - line.size / 2;
    },
    isHeadingSize: (size) => size > bodySize * LARGER,
  };
}

/** The most common distance of lines, in font sizes. Where no line ends within a sentence, a wide one is that of paragraphs. */
function leadingOf(neighbours: readonly { ratio: number; isWithin: boolean }[]): number {
  const steps = neighbours.flatMap(({ ratio, isWithin }): [step: number, weight: number][] =>
    ratio < MAX_LEADING ? [[Math.round(ratio / LEADING_STEP) * LEADING_STEP, isWithin ? WITHIN_SENTENCE : 1]] : [],
  );
  const leading = mostCommon(steps) || USUAL_LEADING;
  const isOfLines = leading < WIDE_LEADING || neighbours.some(({ isWithin }) => isWithin);
  return isOfLines ? leading : USUAL_LEADING;
}

/** The right edge of the column that each line stands in. */
function rightEdges(rows: readonly Line[]): Map<Line, number> {
  const edges = new Map<Line, number>();
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && isInColumn(rows[to]!, rows[to - 1]!)) to += 1;
    const column = rows.slice(from, to);
    const right = column.reduce((furthest, row) => Math.max(furthest, endOf(row)), 0);
    for (const row of column) edges.set(row, right);
    from = to;
  }
  return edges;
}

function isInColumn(row: Line, above: Line): boolean {
  const overlaps = startOf(row) < endOf(above) && endOf(row) > startOf(above);
  return row.page === above.page && row.y > above.y && overlaps;
}

/** The value of the greatest weight, 0 when there is none. */
function mostCommon(weighted: readonly (readonly [value: number, weight: number])[]): number {
  const sums = new Map<number, number>();
  for (const [value, weight] of weighted) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0] as [number, number])[0];
}
