import type { Paragraph } from './document.ts';

/** Raised whenever the same text may split differently: an index built by another version is rebuilt. */
export const SPLITTER_VERSION = 1;

/**
 * Splits canonical text at blank lines.
 *
 * A paragraph starts and ends with a visible character; hard-wrapped lines stay inside it. With `keepFences`, blank lines inside
 * a Markdown code fence do not split.
 */
export function splitParagraphs(text: string, { keepFences = false } = {}): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | null = null;
  let fence: string | null = null;

  for (const line of text.matchAll(/[^\n]+|(?<=\n)(?=\n)/g)) {
    const visible = line[0].trim();
    if (keepFences) fence = fenceAfter(visible, fence);
    if (visible === '') {
      if (fence === null) open = null;
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

/** The code fence open after this line, or null: a fence closes with as many marks of the same kind (CommonMark 0.31, section 4.5). */
function fenceAfter(line: string, open: string | null): string | null {
  const marks = /^(?:`{3,}(?!.*`)|~{3,})/.exec(line)?.[0];
  if (open === null) return marks ?? null;
  return marks?.startsWith(open) && line === marks ? null : open;
}
