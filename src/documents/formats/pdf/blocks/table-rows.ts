import type { TableCell } from '../../../canonical-text/blocks.ts';
import type { JoinLines } from '../lines/join-lines.ts';
import { endOf, type Line, type Piece, startOf } from '../lines/page-lines.ts';
import type { OutlineEntry } from '../read-outline.ts';
import { mergeCells } from './merge-cells.ts';
import { cellsOf, type Gutter, guttersOf } from './table-columns.ts';

/** A line of text, or a row of a table as one line. */
export interface Row extends Line {
  /** The cells of a row of a table, as many for each row of it; null for a line of text. */
  cells: TableCell[] | null;
  /** The entry of the outline that it is, or a part of it. */
  heading?: OutlineEntry;
}

/** Points that columns may be off; less where justified prose could look the same. */
const TOLERANCE = 3;
const EXACT = 0.3;
/** Gaps of a justified line are alike. */
const ALIKE = 1.15;
/** Lines and length of cells from which a table is two columns of prose, stored across the page. */
const MIN_PROSE_LINES = 5;
const PROSE_CELL = 20;
/** In font sizes: the gap between cells of a row that has no wider one, and the distance to the next line of a cell. */
const CELL_GAP = 0.55;
const LEADING = 1.8;
/** Share of the usual distance of rows below which a line goes on with the row above. */
const CLOSE = 0.75;
/** Distance of a head from the first row, in distances of rows. */
const MAX_HEAD_GAP = 1.8;
/** Cells of rows that nearly touch. */
const MIN_CELLS = 3;
/** Lines with one cell between rows of a table. */
const MAX_SINGLE = 3;
const STARTS_IN_LOWER_CASE = /^\p{Ll}/u;

/** Finds the rows of tables among the lines of a page: cells that stand below each other. Prose in columns is put one column after the other. */
export function findTableRows(lines: readonly Line[], join: JoinLines): Row[] {
  const merged = mergeCells(lines, join);
  const rows: Row[] = [];
  for (let from = 0; from < merged.length; ) {
    const to = endOfRun(merged, from);
    const run = merged.slice(from, to);
    const gutters = run.length > 1 || run[0]!.isMerged ? guttersOf(run) : [];
    if (gutters.length === 0) rows.push(...run.map((line) => ({ ...line, cells: null })));
    else if (isProse(run)) rows.push(...columnsOf(run));
    else rows.push(...asTable(run, { gutters, join }));
    from = to;
  }
  return rows;
}

/** Where the table that starts with a line ends; one line further where none does. */
function endOfRun(lines: readonly Line[], from: number): number {
  let end = from + 1;
  let last = lines[from]!;
  for (let next = end; next < lines.length && next - end <= MAX_SINGLE; next += 1) {
    const line = lines[next]!;
    if (line.y <= last.y) break;
    if (isBelow(last, line) || (next === from + 1 && isHeadOf(last, line, lines[next + 1]))) {
      last = line;
      end = next + 1;
    } else if (cellCount(line) > 1 || !isInOneCell(line, last)) break;
  }
  return end;
}

/** Runs of a line between gaps that are wide enough for cells. */
function runsOf({ parts, size }: Line): Piece[] {
  const runs: Piece[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last && part.x - last.end < CELL_GAP * size) last.end = part.end;
    else runs.push({ ...part });
  }
  return runs;
}

const cellCount = (line: Line) => runsOf(line).length;

/** Whether the lower line goes on with the table of the upper one. */
function isBelow(upper: Line, lower: Line): boolean {
  if (hasSameColumns(upper, lower)) return true;
  if (upper.pieces.length < 2 || lower.pieces.length < 2)
    return startsAtCell(upper, lower) || startsAtCell(lower, upper);
  const tolerance = isJustified(upper, lower) ? EXACT : TOLERANCE;
  const isAligned = (one: Piece, other: Piece) =>
    Math.abs(one.x - other.x) < tolerance || (tolerance > EXACT && isCentredOrRight(one, other, tolerance));
  const above = runsOf(upper).slice(1);
  return runsOf(lower)
    .slice(1)
    .some((piece) => above.some((other) => isAligned(piece, other)));
}

/** Whether a line without wide gaps has a cell exactly where the other row has one. */
function startsAtCell(narrow: Line, row: Line): boolean {
  if (row.pieces.length < 2 || Math.abs(endOf(narrow) - endOf(row)) < TOLERANCE) return false;
  const starts = row.pieces.slice(1).map(({ x }) => x);
  return runsOf(narrow)
    .slice(1)
    .some(({ x }) => starts.some((start) => Math.abs(start - x) < EXACT));
}

/** Whether a line has a piece above each cell of the first row of a table, wherever in its column it stands. */
function isHeadOf(line: Line, row: Line, next: Line | undefined): boolean {
  if (!next || next.y <= row.y || !isBelow(row, next) || row.y - line.y > MAX_HEAD_GAP * (next.y - row.y)) return false;
  const [above, below] = [runsOf(line), runsOf(row)];
  if (line.pieces.length < 2 || above.length !== below.length) return false;
  const gap = CELL_GAP * row.size;
  return above
    .slice(1)
    .every(({ x }, index) => Math.min(x, below[index + 1]!.x) - Math.max(above[index]!.end, below[index]!.end) >= gap);
}

/** Rows whose cells nearly touch have all of them exactly below each other, and do not end at one place as justified lines do. */
function hasSameColumns({ parts: above }: Line, { parts: below }: Line): boolean {
  if (above.length < MIN_CELLS || above.length !== below.length) return false;
  const isJust = (one: number, other: number) => Math.abs(one - other) < EXACT;
  const pairs = above.slice(1).map((part, index) => [part, below[index + 1]!] as const);
  return (
    pairs.every(([one, other]) => isJust(one.x, other.x)) ||
    (pairs.every(([one, other]) => isJust(one.end, other.end)) && pairs.length >= MIN_CELLS)
  );
}

function isCentredOrRight(one: Piece, other: Piece, tolerance: number): boolean {
  return (
    Math.abs(one.end - other.end) < tolerance || Math.abs((one.x + one.end - other.x - other.end) / 2) < tolerance / 2
  );
}

/** Lines of justified prose end at the same place, and the gaps of each are alike. */
function isJustified(upper: Line, lower: Line): boolean {
  return Math.abs(endOf(upper) - endOf(lower)) < TOLERANCE && [upper, lower].every(hasEvenGaps);
}

function hasEvenGaps(line: Line): boolean {
  const runs = runsOf(line);
  const gaps = runs.slice(1).map(({ x }, index) => x - runs[index]!.end);
  return Math.max(...gaps) < Math.min(...gaps) * ALIKE;
}

/** Whether a line stands below one cell of a row, as the next line of this cell does. */
function isInOneCell(line: Line, row: Line): boolean {
  const near = runsOf(row).filter(({ x, end }) => x < endOf(line) && end > startOf(line));
  return (
    near.length === 1 && Math.abs(near[0]!.x - startOf(line)) < TOLERANCE && line.y - row.y < LEADING * 2 * row.size
  );
}

function isProse(run: readonly Line[]): boolean {
  const [first] = run;
  const cells = run.flatMap(({ pieces }) => pieces);
  const isEven = run.every(({ pieces }) => pieces.length === first!.pieces.length);
  const length = cells.reduce((sum, { text }) => sum + text.length, 0) / cells.length;
  return isEven && run.length >= MIN_PROSE_LINES && length >= PROSE_CELL;
}

function columnsOf(run: readonly Line[]): Row[] {
  return run[0]!.pieces.flatMap((_, column) =>
    run.map((line) => ({ ...line, cells: null, pieces: [line.pieces[column]!], parts: [line.pieces[column]!] })),
  );
}

function asTable(run: readonly Line[], { gutters, join }: { gutters: readonly Gutter[]; join: JoinLines }): Row[] {
  const rows: (Row & { cells: TableCell[] })[] = [];
  const distance = usualDistance(run.filter((line) => cellCount(line) > 1));
  let lowest = Number.NEGATIVE_INFINITY;
  for (const line of run) {
    const cells = cellsOf(line, gutters);
    const last = rows.at(-1);
    const isClose = line.y - lowest < CLOSE * distance;
    if (last && goesOn(cells, last.cells, isClose))
      last.cells = last.cells.map((cell, index) => joined(cell, cells[index]!, join));
    else rows.push({ ...line, cells });
    lowest = line.y;
  }
  return rows;
}

/** Whether cells are the next lines of those above: nothing stands in the first column, or they are closer than rows are. */
function goesOn(cells: readonly TableCell[], above: readonly TableCell[], isClose: boolean): boolean {
  if (cells.length !== above.length) return false;
  const filled = cells.filter(({ text }) => text !== '');
  if (filled.length === cells.length && filled.length > 1) return false;
  const fits = cells.every(({ text }, index) => text === '' || above[index]!.text !== '');
  return fits && (isClose || (cells[0]!.text === '' && filled.every(({ text }) => STARTS_IN_LOWER_CASE.test(text))));
}

function joined(cell: TableCell, next: TableCell, join: JoinLines): TableCell {
  if (next.text === '') return cell;
  return { ...cell, text: join(cell.text, next.text), drawn: [...(cell.drawn ?? []), ...(next.drawn ?? [])] };
}

/** The median distance of rows. */
function usualDistance(rows: readonly Line[]): number {
  const distances = rows.slice(1).map(({ y }, index) => y - rows[index]!.y);
  return distances.sort((one, other) => one - other)[Math.floor(distances.length / 2)] ?? 0;
}
