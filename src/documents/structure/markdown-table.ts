import type { Span } from '../../protocol/places.ts';
import { cellsOf, type FoundTable } from './find-table.ts';
import { linesOf } from './lines.ts';

/** The row of dashes below the header. */
const DELIMITER = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;
const BAR = /(?<!\\)\|/g;

/** Finds the table that a part of a Markdown text is or ends with, or null (GitHub Flavored Markdown 0.29, section 4.10). */
export function markdownTable(text: string, part: Span): FoundTable | null {
  const lines = linesOf(text, part);
  const delimiter = lines.findIndex(({ start, end }, index) => {
    const line = text.slice(start, end);
    return index > 0 && line.includes('-') && DELIMITER.test(line) && /\|/.test(line + textOf(text, lines[index - 1]!));
  });
  if (delimiter === -1) return null;
  const header = lines[delimiter - 1]!;
  const width = cellsOf(text, lines[delimiter]!, BAR).length;
  if (cellsOf(text, header, BAR).length !== width) return null;
  const rows = [header, ...lines.slice(delimiter + 1)].map((line, index) => ({
    ...line,
    isHeader: index === 0,
    cells: filled(cellsOf(text, line, BAR), { width, end: line.end }),
  }));
  return { start: header.start, end: lines.at(-1)!.end, rows };
}

/** As many cells as the header has. */
function filled(cells: readonly Span[], { width, end }: { width: number; end: number }): Span[] {
  const missing = Math.max(0, width - cells.length);
  return [...cells.slice(0, width), ...Array.from({ length: missing }, () => ({ start: end, end }))];
}

function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
