import type { TableCell, TableRow } from '../../canonical-text/blocks.ts';
import { headerRows } from '../sheet/header-rows.ts';
import { isValue } from '../sheet/is-value.ts';
import { elementsOf, type XmlElement } from '../xml/parse-xml.ts';

/** Columns and rows that are repeated are empty beyond some. */
const MAX_REPEATED = 100;
const ROWS_WITHIN = new Set(['table-rows', 'table-row-group', 'table-header-rows']);

/** The rows of a table. @param textOf The text of a cell. */
export function tableRows(table: XmlElement, textOf: (cell: XmlElement) => string): TableRow[] {
  const rows = rowsIn(table, false).map(({ row, isHeader }) => ({ isHeader, cells: cellsOf(row, textOf) }));
  const heads = headerRows(
    rows.map(({ cells, isHeader }) => ({
      cells: cells.map((cell) => (cell ? { ...cell, isValue: isValue(cell.text) } : null)),
      isHeader,
    })),
  );
  return rows.map(({ cells }, index) => ({ isHeader: index < heads, cells: cells.flatMap((cell) => cell ?? []) }));
}

function rowsIn(element: XmlElement, isHeader: boolean): { row: XmlElement; isHeader: boolean }[] {
  return elementsOf(element).flatMap((child) => {
    if (ROWS_WITHIN.has(child.name)) return rowsIn(child, isHeader || child.name === 'table-header-rows');
    if (child.name !== 'table-row') return [];
    return repeated(child.attributes['number-rows-repeated'], { row: child, isHeader });
  });
}

function cellsOf(row: XmlElement, textOf: (cell: XmlElement) => string): (TableCell | null)[] {
  return elementsOf(row).flatMap((cell) => {
    const times = cell.attributes['number-columns-repeated'];
    if (cell.name === 'covered-table-cell') return repeated(times, null);
    if (cell.name !== 'table-cell') return [];
    const columns = Number(cell.attributes['number-columns-spanned'] ?? 1);
    const rows = Number(cell.attributes['number-rows-spanned'] ?? 1);
    const shown = { text: textOf(cell), ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) };
    return repeated<TableCell | null>(times, shown);
  });
}

function repeated<T>(times: string | undefined, value: T): T[] {
  return Array.from({ length: Math.min(Number(times ?? 1), MAX_REPEATED) }, () => value);
}
