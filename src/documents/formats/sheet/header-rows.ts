import type { SheetRow } from './sheet-row.ts';

/** Columns from which the first row of a table of words is taken for its head. */
const MANY_COLUMNS = 3;
const MAX_HEAD_LENGTH = 200;
const MAX_HEADER_ROWS = 4;

/** How many rows at the top of a table are its header: those that the file says, else those that look like it. */
export function headerRows(rows: readonly SheetRow[]): number {
  const said = rows.slice(0, MAX_HEADER_ROWS).findLastIndex(({ isHeader }) => isHeader);
  if (said >= 0) return said + 1;
  if (!looksLikeHeader(rows)) return 0;
  let count = Math.max(...rows[0]!.cells.map((cell) => cell?.rows ?? 1));
  const isGrouped = rows[0]!.cells.some((cell) => (cell?.columns ?? 1) > 1);
  if (count === 1 && isGrouped && rows[1] && isOfWords(rows[1])) count = 2;
  return count < rows.length && count <= MAX_HEADER_ROWS ? count : 0;
}

function looksLikeHeader(rows: readonly SheetRow[]): boolean {
  const [first, second] = rows;
  if (!first || !second || !isOfWords(first)) return false;
  const columns = first.cells.length;
  const named = first.cells.filter((cell) => cell === null || cell.text !== '').length;
  if (columns < 2 || named < columns - 1) return false;
  const isBold = (row: SheetRow) => row.cells.every((cell) => !cell || cell.text === '' || cell.isBold === true);
  if (isBold(first) && !isBold(second)) return true;
  return columns >= MANY_COLUMNS || rows.some(({ cells }) => cells.some((cell) => cell?.isValue));
}

function isOfWords({ cells }: SheetRow): boolean {
  return cells.every((cell) => !cell || (!cell.isValue && cell.text.length <= MAX_HEAD_LENGTH));
}
