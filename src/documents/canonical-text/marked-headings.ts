import type { Document } from '../document.ts';
import { type MarkdownHeading, markdownHeadings } from './split-markdown.ts';

/** A heading that the source format marks as one; it is not a paragraph. */
interface MarkedHeading extends MarkdownHeading {
  /** The paragraph below it, or null at the end. */
  paragraph: number | null;
}

/** The headings in the canonical text of a document that stand between its paragraphs, in order. */
export function markedHeadings({ text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>): MarkedHeading[] {
  const found: MarkedHeading[] = [];
  let from = 0;
  for (const { number, start, end } of [...paragraphs, { number: null, start: text.length, end: text.length }]) {
    for (const heading of markdownHeadings(text.slice(from, start))) {
      if (heading.text === '') continue;
      found.push({ ...heading, start: from + heading.start, end: from + heading.end, paragraph: number });
    }
    from = end;
  }
  return found;
}
