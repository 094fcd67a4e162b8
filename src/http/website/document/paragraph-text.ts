import { escapeHtml } from '../pages/html.ts';

/** How the text of a paragraph is set: running, line by line as it stands, or in columns. */
interface TextSetting {
  className: string | null;
  /** The text with its markup: without the tags it is the paragraph, character for character. */
  html: string;
}

/** Lists, tables, quotations and code keep their line breaks. */
const KEEPS_ITS_LINES = /^[ \t]*(?:[-*+•–—][ \t]|\d+[.)][ \t]|\||>|```|~~~)|\S \| \S/;
/** What separates the columns of a signature block; as a group, so that splitting keeps it. */
const BETWEEN_CELLS = /(\s{2,}|\n)/;
const MAX_COLUMNS = 4;
const MAX_CELL_LENGTH = 60;
/** A cell that is a sentence: some authors type two blanks between sentences. «Иванов И. И.» is none. */
const SENTENCE = /^.{25,}[.!?…]$/;

/** Sets running text for the reader. */
export function setText(text: string): TextSetting {
  const columns = columnCount(text);
  if (columns > 1) return { className: `columns-${columns}`, html: cellsHtml(text) };
  const lines = text.split('\n');
  const keepsLines = lines.length > 1 && lines.some((line) => KEEPS_ITS_LINES.test(line));
  return { className: keepsLines ? 'lines' : null, html: escapeHtml(text) };
}

/** How many columns the paragraph has: every line of it is made of short cells with two or more blanks between. */
function columnCount(text: string): number {
  if (!/\S[^\S\n]{2,}\S/.test(text)) return 1;
  const rows = text.split('\n').map((line) => line.trim().split(/\s{2,}/));
  const isTable = rows.every(
    (cells) =>
      cells.length > 1 &&
      cells.length <= MAX_COLUMNS &&
      cells.every((cell) => cell.length <= MAX_CELL_LENGTH && !SENTENCE.test(cell)),
  );
  return isTable ? Math.max(...rows.map((cells) => cells.length)) : 1;
}

function cellsHtml(text: string): string {
  return text
    .split(BETWEEN_CELLS)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : `<span class="cell">${escapeHtml(part)}</span>`))
    .map((part) => part.replaceAll('\r', '&#13;'))
    .join('');
}
