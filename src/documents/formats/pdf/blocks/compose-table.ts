import type { TableBlock } from '../../../canonical-text/blocks.ts';
import type { Row } from './table-rows.ts';

const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;
/** Share of the rows below a head in which a column has numbers. */
const NUMBERS = 0.7;

/** Makes a table of its rows; heads that are repeated on its next pages are there once. */
export function composeTable(rows: readonly Row[]): TableBlock {
  const [first] = rows;
  const heads = headsOf(rows);
  const repeated = new Set(rows.slice(0, Math.max(1, heads)).map(cellsText));
  const kept = rows.filter((row, index) => {
    const startsPage =
      index > 0 && rows.slice(0, index).findLast((other) => !repeated.has(cellsText(other)))?.page !== row.page;
    return index < heads || row.page === first!.page || !(startsPage && repeated.has(cellsText(row)));
  });
  const isRepeated = kept.length < rows.length;
  return {
    kind: 'table',
    page: first!.page,
    rows: kept.map(({ cells, page }, index) => ({
      isHeader: index < (heads || Number(isRepeated)),
      cells: cells!,
      page,
    })),
  };
}

/** How many rows are the head: those in a font of their own, or one without the numbers of the rows below it. */
function headsOf(rows: readonly Row[]): number {
  const [first, ...rest] = rows;
  if (rest.length === 0 || !LETTER.test(cellsText(first!))) return 0;
  const fontEnd = rows.findIndex(({ font }) => font !== first!.font);
  const isOwnFont =
    fontEnd > 0 && fontEnd <= rows.length / 2 && rows.slice(fontEnd).every(({ font }) => font !== first!.font);
  if (isOwnFont) return fontEnd;
  const hasNumbers = (column: number) =>
    rest.filter(({ cells }) => DIGIT.test(cells![column]?.text ?? '')).length >= NUMBERS * rest.length;
  const isHead =
    rest.length > 1 &&
    first!.cells!.every(({ text }) => !DIGIT.test(text)) &&
    first!.cells!.some((_, column) => hasNumbers(column));
  return isHead ? 1 : 0;
}

/** The text of a row, as it is compared. */
function cellsText({ cells }: Row): string {
  return cells!.map(({ text }) => text).join(' ');
}
