import { type Document, onOneLine } from '../../../documents/document.ts';
import type { ShownHeading } from './outline.ts';

const SIGNS = /^#{1,6}[ \t]+/;

/** The headings among the blocks of a document, in order; the title already stands on top, and what heads nothing is left out. */
export function headingsOfBlocks({ text, title, paragraphs, blocks }: Document): ShownHeading[] {
  let next = 0;
  const found = blocks.flatMap((block) => {
    if (block.kind !== 'heading') return [];
    while (next < paragraphs.length && paragraphs[next]!.end <= block.start) next += 1;
    const paragraph = paragraphs[next];
    const label = onOneLine(text.slice(block.start, block.end).replace(SIGNS, ''));
    // A heading may be a paragraph as well, of a text that marks none.
    const isWhole = paragraph !== undefined && paragraph.start <= block.start && paragraph.end <= block.end;
    if (paragraph === undefined || (!isWhole && label === onOneLine(title))) return [];
    return [{ paragraph: paragraph.number, label, level: block.level, isWhole }];
  });
  const levels = [...new Set(found.map(({ level }) => level))].sort((one, other) => one - other);
  return found.map((heading, index) => ({
    ...heading,
    level: levels.indexOf(heading.level) + 1,
    ...(heading.isWhole ? {} : { anchor: `heading-${index + 1}` }),
  }));
}
