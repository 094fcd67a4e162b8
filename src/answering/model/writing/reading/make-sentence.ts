import { type IsLabel, labelsIn, type Piece, readLabels, textOf } from '../labels/read-labels.ts';
import { plainWords, safeMarkdown } from '../markup/safe-markdown.ts';
import {
  cellsOf,
  closedCode,
  fenceOf,
  isDividingRow,
  isHeading,
  isRow,
  isRule,
  type LineMark,
  readLineMark,
} from './line-marks.ts';

/** Between a sentence and what was shown before it. */
export type Separator = '' | ' ' | '\n' | '\n\n';

/** A sentence of an answer. What is a line of its own in Markdown is one as well: a heading, a row of a table, a block of code. */
export interface ReadSentence {
  /** `labels`: nothing but labels, those of what stands before it. `lead-in`: a colon ends it, and it belongs to what follows. */
  kind: 'text' | 'lead-in' | 'heading' | 'row' | 'dividing-row' | 'code' | 'labels';
  /** Words without pictures, HTML and foreign links, and the labels between them. */
  pieces: Piece[];
  labels: number[];
  /** The words alone, without labels and Markdown, as they are checked. */
  text: string;
  separator: Separator;
  /** What the line that the sentence stands in begins with; each line has its own `id`. */
  line: LineMark & { id: number };
  /** Counts paragraphs, lists, quotes and tables. */
  block: number;
}

export interface SentenceMakerParts {
  isLabel: IsLabel;
  /** Whether an address, as `addressesIn` gives it, is one of the documents. */
  isKnownAddress(address: string): boolean;
  /** Puts a label in place of the name of a document at the end of a text, as `createNameLabels` does. */
  withNamesAsLabels?(text: string): string;
}

/** What says where something is from, and nothing of it. */
const SOURCES =
  /^(?:sources?(?:\s+used)?|references?|citations?|footnotes?|bibliography|cited\s+\p{L}+|источники?|ссылки|сноски|литература|цитаты|quellen?|sources|fuentes?|fonti|źródła|джерела|参考文献|来源|出典)\P{L}*$/iu;
const DEFINITION = /^\[\^[^\]\n]{1,40}\]:|^\[[^\]\n]{1,80}\]:\s*(?:<|https?:|www\.|#|\/)/u;
const NO_MARK: LineMark = { kind: 'none', mark: '', number: null };

type Family = 'text' | 'quote' | 'list' | 'table' | 'code';

/** Creates what makes sentences of the parts of a text, which come in order. */
export function createSentenceMaker(parts: SentenceMakerParts) {
  const place = createPlace();
  let isListOfSources = false;

  return {
    /** @returns null for what says nothing: a line that is drawn, a definition of a link. */
    make(written: string, { isFirst }: { isFirst: boolean }): ReadSentence | null {
      const [blanks] = /^\s*/u.exec(written)!;
      const separator = separatorOf(blanks);
      const opensLine = isFirst || separator.startsWith('\n');
      const indented = written.slice(blanks.lastIndexOf('\n') + 1).trimEnd();
      const [firstLine = ''] = indented.split('\n', 1);
      if (opensLine) place.startLine(firstLine, separator);
      if (separator === '\n\n' && !/^\s*(?:[[【\d>-]|[*•]\s)/u.test(indented)) isListOfSources = false;
      const { line, block } = place;
      const body = indented.slice(opensLine ? line.mark.length : 0).trimStart();
      if (DEFINITION.test(body) || (opensLine && isRule(firstLine))) return null;

      const isCode = opensLine && fenceOf(firstLine) !== null;
      const pieces = isCode ? textPiece(closedCode(indented)) : piecesOf(body, parts);
      const labels = labelsIn(pieces);
      const kind = isCode ? 'code' : kindOf({ written: indented, opensLine, line, labels, words: textOf(pieces) });
      const text = place.wordsOf(kind, textOf(pieces));
      const isOfSources = SOURCES.test(text);
      if (isOfSources && opensLine) isListOfSources = true;
      if (text === '' && labels.length === 0) return null;
      const isLabels = isListOfSources || ((isOfSources || !/[\p{L}\p{N}]/u.test(text)) && kind !== 'dividing-row');
      return { kind: isLabels ? 'labels' : kind, pieces, labels, text, separator, line, block };
    },
  };
}

/** Follows the lines, paragraphs and tables of a text. */
function createPlace() {
  let line: ReadSentence['line'] = { ...NO_MARK, id: 0 };
  let [block, family]: [number, Family] = [0, 'text'];
  let header: string[] | null = null;
  return {
    get line() {
      return line;
    },
    get block() {
      return block;
    },
    startLine(written: string, separator: Separator): void {
      const next = familyOf(written, family);
      line = { ...(next === 'table' || next === 'code' ? NO_MARK : readLineMark(written)), id: line.id + 1 };
      const isSame = next === family && (separator !== '\n\n' || next === 'list');
      if (!isSame) [block, header] = [block + 1, null];
      family = next;
    },
    /** The words of a sentence as they are checked; cells are read with the header of their table. */
    wordsOf(kind: ReadSentence['kind'], written: string): string {
      if (kind === 'code') return written.replace(/^\s*[`~]{3,}[^\n]*|[`~]{3,}\s*$/gu, '').trim();
      if (kind !== 'row') return plainWords(written);
      const cells = cellsOf(plainWords(written));
      const text = textOfRow(cells, header);
      header ??= cells;
      return text;
    },
  };
}

const textPiece = (text: string): Piece[] => [{ kind: 'text', text }];

/** The pieces of words that may stand on several lines, which were wrapped. */
function piecesOf(body: string, { isLabel, isKnownAddress }: SentenceMakerParts): Piece[] {
  const onOneLine = body.replace(/[^\S\n]*\n\s*(?:>[ \t]?)*/gu, ' ');
  const pieces = readLabels(safeMarkdown(onOneLine, isKnownAddress), isLabel);
  // «[3]: words» is what [3] says.
  const [first, second] = pieces;
  if (first?.kind === 'labels' && second?.kind === 'text') second.text = second.text.replace(/^\s*[:—–-]\s*/u, '');
  return pieces;
}

function familyOf(written: string, before: Family): Family {
  if (fenceOf(written) !== null) return 'code';
  if (isRow(written) || isDividingRow(written)) return 'table';
  const { kind } = readLineMark(written);
  if (kind === 'item' || (before === 'list' && /^\s{2,}\S/u.test(written))) return 'list';
  return kind === 'quote' ? 'quote' : 'text';
}

function kindOf({
  written,
  opensLine,
  line,
  labels,
  words,
}: {
  written: string;
  opensLine: boolean;
  line: LineMark;
  labels: number[];
  words: string;
}): ReadSentence['kind'] {
  if (opensLine && isDividingRow(written)) return 'dividing-row';
  if (opensLine && isRow(written)) return 'row';
  const isTitle = opensLine && (line.kind === 'heading' || isHeading(written));
  if (isTitle && labels.length === 0) return 'heading';
  const isTitleOfItem = opensLine && line.kind === 'item' && isHeading(written.slice(line.mark.length));
  return /:[\s*_]*$/u.test(words) || (isTitleOfItem && labels.length === 0) ? 'lead-in' : 'text';
}

function separatorOf(blanks: string): Separator {
  const breaks = blanks.split('\n').length - 1;
  if (breaks > 0) return breaks > 1 ? '\n\n' : '\n';
  return blanks === '' ? '' : ' ';
}

/** The capital that opens a cell makes no name of its word; those of an acronym stay. */
function uncapitalised(cell: string): string {
  return /^\p{Lu}\p{Ll}/u.test(cell) ? cell.charAt(0).toLowerCase() + cell.slice(1) : cell;
}

/** The cells of a row as one reads them: "Plus: $5", or with several columns "Plus — month: $5, year: $50". */
function textOfRow(cells: string[], header: string[] | null): string {
  const [first = '', ...rest] = cells;
  if (rest.length <= 1 || header?.length !== cells.length) return cells.filter((cell) => cell !== '').join(': ');
  const named = rest.flatMap((cell, index) => (cell === '' ? [] : [`${uncapitalised(header[index + 1]!)}: ${cell}`]));
  return `${first} — ${named.join(', ')}`;
}
