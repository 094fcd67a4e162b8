import { endOf, type Line, type Piece, startOf, textOf } from '../lines/page-lines.ts';

/** Between two cells of a row. */
const CELL_SEPARATOR = ' | ';

/** A line of text, or a row of a table as one line. */
export interface Row extends Line {
  isTableRow: boolean;
}

/** Points that columns may be off; less where justified prose could look the same. */
const TOLERANCE = 3;
const EXACT = 0.3;
/** Gaps of a justified line are alike. */
const ALIKE = 1.15;
/** Lines and length of cells from which a table is two columns of prose, stored across the page. */
const MIN_PROSE_LINES = 5;
const PROSE_CELL = 20;
/** Lines of a cell with another one to its right; a column of prose has more. */
const MAX_CELL_LENGTH = 4;
/** In font sizes: the distance to the next line of a cell. */
const LEADING = 1.8;

/** Joins two lines of one text. */
export type JoinLines = (upper: string, lower: string) => string;

/** Finds the rows of tables among the lines of a page: cells that stand below each other. Prose in columns is put one column after the other. */
export function findTableRows(lines: readonly Line[], join: JoinLines): Row[] {
  const merged = mergeCells(lines, join);
  const rows: Row[] = [];
  for (let from = 0; from < merged.length; ) {
    let to = from + 1;
    while (to < merged.length && isBelow(merged[to - 1]!, merged[to]!)) to += 1;
    const run = merged.slice(from, to);
    if (run.length === 1) rows.push({ ...run[0]!, isTableRow: run[0]!.isTableRow });
    else if (isProse(run)) rows.push(...columnsOf(run));
    else rows.push(...run.map(asTableRow));
    from = to;
  }
  return rows.map((row) => (row.isTableRow ? asTableRow(row) : row));
}

/** Puts the lines of a cell together, and beside it the next cell, which stands higher: each row of a table becomes one line. */
function mergeCells(lines: readonly Line[], join: JoinLines): Row[] {
  const rows: Row[] = [];
  let lowest = 0;
  for (const line of lines) {
    const last = rows.at(-1);
    const cell = last && last.pieces.length > 1 ? last.pieces.at(-1)! : null;
    const isNextLine = line.y > lowest && line.y - lowest < LEADING * line.size;
    const above = rows.slice(
      Math.max(
        0,
        rows.findLastIndex(({ y }) => isLevel(y, line)),
      ),
    );
    if (cell && isNextLine && Math.abs(startOf(line) - cell.x) < TOLERANCE && line.pieces.length === 1) {
      cell.text = join(cell.text, textOf(line));
      cell.end = Math.max(cell.end, endOf(line));
    } else if (isNextCell(line, above)) {
      const text = above.map(textOf).reduce(join);
      const first = { text, x: startOf(above[0]!), end: Math.max(...above.map(endOf)) };
      rows.splice(-above.length, above.length, {
        ...above[0]!,
        pieces: [first, ...copies(line.pieces)],
        isTableRow: true,
      });
    } else rows.push({ ...line, pieces: copies(line.pieces), isTableRow: false });
    lowest = line.y;
  }
  return rows;
}

const isLevel = (y: number, line: Line) => Math.abs(y - line.y) < line.size / 2;
const copies = (pieces: readonly Piece[]) => pieces.map((piece) => ({ ...piece }));

/** Whether the line is the cell to the right of those above, which are one cell. */
function isNextCell(line: Line, above: readonly Row[]): boolean {
  return (
    above.length > 1 &&
    above.length <= MAX_CELL_LENGTH &&
    isLevel(above[0]!.y, line) &&
    above.every((row) => row.pieces.length === 1 && endOf(row) < startOf(line))
  );
}

/** Whether the lower line goes on with the table of the upper one. */
function isBelow(upper: Row, lower: Row): boolean {
  if (lower.y <= upper.y || upper.pieces.length < 2 || lower.pieces.length < 2) return false;
  const tolerance = isJustified(upper, lower) ? EXACT : TOLERANCE;
  const isAligned = (one: Piece, other: Piece) =>
    Math.abs(one.x - other.x) < tolerance || (tolerance > EXACT && Math.abs(one.end - other.end) < tolerance);
  return lower.pieces.slice(1).some((piece) => upper.pieces.slice(1).some((other) => isAligned(piece, other)));
}

/** Lines of justified prose end at the same place, and the gaps of each are alike. */
function isJustified(upper: Row, lower: Row): boolean {
  return Math.abs(endOf(upper) - endOf(lower)) < TOLERANCE && [upper, lower].every(hasEvenGaps);
}

function hasEvenGaps({ pieces }: Row): boolean {
  const gaps = pieces.slice(1).map(({ x }, index) => x - pieces[index]!.end);
  return Math.max(...gaps) < Math.min(...gaps) * ALIKE;
}

function isProse(run: readonly Row[]): boolean {
  const [first] = run;
  const cells = run.flatMap(({ pieces }) => pieces);
  const isEven = run.every(({ pieces }) => pieces.length === first!.pieces.length);
  const length = cells.reduce((sum, { text }) => sum + text.length, 0) / cells.length;
  return isEven && run.length >= MIN_PROSE_LINES && length >= PROSE_CELL;
}

function columnsOf(run: readonly Row[]): Row[] {
  return run[0]!.pieces.flatMap((_, column) => run.map((row) => ({ ...row, pieces: [row.pieces[column]!] })));
}

function asTableRow(row: Row): Row {
  const text = row.pieces.map((piece) => piece.text).join(CELL_SEPARATOR);
  return { ...row, isTableRow: true, pieces: [{ text, x: startOf(row), end: endOf(row) }] };
}
