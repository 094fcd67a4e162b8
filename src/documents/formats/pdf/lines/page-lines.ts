import { withoutReferences } from '../../../canonical-text/note-reference.ts';
import type { DrawnText } from '../../../positions/drawn-text.ts';
import type { PlacedItem } from './place-items.ts';
import { isShort, markRaised } from './raised-marks.ts';

/** A run of text without a wide gap. Points (1/72 inch), from the left and the top of the page. */
export interface Piece {
  text: string;
  x: number;
  end: number;
  /** What of it is drawn, in order. */
  drawn: readonly DrawnText[];
}

/** The text on one baseline, in the order of the file. */
export interface Line {
  /** From left to right, at least one. */
  pieces: Piece[];
  /** Its runs without a blank between the texts of the file: what may be cells of a table. */
  parts: Piece[];
  /** From the top of the page to the baseline. */
  y: number;
  /** Height of the letters, as the font names it. */
  size: number;
  /** Counted from 1. */
  page: number;
  /** The font of most of its letters. */
  font: string;
}

/** In font sizes: width of a blank, offsets of marks, overlap by kerning, gap between pieces. */
const BLANK = 0.15;
const OFF_BASELINE = 0.45;
const OFF_BASELINE_RAISED = 0.62;
const SMALLER = 0.87;
const STEP_BACK = 0.5;
const WIDE_GAP = 1.2;

const LIST_MARKER = /^\s*(?:[•◦▪‣●○■–—*·-]|\(?(?:\d{1,3}|\p{L})[.)]|(?:\d{1,3}\.){2,4}\d{0,3})\s*$/u;
const FIELD_LABEL = /[:\p{L}]$/u;

/** What Chromium writes for a hyphen that was not needed: a blank without width at the start of a text; real blanks end a text or are one. */
const BLANK_BEFORE_LETTER = /^ \p{L}/u;
const LETTER_AT_END = /\p{L}$/u;
const NO_GAP = 0.03;
/** A word whose letters are spaced; the blank to the next word is a text of its own. */
const SPACED_WORD = /^\p{L}(?: \p{L}){3,}$/u;

export const startOf = ({ pieces }: Line): number => pieces[0]!.x;
export const endOf = ({ pieces }: Line): number => pieces.at(-1)!.end;
export const drawnIn = ({ pieces }: Line): DrawnText[] => pieces.flatMap(({ drawn }) => drawn);
export const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join(' ');
/** The text without marks of notes. */
export const wordsOf = (line: Line): string => {
  const { text, references } = withoutReferences(textOf(line));
  return references.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
};
/** Whether all of the line is the marker of an item of a list. */
export const isMarkerOnly = (line: Line): boolean => LIST_MARKER.test(textOf(line));

/** Makes lines of what is written in one direction on a page, in the order of the file. */
export function linesOf(items: readonly PlacedItem[], page: number): Line[] {
  const lines: PlacedItem[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line && isSameLine(line, item)) line.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => asLine(line, page));
}

function isSameLine(line: readonly PlacedItem[], item: PlacedItem): boolean {
  const base = largestOf(line);
  const largest = Math.max(base.size, item.size);
  const isMark = Math.min(base.size, item.size) < SMALLER * largest || isShort(item.text);
  const off = Math.abs(item.y - base.y);
  return (
    off < (isMark ? OFF_BASELINE_RAISED : OFF_BASELINE) * largest && item.x > line.at(-1)!.end - STEP_BACK * largest
  );
}

function largestOf(line: readonly PlacedItem[]): PlacedItem {
  return line.reduce((best, item) => (item.size > best.size ? item : best));
}

function asLine(items: readonly PlacedItem[], page: number): Line {
  const base = baseOf(items);
  const pieces: Piece[] = [];
  const parts: Piece[] = [];
  for (const [index, item] of items.entries()) {
    const text = withoutSpacing(markRaised(item, base));
    append(pieces, { ...item, text, base, minGap: WIDE_GAP, before: items[index - 1] });
    append(parts, { ...item, text, base, minGap: BLANK, before: items[index - 1] });
  }
  const trimmed = (piece: Piece) => ({ ...piece, text: piece.text.trim() });
  const { y, size, font } = base;
  return { pieces: pieces.map(trimmed), parts: parts.map(trimmed), y, size, page, font };
}

/** «Д О Г О В О Р» as a word. */
function withoutSpacing(text: string): string {
  return text.includes(' ') && SPACED_WORD.test(text.trim()) ? text.replace(/(?<=\p{L}) (?=\p{L})/gu, '') : text;
}

/** The item that gives baseline, size and font: the longest of those of the largest size that holds words. */
function baseOf(items: readonly PlacedItem[]): PlacedItem {
  const { size } = largestOf(items);
  const large = items.filter((item) => item.size >= size * SMALLER);
  return large.reduce((best, item) => (item.text.length > best.text.length ? item : best));
}

interface Appended extends PlacedItem {
  base: PlacedItem;
  minGap: number;
  before: PlacedItem | undefined;
}

function append(runs: Piece[], { text, x, end, isField, hasBlankBefore, drawn, base, minGap, before }: Appended): void {
  const last = runs.at(-1);
  if (!last || !before) {
    runs.push({ text, x, end, drawn: [drawn] });
    return;
  }
  const gap = x - before.end;
  if (Math.abs(gap) < NO_GAP * base.size && BLANK_BEFORE_LETTER.test(text) && LETTER_AT_END.test(last.text)) {
    goOn(last, { text: text.trimStart(), end, drawn });
    return;
  }
  const isMarker = runs.length === 1 && LIST_MARKER.test(last.text);
  const isValue = isField && FIELD_LABEL.test(last.text.trim());
  if (gap > minGap * base.size && !isMarker && !isValue) runs.push({ text, x, end, drawn: [drawn] });
  else goOn(last, { text: (hasBlankBefore || gap > BLANK * base.size ? ' ' : '') + text, end, drawn });
}

function goOn(run: Piece, { text, end, drawn }: Pick<PlacedItem, 'text' | 'end' | 'drawn'>): void {
  run.text += text;
  run.end = end;
  run.drawn = [...run.drawn, drawn];
}
