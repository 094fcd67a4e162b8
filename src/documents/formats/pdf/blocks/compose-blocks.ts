import type { Block } from '../../../canonical-text/blocks.ts';
import { startOf, textOf } from '../lines/page-lines.ts';
import { layoutOf, type PageLayout } from './measure-layout.ts';
import type { JoinLines, Row } from './table-rows.ts';

const BULLET = /^[•◦▪‣●○■–—*·-]\s+/u;
const NUMBER = /^\(?(\d{1,3})[.)]\s+\S/u;
/** The end of a sentence, of a line of an enumeration or of a heading. */
const ENDS_HERE = /[.!?…:;][»”"')\]]*$/u;
const BROKEN_WORD = /\p{L}[-\u2010\u00ad]$/u;
const STARTS_IN_LOWER_CASE = /^[«„“"(]?\p{Ll}/u;
/** In font sizes: indentation of a first line, and tolerance of equal sizes. */
const INDENT = { from: 0.8, to: 5 };
const SAME_SIZE = 0.08;
/** In leadings: the gap above which a paragraph ends. */
const PARAGRAPH_GAP = 1.25;
/** In UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;
const MAX_HEADING_LEVEL = 6;

/** Makes paragraphs and headings of the rows of all pages, in order; a paragraph goes on across columns and pages. */
export function composeBlocks(rows: readonly Row[], join: JoinLines): Block[] {
  const layout = layoutOf(rows);
  const groups: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const group = groups.at(-1);
    if (group && !startsParagraph(row, { group, next: rows[index + 1], layout })) group.push(row);
    else groups.push([row]);
  }
  const sizes = headingSizes(groups, layout);
  return groups.map((group): Block => {
    const placed = { text: textOfGroup(group, join), page: group[0]!.page };
    if (!isHeading(group, layout)) return { kind: 'paragraph', ...placed };
    return { kind: 'heading', level: Math.min(sizes.indexOf(group[0]!.size) + 1, MAX_HEADING_LEVEL), ...placed };
  });
}

interface Surroundings {
  group: readonly Row[];
  next: Row | undefined;
  layout: PageLayout;
}

function startsParagraph(row: Row, { group, next, layout }: Surroundings): boolean {
  const last = group.at(-1)!;
  if (row.isTableRow !== last.isTableRow) return true;
  if (Math.abs(row.size - last.size) > SAME_SIZE * last.size) return true;
  if (BROKEN_WORD.test(textOf(last)) && STARTS_IN_LOWER_CASE.test(textOf(row))) return false;
  const gap = row.y - last.y;
  const isBelow = row.page === last.page && gap > 0;
  if (!isBelow) return startsAfterBreak(row, { group, next, layout });
  if (row.isTableRow) return gap > layout.leadingOf(last) * PARAGRAPH_GAP * 2;
  if (gap > leadingIn(group, layout) * PARAGRAPH_GAP) return true;
  if (isListItem(group[0]!) || isListItem(row)) return false;
  if (layout.hasParagraphGaps || layout.isHeadingSize(row.size)) return false;
  return isIndented(row, last, next) || (ENDS_HERE.test(textOf(last)) && layout.endsEarly(last, row));
}

/** After a break of column or page the words are a better sign of a new paragraph than the layout. */
function startsAfterBreak(row: Row, { group, next, layout }: Surroundings): boolean {
  const last = group.at(-1)!;
  if (row.isTableRow) return false;
  if (isListItem(row)) return !group.some(isListItem);
  const text = textOf(row);
  if (STARTS_IN_LOWER_CASE.test(text)) return false;
  if (group.some(isListItem)) return true;
  if (!ENDS_HERE.test(textOf(last))) return !/[\p{L}\p{N},–—-]$/u.test(textOf(last)) || layout.isHeadingSize(last.size);
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
  return Math.abs(startOf(row) - startOf(below)) < 1 && ENDS_HERE.test(textOf(row));
}

function isListItem(row: Row): boolean {
  return BULLET.test(textOf(row)) || NUMBER.test(textOf(row));
}

function textOfGroup(group: readonly Row[], join: JoinLines): string {
  if (group[0]!.isTableRow) {
    const [head, ...rows] = group.map((row) => ({ text: textOf(row), page: row.page }));
    // A table that continues on another page may repeat its head there.
    const kept = rows.filter(({ text, page }) => text !== head!.text || page === head!.page);
    return [head!, ...kept].map(({ text }) => text).join('\n');
  }
  const lines: string[] = [];
  let number = 0;
  for (const [index, row] of group.entries()) {
    const text = textOf(row);
    const own = Number(NUMBER.exec(text)?.[1] ?? Number.NaN);
    const isItem = BULLET.test(text) || index === 0 || own === number + 1;
    if (!Number.isNaN(own) && isItem) number = own;
    if (isItem) lines.push(text.replace(BULLET, '- '));
    else lines[lines.length - 1] = join(lines.at(-1)!, text);
  }
  return lines.join('\n');
}

/** Larger than the text around, short, and made of words. */
function isHeading(group: readonly Row[], layout: PageLayout): boolean {
  const [first] = group;
  const length = group.reduce((sum, row) => sum + textOf(row).length, 0);
  const isLarge = layout.isHeadingSize(first!.size) && !first!.isTableRow;
  return isLarge && length <= MAX_HEADING_LENGTH && group.some((row) => /\p{L}{3}/u.test(textOf(row)));
}

function headingSizes(groups: readonly Row[][], layout: PageLayout): number[] {
  const sizes = groups.filter((group) => isHeading(group, layout)).map((group) => group[0]!.size);
  return [...new Set(sizes)].sort((one, other) => other - one);
}
