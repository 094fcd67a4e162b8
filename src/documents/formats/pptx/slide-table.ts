import type { Block, TableCell } from '../../canonical-text/blocks.ts';
import { headerRows } from '../sheet/header-rows.ts';
import { isValue } from '../sheet/is-value.ts';
import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts';
import { plainText } from './text-body.ts';

/** A table of a slide. Programs other than PowerPoint often do not mark its header. */
export function slideTable(table: XmlElement, page: number): Block {
  const isMarked = isTrue(elementAt(table, 'tblPr')?.attributes.firstRow);
  const rows = elementsOf(table, 'tr').map((row) => elementsOf(row, 'tc').map(cellOf));
  const heads = headerRows(
    rows.map((cells, index) => ({
      cells: cells.map((cell) => (cell ? { ...cell, isValue: isValue(cell.text) } : null)),
      ...(isMarked && index === 0 ? { isHeader: true } : {}),
    })),
  );
  return {
    kind: 'table',
    page,
    rows: rows.map((cells, index) => ({ isHeader: index < heads, cells: cells.flatMap((cell) => cell ?? []) })),
  };
}

/** A cell, null where another one covers its place. */
function cellOf(cell: XmlElement): TableCell | null {
  const { gridSpan = '1', rowSpan = '1', hMerge, vMerge } = cell.attributes;
  if (isTrue(hMerge) || isTrue(vMerge)) return null;
  const [columns, rows] = [Number(gridSpan), Number(rowSpan)];
  const text = plainText(elementAt(cell, 'txBody'));
  return { text, ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
