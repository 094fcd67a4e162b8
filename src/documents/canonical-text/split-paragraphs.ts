import type { Paragraph } from '../document.ts';

/** Increased whenever the same text may be split differently: an index built with another version is rebuilt. */
export const SPLITTER_VERSION = 4;

/**
 * Splits canonical text at blank lines.
 *
 * A paragraph starts and ends with a visible character; hard-wrapped lines stay inside it, however many they are.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | null = null;
  for (const line of text.matchAll(/[^\n]+|(?<=\n)(?=\n)/g)) {
    const visible = line[0].trim();
    if (visible === '') {
      open = null;
      continue;
    }
    const start = line.index + line[0].indexOf(visible);
    if (open === null) {
      open = { number: paragraphs.length + 1, start, end: start, page: null, heading: null };
      paragraphs.push(open);
    }
    open.end = start + visible.length;
  }
  return paragraphs;
}
