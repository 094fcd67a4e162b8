import type { Draft } from '../../docx/blocks/draft.ts';
import { arrangeRows, type Row, type RowDefinition } from './arrange-rows.ts';

/** A table that is not finished. */
interface OpenTable {
  rows: Row[];
  /** Those of the row that is being read. */
  cells: Draft[][];
  /** What stands in the cell that is being read. */
  cell: Draft[];
}

/** Tables may stand in the cells of others, to some depth. */
const MAX_DEPTH = 20;

/** Creates what collects the tables of a text. @param output Is given what stands in no table, and the tables that are finished. */
export function createTables(output: (drafts: readonly Draft[]) => void) {
  const open: OpenTable[] = [];
  /** Finishes tables that stand deeper, and begins those that are missing. */
  const goTo = (wanted: number) => {
    const depth = Math.min(wanted, MAX_DEPTH);
    while (open.length > depth) {
      const { rows, cells, cell } = open.pop()!;
      add([...arrangeRows(rows), ...cells.flat(), ...cell]);
    }
    while (open.length < depth) open.push({ rows: [], cells: [], cell: [] });
  };
  const add = (drafts: readonly Draft[]) => {
    const table = open.at(-1);
    if (table) table.cell.push(...drafts);
    else if (drafts.length > 0) output(drafts);
  };
  return {
    goTo,
    /** Adds to the cell that is being read, or to the text. */
    add,
    /** Whether a row has begun, which goes on though its paragraphs do not say that they stand in a table. */
    isInRow: (): boolean => open[0] !== undefined && (open[0].cells.length > 0 || open[0].cell.length > 0),
    /** @param depth Of the table, from 1. */
    endCell(depth: number): void {
      goTo(depth);
      const table = open.at(-1)!;
      table.cells.push(table.cell);
      table.cell = [];
    },
    endRow(depth: number, definition: RowDefinition): void {
      goTo(depth);
      const table = open.at(-1)!;
      if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition });
      table.cells = [];
    },
  };
}
