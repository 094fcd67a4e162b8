import type { TableBlock, TableCell, TableRow } from '../../../canonical-text/blocks.ts';
import { onOneLine } from '../../../document.ts';
import { isElement, type PageElement } from '../parse-html.ts';
import { childrenText, type Reading } from './inline-text.ts';
import { isList } from './list-marker.ts';

const GROUP_ORDER = ['thead', 'tbody', 'tfoot'];
const HEADING = /^h[1-6]$/;
/** Share of the text of a table above which one cell is the page, and the table its layout. */
const MIN_SHARE = 0.6;
/** In UTF-16 code units: cells with blocks inside are layout only when they are long. */
const LONG_CELL = 300;

interface Row {
  element: PageElement;
  cells: PageElement[];
  isInHead: boolean;
}

/** A table of data as a block; null for one that only places parts of a page. */
export function tableBlock(table: PageElement, reading: Reading): TableBlock | null {
  const rows = rowsOf(table, reading);
  if (isLayout(table, rows, reading)) return null;
  const caption = childrenOf(table, reading).find(({ name }) => name === 'caption');
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  const heads = headRows(rows);
  return {
    kind: 'table',
    page: null,
    ...(caption ? { caption: onOneLine(childrenText(caption, reading)) } : {}),
    rows: rows.map(
      ({ cells }, index): TableRow => ({
        isHeader: heads.has(index),
        cells: cells.map((cell) => cellOf(cell, { reading, columns, rowsBelow: rows.length - index })),
      }),
    ),
  };
}

function cellOf(
  cell: PageElement,
  { reading, columns, rowsBelow }: { reading: Reading; columns: number; rowsBelow: number },
): TableCell {
  const wide = Math.min(spanOf(cell, 'colspan'), columns);
  // 0 means all rows below.
  const high = Math.min(
    cell.attributes.get('rowspan')?.trim() === '0' ? rowsBelow : spanOf(cell, 'rowspan'),
    rowsBelow,
  );
  return {
    text: onOneLine(childrenText(cell, reading)),
    ...(wide > 1 ? { columns: wide } : {}),
    ...(high > 1 ? { rows: high } : {}),
  };
}

/** The leading rows of `thead`, or of heads only; without any, a first row that alone is bold. Heads that are repeated below are heads, too. */
function headRows(rows: readonly Row[]): Set<number> {
  const heads = new Set<number>();
  rows.forEach(({ cells, isInHead }, index) => {
    const isHead = isInHead || cells.every(({ name }) => name === 'th');
    const leads = [...Array(index).keys()].every((above) => heads.has(above));
    if (isHead && (leads || cells.length > 1)) heads.add(index);
  });
  if (heads.size === rows.length) return new Set(rows.length > 1 ? [0] : []);
  const isBold = ({ cells }: Row) => cells.length > 1 && cells.every((cell) => isAllBold(cell));
  if (heads.size === 0 && rows.length > 1 && isBold(rows[0]!) && !rows.slice(1).some(isBold)) heads.add(0);
  return heads;
}

function isAllBold({ children }: PageElement): boolean {
  const own = children.filter((child) => isElement(child) || child.trim() !== '');
  return (
    own.length === 1 &&
    isElement(own[0]!) &&
    (/^(?:b|strong)$/.test(own[0].name) || (/^(?:p|div|span|font)$/.test(own[0].name) && isAllBold(own[0])))
  );
}

/** The rows in the order in which they are shown: `tfoot` may stand before the body. */
function rowsOf(table: PageElement, reading: Reading): Row[] {
  const groups = childrenOf(table, reading).flatMap((child) => {
    if (child.name === 'tr') return [{ order: 1, rows: [child], isInHead: false }];
    const order = GROUP_ORDER.indexOf(child.name);
    if (order < 0) return [];
    const rows = childrenOf(child, reading).filter(({ name }) => name === 'tr');
    return [{ order, rows, isInHead: child.name === 'thead' }];
  });
  groups.sort((a, b) => a.order - b.order);
  return groups
    .flatMap(({ rows, isInHead }) =>
      rows.map((element) => ({
        element,
        cells: childrenOf(element, reading).filter(({ name }) => name === 'td' || name === 'th'),
        isInHead,
      })),
    )
    .filter(({ cells }) => cells.length > 0);
}

function isLayout(table: PageElement, rows: readonly Row[], reading: Reading): boolean {
  if (/^(?:presentation|none)$/.test(table.attributes.get('role') ?? '')) return true;
  if (rows.every(({ cells }) => cells.length < 2)) return true;
  const cells = rows.flatMap((row) => row.cells);
  const isMarked =
    cells.some(({ name }) => name === 'th') ||
    childrenOf(table, reading).some(({ name }) => name === 'caption' || name === 'thead');
  if (isMarked) return false;
  if (descendants(table, ({ name }) => name === 'table' || name === 'pre' || HEADING.test(name)).length > 0)
    return true;
  const lengths = cells.map((cell) => childrenText(cell, reading).length);
  const longest = Math.max(...lengths);
  if (longest < LONG_CELL) return false;
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return longest > whole * MIN_SHARE && hasBlocks(cells[lengths.indexOf(longest)]!);
}

/** Whether a cell holds more than one paragraph. */
function hasBlocks(cell: PageElement): boolean {
  return descendants(cell, (element) => element.name === 'p' || element.name === 'div' || isList(element)).length > 1;
}

function childrenOf({ children }: PageElement, reading: Reading): PageElement[] {
  return children.filter((child): child is PageElement => isElement(child) && !reading.isLeftOut(child));
}

function descendants(element: PageElement, test: (element: PageElement) => boolean): PageElement[] {
  return element.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return test(child) ? [child, ...descendants(child, test)] : descendants(child, test);
  });
}

function spanOf(cell: PageElement, name: string): number {
  return Math.max(1, Number.parseInt(cell.attributes.get(name) ?? '', 10) || 1);
}
