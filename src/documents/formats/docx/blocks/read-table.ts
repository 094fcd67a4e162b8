import type { TableCell, TableRow } from '../../../canonical-text/blocks.ts';
import { elementAt, elementsOf, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';
import type { Styles } from '../styles/read-styles.ts';
import { type Draft, linesOf } from './draft.ts';

/** What reading a table needs. */
interface TableContext {
  styles: Styles;
  /** The drafts of a cell. */
  read: (cell: XmlElement) => Draft[];
}

/** A cell as the file has it. */
export interface RawCell {
  drafts: Draft[];
  text: string;
  columns: number;
  /** `continue`: it belongs to the cell above. */
  merge: string | null;
  isFilled: boolean;
}

/** A row as the file has it. */
export interface RawRow {
  cells: RawCell[];
  /** Empty columns before the first cell. */
  before: number;
  isHeader: boolean;
}

const WORDS = /[\p{L}\p{N}]/u;
const MAX_HEADER_ROWS = 3;
/** The bit of `tblLook` for a first row that looks otherwise. */
const FIRST_ROW = 0x20;

/** Reads a table. One that only puts blocks below each other, or holds tables in a single row, is what stands in it. */
export function readTable(table: XmlElement, context: TableContext): Draft[] {
  const rows = childrenOf(table, 'w:tr')
    .filter((row) => !elementAt(row, 'w:trPr', 'w:del'))
    .map((row) => readRow(row, context));
  return arrangeTable(rows, marksFirstRow(table, context));
}

/** The table of rows, or what stands in them. @param isFirstMarked Whether the first row is set to look otherwise. */
export function arrangeTable(rows: readonly RawRow[], isFirstMarked: boolean): Draft[] {
  const cells = rows.flatMap((row) => row.cells);
  const isColumn = rows.every((row) => row.cells.length <= 1 && row.before === 0);
  const holdsTables = rows.length === 1 && cells.some(({ drafts }) => drafts.some(({ kind }) => kind === 'table'));
  if (isColumn || holdsTables) return cells.flatMap(({ drafts }) => drafts);
  const headers = headerRows(rows, isFirstMarked);
  const block = { kind: 'table' as const, rows: mergedRows(rows, headers), page: null };
  return [{ kind: 'table', block }];
}

function readRow(row: XmlElement, context: TableContext): RawRow {
  const properties = elementAt(row, 'w:trPr');
  return {
    cells: childrenOf(row, 'w:tc').flatMap((cell) => readCell(cell, context)),
    before: Number(valueAt(properties, 'w:gridBefore') ?? 0),
    isHeader: isOn(properties, 'w:tblHeader') === true,
  };
}

function readCell(cell: XmlElement, context: TableContext): RawCell[] {
  const properties = elementAt(cell, 'w:tcPr');
  if (elementAt(properties, 'w:cellDel')) return [];
  const drafts = context.read(cell);
  const merge = elementAt(properties, 'w:vMerge');
  const fill = elementAt(properties, 'w:shd')?.attributes.fill ?? 'auto';
  return [
    {
      drafts,
      text: linesOf(drafts).join('\n').trim(),
      columns: Math.max(1, Number(valueAt(properties, 'w:gridSpan') ?? 1)),
      merge: merge ? (merge.attributes.val ?? 'continue') : null,
      isFilled: !/^(?:auto|ffffff)$/i.test(fill),
    },
  ];
}

/** Rows and cells may stand in content controls and the like. */
function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|smartTag|ins|moveTo)$/.test(child.name) ? childrenOf(child, name) : [];
  });
}

/** Rows without words are left out; cells that go on below count the rows they span. */
function mergedRows(rows: readonly RawRow[], headers: number): TableRow[] {
  let above = new Map<number, TableCell>();
  return rows.flatMap(({ cells, before }, index) => {
    const below = new Map<number, TableCell>();
    const spanned: TableCell[] = [];
    const own: TableCell[] = before > 0 ? [{ text: '', columns: before }] : [];
    let column = before;
    for (const { text, columns, merge } of cells) {
      const spanning = merge === 'continue' ? above.get(column) : undefined;
      const cell: TableCell = spanning ?? { text, ...(columns > 1 ? { columns } : {}) };
      if (spanning) spanned.push(spanning);
      else own.push(cell);
      if (spanning || (merge === 'restart' && text !== '')) below.set(column, cell);
      column += columns;
    }
    above = below;
    if (!own.some(({ text }) => WORDS.test(text))) return [];
    for (const cell of spanned) cell.rows = (cell.rows ?? 1) + 1;
    return [{ isHeader: index < headers, cells: own }];
  });
}

function marksFirstRow(table: XmlElement, { styles }: TableContext): boolean {
  const properties = elementAt(table, 'w:tblPr');
  const look = elementAt(properties, 'w:tblLook')?.attributes ?? {};
  const isMeant = look.firstRow === '1' || (Number.parseInt(look.val ?? '0', 16) & FIRST_ROW) !== 0;
  return isMeant && styles.marksFirstRow(valueAt(properties, 'w:tblStyle'));
}

/** How many of the first rows are headers: those marked as such, else those in bold or with a background that the others do not have. */
function headerRows(rows: readonly RawRow[], isFirstMarked: boolean): number {
  const firstThatIsNot = (isHeader: (row: RawRow) => boolean) => {
    const found = rows.findIndex((row) => !isHeader(row));
    return found > MAX_HEADER_ROWS ? 0 : Math.max(0, found);
  };
  const marked = firstThatIsNot(({ isHeader }) => isHeader);
  if (marked > 0) return marked;
  if (isFirstMarked && rows.length > 1) return 1;
  return (
    firstThatIsNot(isBold) || firstThatIsNot(({ cells }) => cells.length > 0 && cells.every(({ isFilled }) => isFilled))
  );
}

function isBold({ cells }: RawRow): boolean {
  const paragraphs = cells.flatMap(({ drafts }) => drafts).filter((draft) => linesOf([draft]).join('') !== '');
  return paragraphs.length > 0 && paragraphs.every((draft) => draft.kind === 'paragraph' && draft.isBold);
}
