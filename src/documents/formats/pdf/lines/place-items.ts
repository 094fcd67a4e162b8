import type { DrawnText, Turn } from '../../../positions/drawn-text.ts';

/** The part of a text item of PDF.js that is used here. */
export interface TextItem {
  str: string;
  /** From text space to the page: [a, b, c, d, x, y]. */
  transform: number[];
  width: number;
  fontName?: string;
  dir?: string;
  /** The value of a form field, which belongs to its label. */
  isField?: true;
}

/** A text with its place: points (1/72 inch) along the writing, from its left, and across it, from its top to the baseline. */
export interface PlacedItem {
  text: string;
  x: number;
  end: number;
  y: number;
  /** Height of the letters, as the font names it. */
  size: number;
  font: string;
  /** Whether a blank of the file stands before it. */
  hasBlankBefore: boolean;
  isField: boolean;
  /** The same as the page shows it. */
  drawn: DrawnText;
}

/** The texts of a page that are written in one direction. */
export interface Writing {
  items: PlacedItem[];
  /** Extent of the page across the writing, in points. */
  height: number;
}

/** What turns a page upright, with y downward, and its size. */
export interface PageFrame {
  /** Its number, from 1. */
  page: number;
  transform: readonly number[];
  width: number;
  height: number;
}

type Point = readonly [x: number, y: number];

/** Slope up to which a line counts as one along an edge of the page. */
const MAX_SLOPE = 0.1;
/** Along the writing, from text as it is usually seen clockwise. */
const QUARTERS: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/**
 * Places the text items of a page, each direction of writing for itself, the one of most letters first. Slanted text is a watermark, unless most
 * letters of the page are.
 */
export function placeItems(items: readonly TextItem[], frame: PageFrame): Writing[] {
  const byDirection = new Map<Point | string, Direction & { items: PlacedItem[] }>();
  let hasBlankBefore = false;
  for (const item of items) {
    if (item.str.trim() === '') {
      hasBlankBefore ||= item.str !== '';
      continue;
    }
    const [direction, size] = directionOf(item.transform, frame.transform);
    if (size > 0) {
      const key = QUARTERS.includes(direction) ? direction : direction.join();
      const found = byDirection.get(key) ?? { ...createDirection(direction, frame), items: [] };
      byDirection.set(key, found);
      found.items.push(placed(item, { direction: found, size, frame, hasBlankBefore }));
    }
    hasBlankBefore = false;
  }
  const writings = [...byDirection.values()].sort((one, other) => lettersOf(other.items) - lettersOf(one.items));
  return writings
    .filter(({ direction }, index) => index === 0 || QUARTERS.includes(direction))
    .map(({ items, height }) => ({ items, height }));
}

const lettersOf = (items: readonly PlacedItem[]) => items.reduce((sum, { text }) => sum + text.length, 0);

/** The unit vector along the writing, y downward, and the size of the letters. */
function directionOf(
  [a = 0, b = 0, c = 0, d = 0]: number[],
  [A, B, C, D]: PageFrame['transform'],
): [direction: Point, size: number] {
  const right = a * A! + b * C!;
  const down = a * B! + b * D!;
  const length = Math.hypot(right, down);
  const size = Math.max(Math.abs(c), Math.abs(d)) || Math.hypot(a, b);
  if (length === 0) return [QUARTERS[0]!, 0];
  const unit: Point = [right / length, down / length];
  const quarter = QUARTERS.find(([x, y]) => x * unit[0] + y * unit[1] > 1 - MAX_SLOPE ** 2 / 2);
  return [quarter ?? [Number(unit[0].toFixed(1)), Number(unit[1].toFixed(1))], size];
}

/** A direction of writing, where the page begins along and across it, and its extent across it. */
interface Direction {
  direction: Point;
  left: number;
  top: number;
  height: number;
}

function createDirection(direction: Point, { width, height }: PageFrame): Direction {
  const corners: Point[] = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ];
  const lefts = corners.map((corner) => along(corner, direction));
  const tops = corners.map((corner) => across(corner, direction));
  const top = Math.min(...tops);
  return { direction, left: Math.min(...lefts), top, height: Math.max(...tops) - top };
}

interface Placing {
  direction: Direction;
  size: number;
  frame: PageFrame;
  hasBlankBefore: boolean;
}

function placed(
  item: TextItem,
  { direction: { direction, left, top }, size, frame, hasBlankBefore }: Placing,
): PlacedItem {
  const [A, B, C, D, E, F] = frame.transform;
  const [, , , , e = 0, f = 0] = item.transform;
  const point: Point = [e * A! + f * C! + E!, e * B! + f * D! + F!];
  const x = along(point, direction) - left;
  const own = { text: item.str, font: item.fontName ?? '', isField: item.isField ?? false };
  const drawn = drawnText(item, { point, direction, size, frame });
  return { ...own, x, end: x + item.width, y: across(point, direction) - top, size, hasBlankBefore, drawn };
}

/** In font sizes: how far letters reach above the baseline and below it. */
const ASCENT = 0.85;
const DESCENT = 0.24;

/** @param options.point Where its baseline starts on the upright page. */
function drawnText(
  { str, width, dir, transform: [, , c = 0, d = 0] }: TextItem,
  { point: [x, y], direction, size, frame }: { point: Point; direction: Point; size: number; frame: PageFrame },
): DrawnText {
  const [A, B, C, D] = frame.transform;
  // Mirrored text grows to the other side of its baseline.
  const up: Point = [c * A! + d * C!, c * B! + d * D!];
  const unit = size / (Math.hypot(...up) || 1);
  // The box of a run is as wide as it reaches along its writing and across it together.
  const [left, right] = reachOf(x, width * direction[0], unit * up[0]);
  const [top, bottom] = reachOf(y, width * direction[1], unit * up[1]);
  const quarter = Math.max(0, QUARTERS.indexOf(direction));
  const turn = ((dir === 'rtl' ? quarter + 2 : quarter) % QUARTERS.length) as Turn;
  return { text: str, page: frame.page, left, top, width: right - left, height: bottom - top, turn };
}

/** The least and the greatest coordinate of a run that starts at one. @param up That of a letter as high as the size. */
function reachOf(start: number, along: number, up: number): [least: number, greatest: number] {
  const [above, below] = [ASCENT * up, -DESCENT * up];
  return [start + Math.min(0, along) + Math.min(above, below), start + Math.max(0, along) + Math.max(above, below)];
}

const along = ([x, y]: Point, [right, down]: Point) => x * right + y * down;
const across = ([x, y]: Point, [right, down]: Point) => y * right - x * down;
