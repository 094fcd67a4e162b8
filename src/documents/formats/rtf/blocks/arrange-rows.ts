import { type Draft, linesOf } from '../../docx/blocks/draft.ts';
import { arrangeTable, type RawCell, type RawRow } from '../../docx/blocks/read-table.ts';

/** What a row says of its cells, which stands before or behind them. */
export interface RowDefinition {
  isHeader: boolean;
  /** Left edge of the row, in twentieths of a point. */
  left: number;
  cells: CellDefinition[];
}

export interface CellDefinition {
  /** Right edge, in twentieths of a point. */
  right: number;
  /** It belongs to the cell above, or goes on below. */
  down: 'first' | 'more' | null;
  /** It belongs to the cell before, or goes on in the next one. */
  across: 'first' | 'more' | null;
  isFilled: boolean;
}

/** A row with the drafts of its cells. */
export interface Row {
  cells: Draft[][];
  definition: RowDefinition;
}

/** Edges that are nearer to each other are the same, in twentieths of a point. */
const TOLERANCE = 50;
const UNDEFINED: Omit<CellDefinition, 'right'> = { down: null, across: null, isFilled: false };

/** The table of rows, whose columns are found by the edges of their cells. */
export function arrangeRows(rows: readonly Row[]): Draft[] {
  const edges = edgesOf(rows);
  return arrangeTable(
    rows.map((row) => rawRow(row, edges)),
    false,
  );
}

/** The right edges of all columns, from left to right. */
function edgesOf(rows: readonly Row[]): number[] {
  const all = new Set(rows.flatMap(({ definition }) => definition.cells.map(({ right }) => right)));
  const edges: number[] = [];
  for (const edge of [...all].sort((one, other) => one - other)) {
    if (edges.length === 0 || edge - edges.at(-1)! > TOLERANCE) edges.push(edge);
  }
  return edges;
}

function rawRow({ cells, definition }: Row, edges: readonly number[]): RawRow {
  const before = columnsUpTo(definition.left, edges);
  const raw: RawCell[] = [];
  let column = before;
  for (const [index, drafts] of cells.entries()) {
    const own = definition.cells[index];
    const end = own ? columnsUpTo(own.right, edges) : column + 1;
    const columns = Math.max(1, end - column);
    column += columns;
    const last = raw.at(-1);
    if (own?.across === 'more' && last) {
      last.columns += columns;
      last.drafts.push(...drafts);
      last.text = textOf(last.drafts);
    } else raw.push(rawCell([...drafts], columns, own ?? UNDEFINED));
  }
  return { cells: raw, before, isHeader: definition.isHeader };
}

function rawCell(drafts: Draft[], columns: number, { down, isFilled }: Omit<CellDefinition, 'right'>): RawCell {
  const merge = down === 'first' ? 'restart' : down === 'more' ? 'continue' : null;
  return { drafts, text: textOf(drafts), columns, merge, isFilled };
}

function textOf(drafts: readonly Draft[]): string {
  return linesOf(drafts).join('\n').trim();
}

/** How many columns end at an edge or before it. */
function columnsUpTo(edge: number, edges: readonly number[]): number {
  let [count, above] = [0, edges.length];
  while (count < above) {
    const middle = (count + above) >> 1;
    if (edges[middle]! > edge + TOLERANCE) above = middle;
    else count = middle + 1;
  }
  return count;
}
