/** What a line of Markdown begins with, before its words. */
export interface LineMark {
  kind: 'item' | 'heading' | 'quote' | 'none';
  /** As it is shown, with its indentation and the blank behind it: "  - ", "2. ", "## ", "> - ". */
  mark: string;
  /** Of a numbered item. */
  number: number | null;
}

const QUOTE = /^\s{0,3}(?:>[ \t]?)+/u;
const HEADING = /^\s{0,3}#{1,6}\s+/u;
/** A dash opens an item of a list; so does a number with one sign behind it, or a letter. */
const ITEM = /^[ \t]*(?:[-*+•·▪‣◦–—]|\(?(\d{1,3})[.)]|\*\*(\d{1,3})[.)]\*\*|\(?[a-zа-яё]\))[ \t]+(?:\[[ xX]\][ \t]+)?/u;
const ROW = /^\s*\||\S\s\|\s\S/u;
const DIVIDING_ROW = /^[\s:|-]+$/u;
const RULE = /^\s*(?:(?:[-*_]\s*){3,}|={3,})$/u;
const FENCE = /^\s*(`{3,}|~{3,}(?!~))[^`\n]*$/u;
/** A line in bold and nothing else. */
const BOLD_LINE = /^\s*(?:\*\*|__)(?!\s)[^*_\n]{1,100}?(?:\*\*|__):?\s*$/u;

/** @param line The beginning of a line, up to the end of its first word at least. */
export function readLineMark(line: string): LineMark {
  const [quote = ''] = QUOTE.exec(line) ?? [];
  const rest = line.slice(quote.length);
  const [heading] = HEADING.exec(rest) ?? [];
  if (heading !== undefined) return { kind: 'heading', mark: quote + heading.trimStart(), number: null };
  const item = ITEM.exec(rest);
  if (item) {
    const number = item[1] ?? item[2];
    return { kind: 'item', mark: quote + item[0], number: number === undefined ? null : Number(number) };
  }
  return { kind: quote === '' ? 'none' : 'quote', mark: quote, number: null };
}

/** The mark of an item with another number, where it is numbered. */
export function withNumber(mark: string, number: number | null): string {
  return number === null ? mark : mark.replace(/\d+/u, String(number));
}

/** Whether a line is a row of a table. */
export function isRow(line: string): boolean {
  return ROW.test(line);
}

/** Whether a line divides the header of a table from its rows. */
export function isDividingRow(line: string): boolean {
  return line.includes('|') && line.includes('-') && DIVIDING_ROW.test(line);
}

/** Whether a line is drawn, and says nothing. */
export function isRule(line: string): boolean {
  return RULE.test(line);
}

/** The fence that a block of code opens with; null for a line that is none. */
export function fenceOf(line: string): string | null {
  return FENCE.exec(line)?.[1] ?? null;
}

/** A block of code with the fence that it lacks at its end: what follows would be code, markers of citations included. */
export function closedCode(block: string): string {
  const fence = fenceOf(block.split('\n', 1)[0]!)!;
  const last = block.slice(block.lastIndexOf('\n') + 1).trim();
  const isClosed = block.includes('\n') && last.startsWith(fence) && last.replaceAll(fence[0]!, '') === '';
  return isClosed ? block : `${block}\n${fence}`;
}

/** Whether a line is a heading, by its mark or by its emphasis. */
export function isHeading(line: string): boolean {
  return HEADING.test(line) || BOLD_LINE.test(line);
}

/** Whether a line stands for itself, however it ends: the next line is no part of it. */
export function isOwnLine(line: string): boolean {
  return isHeading(line) || isRow(line) || isRule(line) || isDividingRow(line);
}

/** Whether a line opens something that is no part of the line before. */
export function opensBlock(line: string): boolean {
  return line.trim() === '' || isOwnLine(line) || readLineMark(line).kind !== 'none' || fenceOf(line) !== null;
}

/** The cells of a row. */
export function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
