import type { Span } from '../../protocol/places.ts';

/** The lines of a part of a text that are not blank, without blanks around. */
export function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const visible = line.trim();
    const from = start + index + line.indexOf(visible);
    return visible === '' ? [] : [{ start: from, end: from + visible.length }];
  });
}
