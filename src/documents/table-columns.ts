import type { Span } from '../protocol/places.ts';
import { cellsOf, linesOfQuote } from '../protocol/quotes/quote-lines.ts';
import type { ParagraphContext } from './paragraph-context.ts';

/**
 * What the cells of a table are called that words of a paragraph are in: their columns, and where the row's first cell is not among the words,
 * that as well: «Казань — Специалисты». Null where there is no header, and where the words are not of a row.
 */
export function columnsOf(
  { start, text, context }: { start: number; text: string; context: ParagraphContext | null },
  words: Span,
): string[] | null {
  const rows = context?.rows ?? [];
  const row = rows.find((found) => found.start < words.end && words.start < found.end);
  if (row === undefined) return null;
  const header = context?.header ?? text.slice(0, rows[0]!.start - start);
  const columns = cellsOf(linesOfQuote(header).at(-1) ?? '') ?? [];
  const cells = cellsOfRow(text.slice(row.start - start, row.end - start), row.start);
  if (cells.length < 2 || columns.length !== cells.length) return null;
  if (words.start < row.start || row.end < words.end) return columns;
  const isQuoted = cells.map((cell) => cell.start < words.end && words.start < cell.end);
  const name = isQuoted[0] || cells[0]!.text === '' ? '' : `${cells[0]!.text} — `;
  return columns.flatMap((column, index) => (isQuoted[index] ? [`${name}${column}`] : []));
}

/** The cells between the bars of a row; in Markdown bars stand around it as well. */
function cellsOfRow(row: string, offset: number): (Span & { text: string })[] {
  let start = offset;
  const cells = row.split('|').map((part) => {
    const cell = { start, end: start + part.length, text: part.trim() };
    start = cell.end + 1;
    return cell;
  });
  return row.startsWith('|') && row.endsWith('|') ? cells.slice(1, -1) : cells;
}
