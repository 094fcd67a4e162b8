import { type Line, textOf } from './page-lines.ts';

/** A page as lines, with its height in points. */
export interface Page {
  number: number;
  lines: Line[];
  /** Lines that are written in another direction than most of the page. */
  asides: Line[];
  height: number;
}

/** Lines considered at either edge, and how far from it they may be, as a share of the height. */
const LINES_FROM_EDGE = 3;
const MARGIN = 0.14;
/** Pages and share of pages that a running line is on: chapters and left and right pages have their own. */
const MIN_PAGES = 3;
const SHARE_OF_PAGES = 0.3;
const HEIGHT_TOLERANCE = 4;
/** In UTF-16 code units. */
const MAX_LENGTH = 200;
/** A running line is set apart: by this many times the usual distance of lines of its page. */
const GAP = 1.4;
/** In font sizes: the usual distance where a page has too few lines to measure it. */
const USUAL_LEADING = 1.25;
/** Share of its pages on which a number of a running line follows that of the page. */
const FOLLOWS = 0.8;

/** A number alone at the edge of a page, also «— 12 —», "Page 3 of 10", «Стр. 3», "xii". */
const PAGE_NUMBER =
  /^[\s–—\-•|[(]*(?<named>(?:page|p\.|seite|стр(?:аница|\.)?|с\.|лист)\s*)?(?:(?<number>\d{1,4})|[ivxlc]{1,7})(?:\s*(?:of|из|von|\/)\s*(?<pages>\d{1,4}))?[\s–—\-•|\])]*$/iu;
/** What browsers print below a page: its address, and "1/2". */
const PRINTED_ADDRESS = /^(?:https?|file):\/\/\S+\s+(?<number>\d{1,4})\/(?<pages>\d{1,4})$/u;
/** What they print above it: date and time, and its title. */
const PRINTED_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?(?=\s|$)/u;

/** Removes running headers, running footers and page numbers from every page. */
export function withoutRunningLines(pages: readonly Page[]): Page[] {
  const apart = new Map(pages.map((page) => [page, edgeLines(page).filter(({ isApart }) => isApart)]));
  const isRunning = createIsRunning(
    [...apart.values()].flat().map(({ line }) => line),
    pages.length,
  );
  return pages.map((page) => {
    const own = new Set(apart.get(page)!.map(({ line }) => line));
    const texts = [...own].map(textOf);
    const isPrinted = texts.some((text) => isOwnNumber(PRINTED_ADDRESS.exec(text), page, pages.length));
    const isByBrowser = (line: Line) =>
      isPrinted && (PRINTED_ADDRESS.test(textOf(line)) || PRINTED_DATE.test(textOf(line)));
    // Pages with narrow margins begin right below what is printed above them.
    const isLeftOut = (line: Line, index: number) =>
      isRunning(line) ||
      (own.has(line) && isPageNumber(line, page, pages.length)) ||
      ((own.has(line) || index === 0) && isByBrowser(line));
    const running = new Set(edgeLines(page).flatMap(({ line }, index) => (isLeftOut(line, index) ? [line] : [])));
    return { ...page, lines: page.lines.filter((line) => !running.has(line)) };
  });
}

interface EdgeLine {
  line: Line;
  /** Whether a gap sets it, or it and what is beyond it, apart from the text of the page. */
  isApart: boolean;
}

/** The first and last lines of a page that stand in its margins. */
function edgeLines({ lines, height }: Page): EdgeLine[] {
  const sorted = [...lines].sort((one, other) => one.y - other.y);
  const gap = usualDistance(sorted) * GAP;
  const top = sorted.slice(0, LINES_FROM_EDGE).filter(({ y }) => y < height * MARGIN);
  const bottom = sorted.slice(-LINES_FROM_EDGE).filter(({ y }) => y > height * (1 - MARGIN));
  const isFollowed = (index: number) => index + 1 < sorted.length && sorted[index + 1]!.y - sorted[index]!.y > gap;
  const headEnd = top.findLastIndex((_, index) => isFollowed(index));
  const from = sorted.length - bottom.length;
  const footStart = bottom.findIndex((_, index) => from + index > 0 && isFollowed(from + index - 1));
  return [
    ...top.map((line, index) => ({ line, isApart: index <= headEnd })),
    ...bottom.flatMap((line, index) =>
      top.includes(line) ? [] : { line, isApart: footStart >= 0 && index >= footStart },
    ),
  ];
}

/** The distance of most neighbouring lines; a third of them are nearer, since gaps between paragraphs are wider. */
function usualDistance(sorted: readonly Line[]): number {
  const size = sorted[Math.floor(sorted.length / 2)]?.size ?? 0;
  const distances = sorted
    .slice(1)
    .map(({ y }, index) => y - sorted[index]!.y)
    .filter((distance) => distance > size / 2)
    .sort((one, other) => one - other);
  return distances.length < 2 ? size * USUAL_LEADING : distances[Math.floor(distances.length / 3)]!;
}

/** Whether a line is at the same place of enough pages, with the same words; numbers in it may only count pages or stay for many of them. */
function createIsRunning(lines: readonly Line[], pageCount: number): (line: Line) => boolean {
  const byKey = new Map<string, Line[]>();
  for (const line of lines) {
    const alike = byKey.get(keyOf(line));
    if (alike) alike.push(line);
    else byKey.set(keyOf(line), [line]);
  }
  const minPages = pageCount === 2 ? 2 : Math.max(MIN_PAGES, pageCount * SHARE_OF_PAGES);
  return (line) => {
    if (textOf(line).length > MAX_LENGTH) return false;
    const alike = (byKey.get(keyOf(line)) ?? []).filter(({ y }) => Math.abs(y - line.y) <= HEIGHT_TOLERANCE);
    return new Set(alike.map(({ page }) => page)).size >= minPages && hasSteadyNumbers(alike);
  };
}

/** Key of a running line, the same for "Chapter 3 · 17" on one page and "Chapter 3 · 18" on the next. */
function keyOf(line: Line): string {
  return textOf(line).replace(/\d+/g, '#').replace(/\s+/g, ' ');
}

/** Rows of a ledger and heads of forms differ in their numbers from page to page; running lines do not. */
function hasSteadyNumbers(lines: readonly Line[]): boolean {
  const rows = lines.map((line) => ({
    page: line.page,
    numbers: [...textOf(line).matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  }));
  return rows[0]!.numbers.every((_, place) => {
    const values = rows.map(({ numbers }) => numbers[place]!);
    const offsets = rows.map(({ page, numbers }) => numbers[place]! - page);
    return new Set(values).size <= Math.ceil(rows.length / 2) || shareOfMostCommon(offsets) >= FOLLOWS;
  });
}

function shareOfMostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) / values.length;
}

/** A page number is decorated, or the place of its page in the file; others are running lines when they count pages. */
function isPageNumber(line: Line, page: Page, pageCount: number): boolean {
  const match = PAGE_NUMBER.exec(textOf(line));
  if (!match) return false;
  const isDecorated = !/^\d+$/.test(textOf(line).trim());
  return isDecorated || isOwnNumber(match, page, pageCount);
}

function isOwnNumber(match: RegExpExecArray | null, { number }: Page, pageCount: number): boolean {
  const { number: shown, pages = pageCount } = match?.groups ?? {};
  return Number(shown) === number && Number(pages) === pageCount;
}
