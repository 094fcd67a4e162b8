import { type Line, textOf } from './page-lines.ts';

/** A page as lines, with its height in points. */
export interface Page {
  lines: Line[];
  height: number;
}

/** Lines considered at either edge, and how far from it they may be, as a share of the height. */
const LINES_FROM_EDGE = 3;
const MARGIN = 0.14;
/** Pages and share of pages that a running line is on: chapters and left and right pages have their own. */
const MIN_PAGES = 3;
const SHARE_OF_PAGES = 0.3;
const HEIGHT_TOLERANCE = 4;
/** A number alone at the edge of a page, also «— 12 —», "Page 3 of 10", «Стр. 3», "xii". */
const PAGE_NUMBER =
  /^[\s–—\-•|[(]*(?:(?:page|p\.|стр(?:аница|\.)?|с\.|лист)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|из|\/)\s*\d{1,4})?[\s–—\-•|\])]*$/iu;

/** Removes running headers, running footers and page numbers from every page. */
export function withoutRunningLines(pages: readonly Page[]): Page[] {
  const places = new Map<string, Line[]>();
  for (const page of pages) {
    for (const line of edgeLines(page)) {
      const key = keyOf(line);
      places.set(key, [...(places.get(key) ?? []), line]);
    }
  }
  const minPages = Math.max(MIN_PAGES, pages.length * SHARE_OF_PAGES);
  const isRunning = (line: Line) => {
    const alike = (places.get(keyOf(line)) ?? []).filter(({ y }) => Math.abs(y - line.y) <= HEIGHT_TOLERANCE);
    return new Set(alike.map(({ page }) => page)).size >= minPages;
  };
  return pages.map((page) => {
    const edges = new Set(edgeLines(page).filter((line) => PAGE_NUMBER.test(textOf(line)) || isRunning(line)));
    return { ...page, lines: page.lines.filter((line) => !edges.has(line)) };
  });
}

function edgeLines({ lines, height }: Page): Line[] {
  const sorted = [...lines].sort((one, other) => one.y - other.y);
  const top = sorted.slice(0, LINES_FROM_EDGE).filter(({ y }) => y < height * MARGIN);
  const bottom = sorted.slice(-LINES_FROM_EDGE).filter(({ y }) => y > height * (1 - MARGIN));
  return [...new Set([...top, ...bottom])];
}

/** Key of a running line, the same for "Chapter 3 · 17" on one page and "Chapter 3 · 18" on the next. */
function keyOf(line: Line): string {
  return textOf(line).replace(/\d+/g, '#').replace(/\s+/g, ' ');
}
