import { lowered } from '../../../canonical-text/raised.ts';
import type { PlacedItem } from './place-items.ts';

/* Around a raised text, until it is known whether it points to a note: noncharacters, which no text is made of. */
const OPEN = '\ufdd3';
const CLOSE = '\ufdd4';
const RAISED = /\ufdd3([^\ufdd3\ufdd4]*)\ufdd4/g;
const RAISED_AT_START = /^\s*\ufdd3([^\ufdd3\ufdd4]*)\ufdd4/;

/** In font sizes of the line: how small a raised text is, and how far off the baseline. */
const SMALLER = 0.87;
const RAISED_BY = 0.15;
/** How far a mark is raised that is as large as the text. */
const RAISED_BY_FAR = 0.3;
const LOWERED_BY = 0.08;
/** In UTF-16 code units. */
const MAX_MARK = 3;

/** As short as a mark of a note. */
export const isShort = (text: string): boolean => text.trim().length <= MAX_MARK;

/** The text of an item, marked where it is raised above the baseline of its line. */
export function markRaised({ text, y, size }: PlacedItem, base: PlacedItem): string {
  if (size >= SMALLER * base.size) {
    const isMark = base.y - y > RAISED_BY_FAR * base.size && isShort(text);
    return isMark ? `${OPEN}${text}${CLOSE}` : text;
  }
  if (base.y - y > RAISED_BY * base.size) return `${OPEN}${text}${CLOSE}`;
  return y - base.y > LOWERED_BY * base.size ? lowered(text) : text;
}

/** The raised text that a line starts with, such as the marker of a note; null where there is none. */
export function raisedAtStart(text: string): string | null {
  return RAISED_AT_START.exec(text)?.[1]?.trim() ?? null;
}

/** Puts something else in the place of each raised text. */
export function replaceRaised(text: string, replace: (raised: string) => string): string {
  return text.replace(RAISED, (_, raised: string) => replace(raised));
}

/** The raised texts of a line. */
export function raisedIn(text: string): string[] {
  return [...text.matchAll(RAISED)].map(([, raised = '']) => raised);
}
