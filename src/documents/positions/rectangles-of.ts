import type { Span } from '../../protocol/places.ts';
import { around, type PageBox, type PageSize, partOfBox } from './drawn-text.ts';
import { shareBefore } from './letter-widths.ts';
import type { TextPosition } from './place-drawn-texts.ts';
import type { Positions } from './stored-positions.ts';

/** A page and the rectangles of a quote on it, in points. */
export interface PageRectangles extends PageSize {
  rectangles: Omit<PageBox, 'page'>[];
}

/** In heights of the line: the widest blank between words of a quote that is marked through. */
const BLANK = 1.2;
/** In heights of the line: less than a blank is wide. */
const MARGIN = 0.1;
/** Share of its height by which the boxes of one line may be off. */
const LEVEL = 0.35;

/** The rectangles that cover a piece of the canonical text, one for each line; only pages that show some of it. */
export function rectanglesOf({ pages, texts }: Positions, text: string, span: Span): PageRectangles[] {
  const parts = texts
    .filter(({ start, end }) => start < span.end && end > span.start)
    .map((position) => partOf(position, text, span));
  return pages.flatMap((page) => {
    const boxes = joinedLines(parts.filter((part) => part.page === page.page));
    return boxes.length === 0 ? [] : [{ ...page, rectangles: boxes.map(rectangle) }];
  });
}

/** What of a position is within a quote, and a little of the blanks around it: where letters stand is known by their usual widths. */
function partOf(position: TextPosition, text: string, span: Span): TextPosition {
  const own = text.slice(position.start, position.end);
  const from = Math.max(position.start, span.start) - position.start;
  const to = Math.min(position.end, span.end) - position.start;
  if (from === 0 && to === own.length) return position;
  const [length, size] =
    position.turn % 2 === 0 ? [position.width, position.height] : [position.height, position.width];
  const margin = (MARGIN * size) / length;
  return partOfBox(position, Math.max(0, shareBefore(own, from) - margin), Math.min(1, shareBefore(own, to) + margin));
}

/** Neighbours on one line as one, so that the blank between them is marked as well. */
function joinedLines(parts: readonly TextPosition[]): TextPosition[] {
  const joined: TextPosition[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && isNext(last, part)) joined[joined.length - 1] = { ...last, ...around([last, part]), end: part.end };
    else joined.push(part);
  }
  return joined;
}

function isNext(one: TextPosition, other: TextPosition): boolean {
  if (one.turn !== other.turn) return false;
  const isUpright = one.turn % 2 === 0;
  const [level, size, gap] = isUpright
    ? [one.top + one.height - other.top - other.height, one.height, gapOf(one.left, one.width, other.left, other.width)]
    : [one.left - other.left, one.width, gapOf(one.top, one.height, other.top, other.height)];
  return Math.abs(level) < LEVEL * size && gap < BLANK * size;
}

function gapOf(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(otherStart - start - length, start - otherStart - otherLength);
}

function rectangle({ left, top, width, height }: PageBox): Omit<PageBox, 'page'> {
  const [x, y, w, h] = [left, top, width, height].map((points) => Math.round(points * 10) / 10);
  return { left: x!, top: y!, width: w!, height: h! };
}
