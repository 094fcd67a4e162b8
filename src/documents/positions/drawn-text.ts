/** Which way a text is written: quarters of a turn clockwise, from left to right as 0. */
export type Turn = 0 | 1 | 2 | 3;

/** A rectangle on a page as it is seen, in points (1/72 inch) from its left and its top. */
export interface PageBox {
  /** Counted from 1. */
  page: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A text as its page shows it: a run of letters of one font, on one line. */
export interface DrawnText extends PageBox {
  text: string;
  turn: Turn;
}

/** The extent of a page as it is seen, in points. */
export interface PageSize {
  page: number;
  width: number;
  height: number;
}

/** The part of a box that two shares of its length bound, 0 at the start of the writing, 1 at its end. */
export function partOfBox<Box extends PageBox & { turn: Turn }>(box: Box, from: number, to: number): Box {
  const [start, end] = box.turn < 2 ? [from, to] : [1 - to, 1 - from];
  const isUpright = box.turn % 2 === 0;
  return isUpright
    ? { ...box, left: box.left + start * box.width, width: (end - start) * box.width }
    : { ...box, top: box.top + start * box.height, height: (end - start) * box.height };
}

/** The smallest box around others on the same page; all else is that of the first one. */
export function around<Box extends PageBox>(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.left + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.top + box.height)) - top;
  return { ...boxes[0]!, left, top, width, height };
}
