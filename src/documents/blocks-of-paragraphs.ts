import type { DocumentBlock } from '../protocol/document-blocks.ts';
import type { Paragraph } from './document.ts';

const HEADING_LINE = /^(#{1,6}) .*\S/gm;

/** The blocks of a document that was read before blocks were kept: its paragraphs, and the headings that are marked between them. */
export function blocksOfParagraphs(text: string, paragraphs: readonly Paragraph[]): DocumentBlock[] {
  let from = 0;
  return paragraphs.flatMap(({ start, end, page }): DocumentBlock[] => {
    const between = from;
    from = end;
    const headings = [...text.slice(between, start).matchAll(HEADING_LINE)].map(({ 0: line, 1: signs, index }) => {
      const place = { start: between + index, end: between + index + line.length };
      return { kind: 'heading' as const, ...place, level: signs!.length };
    });
    return [...headings, { kind: 'paragraph', start, end, ...(page === null ? {} : { page }) }];
  });
}
