import { textOf } from '../lines/page-lines.ts';
import type { PageLayout } from './measure-layout.ts';
import type { Row } from './table-rows.ts';

/** In UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;
const MAX_HEADING_LEVEL = 6;
/** Share of a size that headings of one level may differ by. */
const SAME_SIZE = 0.05;

/**
 * Creates the function that gives the level of a heading, null for other text. The outline says the levels of its headings; the size of the letters
 * those of others, such as the title of the document, which then stands above the outline.
 */
export function createLevelOf(
  groups: readonly Row[][],
  { rows, layout }: { rows: readonly Row[]; layout: PageLayout },
): (group: readonly Row[]) => number | null {
  const isLarge = (group: readonly Row[]) => isLargeHeading(group, layout);
  const sizes = [...new Set(groups.filter(isLarge).map(([first]) => first!.size))].sort((one, other) => other - one);
  const outlined = rows.flatMap(({ heading, size }) => (heading ? [{ level: heading.level, size }] : []));
  const largest = Math.max(0, ...outlined.map(({ size }) => size));
  const above = outlined.length === 0 ? 0 : sizes.filter((size) => size > largest * (1 + SAME_SIZE)).length;
  const levelOfSize = (size: number) => {
    const alike = outlined.find((other) => Math.abs(other.size - size) <= SAME_SIZE * size);
    if (alike) return above + alike.level;
    return sizes.indexOf(size) + 1;
  };
  return (group) => {
    const [first] = group;
    if (first!.heading) return Math.min(above + first!.heading.level, MAX_HEADING_LEVEL);
    return isLarge(group) ? Math.min(levelOfSize(first!.size), MAX_HEADING_LEVEL) : null;
  };
}

/** Larger than the text around, short, and made of words. */
function isLargeHeading(group: readonly Row[], layout: PageLayout): boolean {
  const [first] = group;
  const length = group.reduce((sum, row) => sum + textOf(row).length, 0);
  const isLarge = layout.isHeadingSize(first!.size) && first!.cells === null;
  return isLarge && length <= MAX_HEADING_LENGTH && group.some((row) => /\p{L}{3}/u.test(textOf(row)));
}
