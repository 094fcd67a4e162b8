import type { PageBox, Turn } from '../positions/drawn-text.ts';
import type { RecognisedWord } from './recognised-page.ts';

/** Extent in points. */
interface Size {
  width: number;
  height: number;
}

type Box = Pick<PageBox, 'left' | 'top' | 'width' | 'height'>;

/** Which way the words of a page are written: those on a page that lies on its side are higher than wide, and lines follow each other another way. */
export function turnOf(words: readonly RecognisedWord[]): Turn {
  const isOnSide = sum(words, ({ text, width, height }) => Math.sign(height - width) * (text.length - 1)) > 0;
  const steps = words.slice(1).flatMap((word, index) => {
    const last = words[index]!;
    return word.line === last.line ? [] : [isOnSide ? word.left - last.left : word.top - last.top];
  });
  const isForward = sum(steps, Math.sign) >= 0;
  if (isOnSide) return isForward ? 3 : 1;
  return isForward ? 0 : 2;
}

/** Turns a box of a page whose text is written in a direction to where it is when the text is upright. @param page The page as it is seen. */
export function turnUpright<T extends Box>(box: T, turn: Turn, page: Size): T {
  const { left, top, width, height } = box;
  const fromRight = page.width - left - width;
  const fromBottom = page.height - top - height;
  if (turn === 0) return box;
  if (turn === 2) return { ...box, left: fromRight, top: fromBottom };
  const place = turn === 1 ? { left: top, top: fromRight } : { left: fromBottom, top: left };
  return { ...box, ...place, width: height, height: width };
}

/** The reverse of `turnUpright`. @param page The page as it is seen. */
export function turnBack<T extends Box>(box: T, turn: Turn, page: Size): T {
  const upright = turn % 2 === 0 ? page : { width: page.height, height: page.width };
  return turnUpright(box, ((4 - turn) % 4) as Turn, upright);
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((whole, value) => whole + of(value), 0);
}
