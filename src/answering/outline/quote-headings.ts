import type { Quote } from '../answer.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';

/** The signs of Markdown around a heading. */
const MARKS = /^#{1,6}[ \t]+|(?:[ \t]+#+)?[ \t]*$|\n[=-]+[ \t]*$/gu;

/** The headings of sections as quotes: one that stands between paragraphs is cited with the paragraph below it. */
export function quoteHeadings(sections: readonly DocumentPart[], structure: DocumentStructure): Quote[] {
  const { document } = structure;
  const quoteSpan = createQuoter(structure);
  return sections.flatMap(({ start }) => {
    const heading = document.blocks.find((block) => block.start === start)!;
    const [own] = quoteSpan(heading);
    if (own) return [own];
    const below = document.paragraphs.find((paragraph) => paragraph.start >= heading.end);
    const [under] = below ? quoteSpan(below) : [];
    if (!under) return [];
    const written = document.text.slice(heading.start, heading.end);
    const [first] = written.split('\n');
    const words = first!.replace(MARKS, '');
    const from = heading.start + first!.indexOf(words);
    const text = document.text.slice(from, under.paragraph.end);
    return [{ paragraph: { ...under.paragraph, start: from, text }, start: from, end: from + words.length }];
  });
}
