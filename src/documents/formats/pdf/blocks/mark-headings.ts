import { wordsOf } from '../lines/page-lines.ts';
import type { OutlineEntry } from '../read-outline.ts';
import type { Row } from './table-rows.ts';

/** Lines of a heading. */
const MAX_LINES = 4;
/** What a heading shows before its words in the outline, or the outline before those of the heading. */
const NUMBER = /^[\d.)§ivxlc]*$/u;

/** Marks the rows that are headings in the outline of the document, where it says their page and words. */
export function markHeadings(rows: readonly Row[], outline: readonly OutlineEntry[]): Row[] {
  const marked = [...rows];
  const firstOfPage = new Map<number, number>();
  for (const [index, { page }] of rows.entries()) if (!firstOfPage.has(page)) firstOfPage.set(page, index);
  let from = 0;
  for (const entry of outline) {
    const start = Math.max(from, firstOfPage.get(entry.page) ?? rows.length);
    const found = findHeading(rows, { title: squashed(entry.title), start, page: entry.page });
    if (!found) continue;
    for (let index = found.from; index < found.to; index += 1) marked[index] = { ...rows[index]!, heading: entry };
    from = found.to;
  }
  return marked;
}

function findHeading(
  rows: readonly Row[],
  { title, start, page }: { title: string; start: number; page: number },
): { from: number; to: number } | null {
  for (let from = start; from < rows.length && rows[from]!.page === page; from += 1) {
    let text = '';
    for (let to = from; to < Math.min(rows.length, from + MAX_LINES) && isText(rows[to]!, rows[from]!); to += 1) {
      text += squashed(wordsOf(rows[to]!));
      if (isTitle(text, title)) return { from, to: to + 1 };
    }
  }
  return null;
}

const isText = (row: Row, first: Row) => row.cells === null && row.page === first.page;

/** As letters and digits in lower case: programs set blanks, hyphens and capitals in their own way. */
const squashed = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\-\u00ad\u2010]+/gu, '')
    .toLowerCase();

function isTitle(text: string, title: string): boolean {
  if (title === '' || text === '') return false;
  const [long, short] = text.length > title.length ? [text, title] : [title, text];
  return long.endsWith(short) && NUMBER.test(long.slice(0, long.length - short.length));
}
