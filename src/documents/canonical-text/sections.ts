import type { Span } from '../../protocol/places.ts';
import { markdownHeadings } from './split-markdown.ts';

/** The sections of a text with headings: each heading, and the bounds of the text between it and the next one. */
export function sectionsOf(text: string): (Span & { heading: string })[] {
  const headings = markdownHeadings(text).filter((heading) => heading.text !== '');
  return headings.map((heading, index) => ({
    heading: sourceOf(text.slice(heading.start, heading.end)),
    start: heading.end,
    end: headings[index + 1]?.start ?? text.length,
  }));
}

/** The text of a heading as it is written, without the `#` marks. */
function sourceOf(heading: string): string {
  const [line = ''] = heading.split('\n');
  return line.replace(/^#+[ \t]+|[ \t]+#+$/g, '').trim();
}
