import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import { linesOf } from './lines.ts';

export type FoundTable = Omit<Extract<DocumentBlock, { kind: 'table' }>, 'kind'>;
type Row = FoundTable['rows'][number];

/** A line of dashes, between the header and the rows. */
const RULE_SIGNS = /^[\s|+:=_–—-]*$/;
const RULE_MARKS = /[=_–—-]{2}/;
const MAX_CELL_LENGTH = 80;
const MIN_ALIGNED_ROWS = 3;
const SENTENCE = /^.{25,}[.!?…]$/;
const NUMBER = /^[^\p{L}]*\p{N}[^\p{L}]*(?:\p{L}{1,4}\.?|[%₽€$])?$/u;

/** Finds the table that a part of a plain text is, or null: cells between bars, tabs, or two and more blanks, as many on every line. */
export function findTable(text: string, part: Span): FoundTable | null {
  const lines = linesOf(text, part);
  const own = lines.filter(({ start, end }) => !isRule(text.slice(start, end)));
  const has = (sign: string) => own.every(({ start, end }) => text.slice(start, end).includes(sign));
  if (own.length < 2) return null;
  const between = has('|') ? /\|/g : has('\t') ? /\t/g : own.length >= MIN_ALIGNED_ROWS ? /\s{2,}/g : null;
  if (between === null) return null;
  const rows = own.map((line) => cellsOf(text, line, between));
  const width = rows[0]!.length;
  const isTable =
    width > 1 && rows.every((cells) => cells.length === width && cells.every((cell) => isCell(text, cell)));
  if (!isTable) return null;
  const rule = lines.find(({ start, end }) => start > own[0]!.start && isRule(text.slice(start, end)));
  const headerEnd = rule && rule.start < own.at(-1)!.start ? rule.start : headedByWords(text, rows) ? own[1]!.start : 0;
  return {
    start: own[0]!.start,
    end: own.at(-1)!.end,
    rows: own.map((line, index): Row => ({ ...line, isHeader: line.start < headerEnd, cells: rows[index]! })),
  };
}

function isRule(line: string): boolean {
  return RULE_SIGNS.test(line) && RULE_MARKS.test(line);
}

/** The cells of a line; bars at both its ends are none. */
export function cellsOf(text: string, line: Span, between: RegExp): Span[] {
  const own = text.slice(line.start, line.end);
  const bounds = [...own.matchAll(between)].map(({ 0: sign, index }) => ({ start: index, end: index + sign.length }));
  const edges = [{ start: 0, end: 0 }, ...bounds, { start: own.length, end: own.length }];
  const cells = edges
    .slice(1)
    .map((edge, index) => trimmed(text, { start: line.start + edges[index]!.end, end: line.start + edge.start }));
  const isEdge = (at: number) =>
    own.at(at) === '|' && bounds.some(({ start }) => start === (at === 0 ? 0 : own.length - 1));
  return cells.slice(isEdge(0) ? 1 : 0, isEdge(-1) ? -1 : undefined);
}

function trimmed(text: string, { start, end }: Span): Span {
  const cell = text.slice(start, end);
  const visible = cell.trim();
  const from = visible === '' ? start : start + cell.indexOf(visible);
  return { start: from, end: from + visible.length };
}

function isCell(text: string, { start, end }: Span): boolean {
  return end - start <= MAX_CELL_LENGTH && !SENTENCE.test(text.slice(start, end));
}

/** Whether the first row has words where every other row has numbers. */
function headedByWords(text: string, rows: readonly Span[][]): boolean {
  const isNumber = (cell: Span | undefined) => cell !== undefined && NUMBER.test(text.slice(cell.start, cell.end));
  const [first, ...more] = rows as [Span[], ...Span[][]];
  return !first.some(isNumber) && first.some((_, column) => more.every((cells) => isNumber(cells[column])));
}
