/** A table of a Markdown text, its cells as Markdown; each row has as many as the header. */
export interface MarkdownTable {
  header: string[];
  rows: string[][];
}

const FENCE = /^\s*(`{3,}|~{3,})/;
/** Between cells; a bar behind a backslash is a letter. */
const BAR = /(?<!\\)\|/;

/** Splits Markdown at its tables (those of GFM, which CommonMark does not have). What is in code stays text. */
export function blocksOfMarkdown(text: string): (string | MarkdownTable)[] {
  const lines = text.split('\n');
  const blocks: (string | MarkdownTable)[] = [];
  let prose: string[] = [];
  let fence: string | null = null;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const mark = FENCE.exec(line)?.[1];
    if (fence === null && startsTable(line, lines[at + 1])) {
      const header = cellsOfRow(line);
      const [first, end] = [at + 2, endOfTable(lines, at + 2)];
      const rows = lines.slice(first, end).map((row) => fitted(cellsOfRow(row), header.length));
      blocks.push(prose.join('\n'), { header, rows });
      prose = [];
      at = end - 1;
    } else {
      if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
      prose.push(line);
    }
  }
  return [...blocks, prose.join('\n')].filter((block) => typeof block !== 'string' || block.trim() !== '');
}

/** Whether a line is the header of a table: the next one divides as many cells from the rows below. */
function startsTable(line: string, next = ''): boolean {
  const isDividing = next.includes('-') && /^[\s:|-]+$/.test(next);
  return isDividing && BAR.test(line) && BAR.test(next) && cellsOfRow(line).length === cellsOfRow(next).length;
}

function endOfTable(lines: string[], from: number): number {
  const rest = lines.slice(from).findIndex((line) => !BAR.test(line));
  return rest === -1 ? lines.length : from + rest;
}

function cellsOfRow(line: string): string[] {
  const row = line.trim();
  const cells = row.split(BAR);
  if (row.startsWith('|')) cells.shift();
  if (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

function fitted(cells: string[], length: number): string[] {
  return Array.from({ length }, (_, index) => cells[index] ?? '');
}
