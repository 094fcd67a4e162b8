import type { JoinLines } from '../lines/join-lines.ts';
import { drawnIn, endOf, type Line, type Piece, startOf, textOf } from '../lines/page-lines.ts';

/** A line, or several that are cells of one row. */
export interface MergedLine extends Line {
  /** Whether its cells were drawn one after the other. */
  isMerged: boolean;
}

/** Points that lines of a cell may be off. */
const TOLERANCE = 3;
/** Lines of a cell with another one to its right; a column of prose has more. */
const MAX_CELL_LENGTH = 4;
/** In font sizes: the distance to the next line of a cell; lines on one level. */
const LEADING = 1.8;
const LEVEL = 0.25;
/** Fewer lines are no column of a table. */
const MIN_COLUMN = 2;
/** Mean lengths in UTF-16 code units from which lines are prose, also where they do not fill their column. */
const FILLED_LINE = 12;
const PROSE_LINE = 25;
/** Share of its column that a line of prose fills, and share of the lines that do. */
const FILLED = 0.8;
const SHARE_FILLED = 0.5;
const SHARE_LEVEL = 0.8;

/** Puts the lines of a cell together, and beside it the next cell, which stands higher: each row of a table becomes one line. */
export function mergeCells(lines: readonly Line[], join: JoinLines): MergedLine[] {
  const rows: MergedLine[] = [];
  let lowest = 0;
  for (const line of mergeColumns(lines)) {
    const last = rows.at(-1);
    const cell = last && last.pieces.length > 1 ? last.pieces.at(-1)! : null;
    const isNextLine = line.y > lowest && line.y - lowest < LEADING * line.size;
    const above = rows.slice(
      Math.max(
        0,
        rows.findLastIndex(({ y }) => isLevel(y, line)),
      ),
    );
    if (
      last?.isMerged &&
      cell &&
      isNextLine &&
      Math.abs(startOf(line) - cell.x) < TOLERANCE &&
      line.pieces.length === 1
    ) {
      goOn(last, line, join);
    } else if (isNextCell(line, above)) {
      const text = above.map(textOf).reduce(join);
      const first = { text, x: startOf(above[0]!), end: Math.max(...above.map(endOf)), drawn: above.flatMap(drawnIn) };
      const pieces = [first, ...copies(line.pieces)];
      const parts = [{ ...first }, ...copies(line.parts)];
      rows.splice(-above.length, above.length, { ...above[0]!, pieces, parts, isMerged: true });
    } else rows.push({ ...line, pieces: copies(line.pieces), parts: copies(line.parts), isMerged: false });
    lowest = line.y;
  }
  return rows;
}

function goOn(row: MergedLine, line: Line, join: JoinLines): void {
  for (const runs of [row.pieces, row.parts]) {
    const last = runs.at(-1)!;
    last.text = join(last.text, textOf(line));
    last.end = Math.max(last.end, endOf(line));
    last.drawn = [...last.drawn, ...drawnIn(line)];
  }
}

const isLevel = (y: number, line: Line) => Math.abs(y - line.y) < line.size / 2;
const copies = (pieces: readonly Piece[]) => pieces.map((piece) => ({ ...piece }));

/** Whether the line is the cell to the right of those above, which are one cell. */
function isNextCell(line: Line, above: readonly MergedLine[]): boolean {
  return (
    above.length > 1 &&
    above.length <= MAX_CELL_LENGTH &&
    isLevel(above[0]!.y, line) &&
    above.every((row) => row.pieces.length === 1 && endOf(row) < startOf(line))
  );
}

/** Puts the columns of a table that was drawn column by column beside each other; columns of prose stay. */
function mergeColumns(lines: readonly Line[]): Line[] {
  let merged: Line[] = [];
  for (const column of columnsOf(lines)) {
    const pairs = column.map((line) => [merged.findLastIndex((other) => isBeside(line, other)), line] as const);
    const level = pairs.filter(([index]) => index >= 0);
    const isTable =
      column.length >= MIN_COLUMN &&
      level.length >= column.length * SHARE_LEVEL &&
      !isProse(column) &&
      !isProse(level.map(([index]) => merged[index]!));
    if (!isTable) merged.push(...column);
    else {
      const rows = new Map(level.map(([index, line]) => [merged[index]!, line]));
      const rest = column.filter((line) => ![...rows.values()].includes(line));
      merged = merged.map((line) => (rows.has(line) ? beside(line, rows.get(line)!) : line));
      for (const line of rest) merged.splice(merged.findLastIndex(({ y }) => y < line.y) + 1, 0, line);
    }
  }
  return merged;
}

/** Runs of lines each of which is below the one before. */
function columnsOf(lines: readonly Line[]): Line[][] {
  const columns: Line[][] = [];
  for (const line of lines) {
    const last = columns.at(-1)?.at(-1);
    if (last && line.y > last.y) columns.at(-1)!.push(line);
    else columns.push([line]);
  }
  return columns;
}

function isBeside(line: Line, left: Line): boolean {
  return Math.abs(line.y - left.y) < LEVEL * line.size && startOf(line) > endOf(left);
}

/** Long lines, or longer ones that are as wide as their column. */
function isProse(lines: readonly Line[]): boolean {
  const length = lines.reduce((sum, line) => sum + lastOf(line).text.length, 0) / lines.length;
  const widths = lines.map((line) => lastOf(line).end - lastOf(line).x);
  const filled = widths.filter((width) => width >= FILLED * Math.max(...widths)).length;
  return length >= PROSE_LINE || (length >= FILLED_LINE && filled >= SHARE_FILLED * lines.length);
}

const lastOf = ({ pieces }: Line) => pieces.at(-1)!;

function beside(left: Line, right: Line): Line {
  return { ...left, pieces: [...left.pieces, ...right.pieces], parts: [...left.parts, ...right.parts] };
}
