/** A run of text without a wide gap. Points (1/72 inch), from the left and the top of the page. */
export interface Piece {
  text: string;
  x: number;
  end: number;
}

/** The text on one baseline, in the order of the file. */
export interface Line {
  /** From left to right, at least one. */
  pieces: Piece[];
  /** From the top of the page to the baseline. */
  y: number;
  /** Height of the letters, as the font names it. */
  size: number;
  /** Counted from 1. */
  page: number;
}

/** The part of a text item of PDF.js that is used here. */
export interface TextItem {
  str: string;
  /** From text space to the page: [a, b, c, d, x, y]. */
  transform: number[];
  width: number;
}

/** The matrix that turns a page upright, with y downward. */
type PageMatrix = readonly number[];

/** In font sizes: width of a blank, offset of a superscript, overlap by kerning, gap between pieces. */
const BLANK = 0.15;
const OFF_BASELINE = 0.45;
const STEP_BACK = 0.5;
const WIDE_GAP = 1.2;
/** Slope above which a line is a watermark or a note in the margin. */
const MAX_SLOPE = 0.1;

const LIST_MARKER = /^\s*(?:[•◦▪‣●○■–—*·-]|\(?\d{1,3}[.)])\s*$/u;

export const startOf = ({ pieces }: Line): number => pieces[0]!.x;
export const endOf = ({ pieces }: Line): number => pieces.at(-1)!.end;
export const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join(' ');

/** Makes lines of the text items of a page, in the order of the file. What is not upright is left out. */
export function linesOfPage(items: readonly TextItem[], matrix: PageMatrix, page: number): Line[] {
  const lines: Line[] = [];
  let blankBefore = false;
  for (const { str, transform, width } of items) {
    if (str.trim() === '') {
      blankBefore ||= str !== '';
      continue;
    }
    const [rise, run, x, y] = placeOf(transform, matrix);
    const size = Math.hypot(rise, run);
    if (!(size > 0) || Math.abs(rise) > MAX_SLOPE * size || run < 0) continue;
    const item = { text: str, x, end: x + width, y, size };
    const line = lines.at(-1);
    if (line && isSameLine(line, item)) append(line, item, blankBefore);
    else lines.push({ pieces: [{ text: str, x, end: item.end }], y, size, page });
    blankBefore = false;
  }
  for (const line of lines) line.pieces = line.pieces.map((piece) => ({ ...piece, text: piece.text.trim() }));
  return lines;
}

/** Direction of the writing (up, right; its length is the size) and where it starts. */
function placeOf([a = 0, b = 0, , d = 0, x = 0, y = 0]: number[], [A, B, C, D, E, F]: PageMatrix) {
  const height = Math.abs(d) || Math.hypot(a, b);
  const right = a * A! + b * C!;
  const up = a * B! + b * D!;
  const scale = height / (Math.hypot(right, up) || 1);
  return [up * scale, right * scale, x * A! + y * C! + E!, x * B! + y * D! + F!] as const;
}

type PlacedItem = Piece & { y: number; size: number };

function isSameLine(line: Line, { x, y, size }: PlacedItem): boolean {
  const largest = Math.max(line.size, size);
  return Math.abs(y - line.y) < OFF_BASELINE * largest && x > endOf(line) - STEP_BACK * largest;
}

function append(line: Line, { text, x, end, y, size }: PlacedItem, blankBefore: boolean): void {
  const last = line.pieces.at(-1)!;
  const gap = x - last.end;
  const isMarker = line.pieces.length === 1 && LIST_MARKER.test(last.text);
  if (gap > WIDE_GAP * line.size && !isMarker) line.pieces.push({ text, x, end });
  else {
    last.text += (blankBefore || gap > BLANK * line.size ? ' ' : '') + text;
    last.end = end;
  }
  if (size > line.size) Object.assign(line, { size, y });
}
