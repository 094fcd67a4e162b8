import type { Document } from '../../documents/document.ts';
import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import { fineAnswerTypeNamedBy, fineAnswerTypesIn } from '../../text/fine-answer-type.ts';
import { tokenize } from '../../text/tokenize.ts';
import { valuesIn } from '../../text/values.ts';

/** Numbers of one kind that can be compared: those of a column of a table, or one of each item of a list. */
export interface Measure {
  /** What the numbers are of: the header of the column, the lead-in of the list. */
  name: string;
  isMoney: boolean;
  /** Each with the row or item that it is of. */
  entries: { span: Span; value: number }[];
}

/** Fewer entries are not compared. */
const MIN_ENTRIES = 2;

/** What can be compared in a table or list of a document; none in other blocks, or where the numbers are of different units. */
export function measuresOf(block: DocumentBlock, { text }: Pick<Document, 'text'>): Measure[] {
  const textOf = ({ start, end }: Span) => text.slice(start, end);
  if (block.kind === 'list') {
    const entries = block.items.map((item) => ({ span: item, cell: textOf(item) }));
    return measureOf(block.leadIn ? textOf(block.leadIn) : '', entries);
  }
  if (block.kind !== 'table') return [];
  const header = block.rows.findLast(({ isHeader }) => isHeader);
  const rows = block.rows.filter(({ isHeader }) => !isHeader);
  const isPlain = block.rows.every(({ cells }) => cells.every(({ columns, rows: spanned }) => !columns && !spanned));
  if (!header || !isPlain) return [];
  return header.cells.flatMap((named, column) =>
    measureOf(
      textOf(named),
      rows.map((row) => ({ span: row, cell: row.cells[column] ? textOf(row.cells[column]) : '' })),
    ),
  );
}

/** The measure of some cells, when each has one number and all the same unit. */
function measureOf(name: string, cells: { span: Span; cell: string }[]): Measure[] {
  const read = cells.map(({ span, cell }) => ({ span, ...numberIn(cell) }));
  const units = new Set(read.map(({ unit }) => unit));
  if (read.length < MIN_ENTRIES || units.size > 1 || read.some(({ value }) => value === null)) return [];
  const isMoney =
    cells.every(({ cell }) => fineAnswerTypesIn(cell).has('money')) ||
    tokenize(name).some((word) => fineAnswerTypeNamedBy(word) === 'money');
  return [{ name, isMoney, entries: read.map(({ span, value }) => ({ span, value: value! })) }];
}

/** The only number of a text, and the word or sign right after it; null where it has none, or several. */
function numberIn(cell: string): { value: number | null; unit: string } {
  // Words before the first digit count something else: «первый приз — 40 000».
  const digits = cell.search(/\p{N}/u);
  const [only, ...others] = valuesIn(digits === -1 ? cell : cell.slice(digits)).map(({ readings }) => readings[0]!);
  const value = others.length === 0 && only !== undefined && /^\d+(?:\.\d+)?$/.test(only) ? Number(only) : null;
  const unit = /\p{N}(?:[\s.,]*\p{N})*\s*(?<unit>\p{L}{1,4}|[^\p{L}\p{N}\s.,;|]?)/u.exec(cell)?.groups?.unit ?? '';
  return { value, unit: unit.toLowerCase() };
}
