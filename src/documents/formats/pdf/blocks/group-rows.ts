import { startOf, wordsOf } from '../lines/page-lines.ts';
import { isListItem } from './list-items.ts';
import type { PageLayout } from './measure-layout.ts';
import type { Row } from './table-rows.ts';

/** The end of a sentence, of a line of an enumeration or of a heading. */
const ENDS_HERE = /[.!?…:;][»”"')\]]*$/u;
const BROKEN_WORD = /\p{L}[-\u2010\u00ad]$/u;
const STARTS_IN_LOWER_CASE = /^[«„“"(]?\p{Ll}/u;
/** In font sizes: indentation of a first line, and tolerance of equal sizes. */
const INDENT = { from: 0.8, to: 5 };
const SAME_SIZE = 0.08;
/** In leadings: the gap above which a paragraph ends. */
const PARAGRAPH_GAP = 1.25;

/** Divides the rows of all pages into those of one paragraph, list, table or heading each; a paragraph goes on across columns and pages. */
export function groupRows(rows: readonly Row[], layout: PageLayout): Row[][] {
  const groups: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const group = groups.at(-1);
    if (group && !startsParagraph(row, { group, next: rows[index + 1], layout })) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

interface Surroundings {
  group: readonly Row[];
  next: Row | undefined;
  layout: PageLayout;
}

function startsParagraph(row: Row, { group, next, layout }: Surroundings): boolean {
  const last = group.at(-1)!;
  if ((row.cells === null) !== (last.cells === null)) return true;
  if (row.heading || last.heading) return row.heading !== last.heading;
  if (Math.abs(row.size - last.size) > SAME_SIZE * last.size) return true;
  if (BROKEN_WORD.test(wordsOf(last)) && STARTS_IN_LOWER_CASE.test(wordsOf(row))) return false;
  const gap = row.y - last.y;
  const isBelow = row.page === last.page && gap > 0;
  if (!isBelow) return startsAfterBreak(row, { group, next, layout });
  if (row.cells) return !isSameTable(row, last) || gap > layout.leadingOf(last) * PARAGRAPH_GAP * 2;
  if (gap > leadingIn(group, layout) * PARAGRAPH_GAP) return true;
  if (isListItem(group[0]!) || isListItem(row)) return false;
  if (layout.hasParagraphGaps || layout.isHeadingSize(row.size)) return false;
  return isIndented(row, last, next) || (ENDS_HERE.test(wordsOf(last)) && layout.endsEarly(last, row));
}

/** After a break of column or page the words are a better sign of a new paragraph than the layout. */
function startsAfterBreak(row: Row, { group, next, layout }: Surroundings): boolean {
  const last = group.at(-1)!;
  if (row.cells) return !isSameTable(row, last);
  if (isListItem(row)) return !group.some(isListItem);
  const text = wordsOf(row);
  if (STARTS_IN_LOWER_CASE.test(text)) return false;
  if (group.some(isListItem)) return true;
  if (!ENDS_HERE.test(wordsOf(last)))
    return !/[\p{L}\p{N},–—-]$/u.test(wordsOf(last)) || layout.isHeadingSize(last.size);
  const isIndentedHere = next !== undefined && next.page === row.page && isIndented(row, next, next);
  return isIndentedHere || layout.endsEarly(last, row);
}

/** The distance of two lines of this paragraph, or the usual one. */
function leadingIn(group: readonly Row[], layout: PageLayout): number {
  const [one, two] = group.slice(-2);
  if (!one || !two || two.y <= one.y || isListItem(two)) return layout.leadingOf(group.at(-1)!);
  return Math.max(two.y - one.y, layout.leadingOf(two) * 0.8);
}

/** The first line of a paragraph stands to the right of the line above and of the one below. */
function isIndented(row: Row, above: Row, below: Row | undefined): boolean {
  const isDeep = (other: Row) => {
    const depth = startOf(row) - startOf(other);
    return depth > INDENT.from * row.size && depth < INDENT.to * row.size;
  };
  const isOtherPlace = below === undefined || below.page !== row.page || below.y <= row.y;
  return isDeep(above) && (isOtherPlace || isDeep(below) || below.size !== row.size || isIndentedAlike(row, below));
}

/** Two paragraphs of one line each, one after the other. */
function isIndentedAlike(row: Row, below: Row): boolean {
  return Math.abs(startOf(row) - startOf(below)) < 1 && ENDS_HERE.test(wordsOf(row));
}

/** Rows of one table have cells for the same columns. */
function isSameTable(row: Row, last: Row): boolean {
  const columnsOf = ({ cells }: Row) => cells?.reduce((sum, { columns = 1 }) => sum + columns, 0);
  return columnsOf(row) === columnsOf(last);
}
