import type { Span } from '../../protocol/places.ts';
import type { TableBlock, TableCell, TableRow } from './blocks.ts';
import { groupSpans } from './divide-span.ts';
import { around, divided, type Output, onPage, type Written } from './written-block.ts';

const BETWEEN_CELLS = ' | ';
/** In UTF-16 code units: a table above this has paragraphs of rows, each of about `PART_OF_TABLE`. */
export const LARGE_TABLE = 1000;
export const PART_OF_TABLE = 400;

/** A cell in the row where it is written. */
type PlacedCell = TableCell & { isRepeated?: true };

/** Rows are lines, cells are separated by bars; the rows of a large table are put into paragraphs of their own. */
export function writeTable({ caption, rows, page }: TableBlock, output: Output): Written {
  const named = caption === undefined ? undefined : output.write(caption);
  const grid = withRepeatedCells(rows);
  const written = rows.map(({ isHeader, page: own = page }, index) => {
    if (index > 0 || named) output.write('\n');
    return { ...writeRow(grid[index]!, output), isHeader, page: own };
  });
  const lines = [...(named ? [{ ...named, page }] : []), ...written.map((row) => ({ ...spanOf(row), page: row.page }))];
  const whole = around(lines);
  const pieces = groupSpans(lines, whole.end - whole.start > LARGE_TABLE ? { max: PART_OF_TABLE } : {});
  return {
    block: {
      kind: 'table',
      ...whole,
      ...onPage(page),
      ...(named ? { caption: named } : {}),
      rows: written.map(({ page: _, ...row }) => row),
    },
    pieces: pieces.flatMap((piece) => divided(piece, piece.page, output)),
  };
}

/** The cells of each row, with those of rows above that span it. */
function withRepeatedCells(rows: readonly TableRow[]): PlacedCell[][] {
  let spanning = new Map<number, TableCell>();
  return rows.map(({ cells }) => {
    const row: PlacedCell[] = [];
    const below = new Map<number, TableCell>();
    const own = [...cells];
    for (let column = 0; own.length > 0 || spanning.has(column); ) {
      const above = spanning.get(column);
      const cell: PlacedCell = above ? { ...above, isRepeated: true } : own.shift()!;
      const { rows: height = 1, columns = 1 } = cell;
      if (height > 1) below.set(column, { ...cell, rows: height - 1 });
      row.push(cell);
      column += columns;
    }
    spanning = below;
    return row;
  });
}

function writeRow(cells: readonly PlacedCell[], output: Output) {
  const start = output.text().length;
  const written = cells.map(({ text, drawn, columns = 1, rows = 1, isRepeated }, index) => {
    if (index > 0) output.write(BETWEEN_CELLS);
    const span = output.write(text, drawn);
    output.write(BETWEEN_CELLS.repeat(columns - 1));
    return {
      ...span,
      ...(columns > 1 ? { columns } : {}),
      ...(rows > 1 && !isRepeated ? { rows } : {}),
      ...(isRepeated ? { isRepeated } : {}),
    };
  });
  return { start, end: output.text().length, cells: written };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
