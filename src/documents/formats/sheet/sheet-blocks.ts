import type { Block, TableCell, TableRow } from '../../canonical-text/blocks.ts';
import { headerRows } from './header-rows.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';

/** Mean length of a column's cells, in UTF-16 code units, from which they are paragraphs. */
const PROSE_LENGTH = 60;

/**
 * The tables of a sheet: blank rows are between them, columns without anything are left out. A line above a table that fills one cell is a
 * paragraph.
 *
 * @param rows All have the same number of places.
 */
export function sheetBlocks(rows: readonly SheetRow[], { page }: { page: number | null }): Block[] {
  return regionsOf(rows).flatMap((region) => regionBlocks(region, page));
}

/** Runs of rows without a blank one between; what spans rows keeps them together. */
function regionsOf(rows: readonly SheetRow[]): SheetRow[][] {
  const regions: SheetRow[][] = [];
  let isOpen = false;
  let spannedUntil = 0;
  rows.forEach((row, index) => {
    const isFilled = row.cells.some((cell) => cell !== null && cell.text !== '');
    if (!isFilled && index >= spannedUntil) {
      isOpen = false;
      return;
    }
    if (!isOpen) regions.push([]);
    isOpen = true;
    regions.at(-1)!.push(row);
    for (const cell of row.cells) spannedUntil = Math.max(spannedUntil, index + (cell?.rows ?? 1));
  });
  return regions;
}

function regionBlocks(region: readonly SheetRow[], page: number | null): Block[] {
  const isWide = region.some((row) => filledIn(row) > 1);
  if (!isWide && isProse(region)) return region.map((row) => asParagraph(row, page));
  const table = isWide ? region.findIndex((row) => filledIn(row) > 1 || row.isHeader) : 0;
  const above = region.slice(0, table).map((row) => asParagraph(row, page));
  const rows = withoutEmptyColumns(region.slice(table));
  const heads = headerRows(rows);
  return [...above, { kind: 'table', page, rows: rows.map((row, index) => tableRow(row, index < heads)) }];
}

/** Whether rows of one cell are paragraphs of text, not a column of names or numbers. */
function isProse(region: readonly SheetRow[]): boolean {
  const length = region.reduce((sum, row) => sum + textOf(row).length, 0);
  return region.length === 1 || length / region.length > PROSE_LENGTH;
}

function asParagraph(row: SheetRow, page: number | null): Block {
  return { kind: 'paragraph', text: textOf(row), page };
}

/** The text of a row that fills one cell. */
function textOf({ cells }: SheetRow): string {
  return cells.find((cell) => cell && cell.text !== '')?.text ?? '';
}

function filledIn({ cells }: SheetRow): number {
  return cells.filter((cell) => cell !== null && cell.text !== '').length;
}

function withoutEmptyColumns(rows: readonly SheetRow[]): SheetRow[] {
  const filled = new Set<number>();
  for (const { cells } of rows) {
    cells.forEach((cell, column) => {
      if (cell && cell.text !== '') filled.add(column);
    });
  }
  return rows.map((row) => ({ ...row, cells: keepColumns(row.cells, filled) }));
}

function keepColumns(cells: readonly SheetCell[], filled: ReadonlySet<number>): SheetCell[] {
  return cells.flatMap((cell, column) => {
    if (!filled.has(column)) return [];
    if (!cell || (cell.columns ?? 1) === 1) return [cell];
    const columns = Array.from({ length: cell.columns! }, (_, offset) => column + offset);
    return [{ ...cell, columns: columns.filter((other) => filled.has(other)).length }];
  });
}

function tableRow({ cells }: SheetRow, isHeader: boolean): TableRow {
  const own = cells.flatMap((cell): TableCell[] => {
    if (!cell) return [];
    const { text, columns = 1, rows = 1 } = cell;
    return [{ text, ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) }];
  });
  return { isHeader, cells: own };
}
