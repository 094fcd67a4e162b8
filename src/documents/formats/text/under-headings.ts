import type { Span } from '../../../protocol/places.ts';
import { divideSpan } from '../../canonical-text/divide-span.ts';
import { createHeadingTrail } from '../../canonical-text/heading-trail.ts';
import type { Paragraph } from '../../document.ts';

/** A heading among the paragraphs of a text. */
export interface TextHeading extends Span {
  /** 1–6. */
  level: number;
  /** As it is shown above what it heads. */
  text: string;
  /** Whether its paragraph is nothing but the heading. */
  isWhole: boolean;
}

/**
 * Paragraphs with the headings that they stand under, and divided where they are too long. A heading is a paragraph, too, and stands under those
 * above it; a paragraph that begins with one stands under it.
 */
export function underHeadings(
  text: string,
  { split, headings, title }: { split: readonly Paragraph[]; headings: readonly TextHeading[]; title: string | null },
): Paragraph[] {
  const trail = createHeadingTrail(headings, title);
  const pieces = split.flatMap((paragraph) => divideSpan(text, paragraph).map(({ start, end }) => ({ start, end })));
  let next = 0;
  return pieces.map(({ start, end }, index) => {
    while (next < headings.length && (headings[next]!.start < start || isOpening(headings[next]!, start))) {
      trail.enter(headings[next]!);
      next += 1;
    }
    const own = headings[next]?.start === start ? headings[next]!.level : undefined;
    return { number: index + 1, start, end, page: null, heading: trail.now(own) };
  });
}

/** Whether a paragraph that starts here has more than the heading that it begins with. */
function isOpening({ start, isWhole }: TextHeading, offset: number): boolean {
  return start === offset && !isWhole;
}
