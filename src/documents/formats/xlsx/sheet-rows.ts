import type { Cell, CellValue, MergeRange, Sheet } from 'hucre/xlsx';
import { noteReference } from '../../canonical-text/note-reference.ts';
import { lowered, raised } from '../../canonical-text/raised.ts';
import type { SheetCell, SheetRow, ShownCell } from '../sheet/sheet-row.ts';
import { daysOf } from '../sheet/shown-date.ts';
import { type ShownIn, shownValue } from '../sheet/shown-value.ts';

interface CellNote {
  id: string;
  marker: string;
  text: string;
}

/** The rows of a sheet that are shown, and what is said beside them. */
interface ShownSheet {
  rows: SheetRow[];
  notes: CellNote[];
  /** Cells with a formula whose result the file does not have: `C4`. */
  uncalculated: string[];
  /** Rows and columns that are hidden and hold something: `3:3`, `B:B`. */
  hidden: string[];
}

/** The cells of a sheet as they are shown. */
export function sheetRows(sheet: Sheet, shownIn: ShownIn): ShownSheet {
  const { shown: rowNumbers, hidden: hiddenRows } = visibleRows(sheet);
  const { shown: columnNumbers, hidden: hiddenColumns } = visibleColumns(sheet);
  const merges = placeMerges(sheet.merges ?? [], rowNumbers, columnNumbers);
  const headers = headersOf(sheet);
  const notes: CellNote[] = [];
  const uncalculated: string[] = [];
  const cellAt = (row: number, column: number): SheetCell => {
    const merge = merges.get(placeOf(row, column));
    if (merge === null) return null;
    const [from, at] = merge ? [merge.row, merge.column] : [row, column];
    const value = sheet.rows[from]?.[at] ?? null;
    const cell = sheet.cells?.get(`${from},${at}`);
    const name = `${letters(at)}${from + 1}`;
    if (cell?.formula !== undefined && value === null && cell.formulaResult == null) uncalculated.push(name);
    const shown = cell ? shownCell(cell, value, shownIn) : plainCell(value, shownIn);
    const note = cell?.comment ? { id: name, marker: name, text: cell.comment.text } : null;
    if (note) notes.push(note);
    return {
      ...shown,
      text: shown.text + (note ? noteReference(note) : ''),
      ...(merge ? { columns: merge.columns, rows: merge.rows } : {}),
    };
  };
  const rows = rowNumbers.map((row) => ({
    cells: columnNumbers.map((column) => cellAt(row, column)),
    ...(headers.has(row) ? { isHeader: true } : {}),
  }));
  return {
    rows,
    notes,
    uncalculated,
    hidden: [
      ...hiddenColumns.map((column) => `${letters(column)}:${letters(column)}`),
      ...hiddenRows.map((row) => `${row + 1}:${row + 1}`),
    ],
  };
}

function shownCell({ formula, type, richText, style }: Cell, value: CellValue, shownIn: ShownIn): ShownCell {
  const isBold = { isBold: style?.font?.bold === true };
  if (value === null)
    return { text: formula === undefined ? '' : `=${formula}`, isValue: formula !== undefined, ...isBold };
  if (richText) return { text: richText.map(shownRun).join(''), isValue: false, ...isBold };
  if (type === 'error') return { text: String(value), isValue: true, ...isBold };
  const isWord = typeof value === 'string';
  const days = value instanceof Date ? daysOf(value, shownIn.is1904) : value;
  const format = style?.numFmt ?? (value instanceof Date ? 'dd.mm.yyyy' : 'General');
  return { text: shownValue(days, format, shownIn), isValue: !isWord, ...isBold };
}

function plainCell(value: CellValue, shownIn: ShownIn): ShownCell {
  if (value === null || typeof value === 'string') return { text: value ?? '', isValue: false };
  const days = value instanceof Date ? daysOf(value, shownIn.is1904) : value;
  return { text: shownValue(days, value instanceof Date ? 'dd.mm.yyyy' : 'General', shownIn), isValue: true };
}

function shownRun({ text, font }: NonNullable<Cell['richText']>[number]): string {
  if (font?.vertAlign === 'superscript') return raised(text);
  return font?.vertAlign === 'subscript' ? lowered(text) : text;
}

function visibleRows({ rows, rowDefs }: Sheet) {
  const all = rows.map((_, row) => row);
  const isHidden = (row: number) => rowDefs?.get(row)?.hidden === true;
  return {
    shown: all.filter((row) => !isHidden(row)),
    hidden: all.filter((row) => isHidden(row) && rows[row]!.some((value) => value !== null)),
  };
}

function visibleColumns({ rows, columns }: Sheet) {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const all = Array.from({ length: width }, (_, column) => column);
  const isHidden = (column: number) => columns?.[column]?.hidden === true;
  return {
    shown: all.filter((column) => !isHidden(column)),
    hidden: all.filter((column) => isHidden(column) && rows.some((row) => (row[column] ?? null) !== null)),
  };
}

/** Where the value of merged cells stands, and how many shown rows and columns they cover. */
interface Merge {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** The merged cells at their first place that is shown; null at the places that they cover. */
function placeMerges(merges: readonly MergeRange[], rows: readonly number[], columns: readonly number[]) {
  const placed = new Map<string, Merge | null>();
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const inRows = rows.filter((row) => row >= startRow && row <= endRow);
    const inColumns = columns.filter((column) => column >= startCol && column <= endCol);
    for (const row of inRows) for (const column of inColumns) placed.set(placeOf(row, column), null);
    if (inRows.length === 0 || inColumns.length === 0) continue;
    placed.set(placeOf(inRows[0]!, inColumns[0]!), {
      row: startRow,
      column: startCol,
      rows: inRows.length,
      columns: inColumns.length,
    });
  }
  return placed;
}

function placeOf(row: number, column: number): string {
  return `${row},${column}`;
}

/** The rows that the sheet itself marks as heads of columns: of its tables and filters, and above its frozen pane. */
function headersOf({ tables, autoFilter, freezePane }: Sheet): Set<number> {
  const headers = new Set<number>();
  for (const range of [...(tables ?? []).map((table) => table.range), autoFilter?.range]) {
    const row = /[A-Z]+(\d+)/.exec(range ?? '')?.[1];
    if (row !== undefined) headers.add(Number(row) - 1);
  }
  const frozen = freezePane?.rows ?? 0;
  if (frozen > 0) headers.add(frozen - 1);
  return headers;
}

/** The name of a column, counted from 0. */
function letters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letters(rest) : '') + String.fromCharCode(65 + (column % 26));
}
