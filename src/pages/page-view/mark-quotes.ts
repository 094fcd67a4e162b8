import type { Span } from '../../protocol/places.ts';
import type { TextPositions } from '../../protocol/text-positions.ts';
import { createElement } from '../create-element.ts';
import type { Sheets } from './draw-pages.ts';

/** A quote to mark on its page. */
export interface PageQuote extends Span {
  /** The number of its citation; null for a place without one. */
  marker: number | null;
  /** Whether it stands out. */
  isStrong: boolean;
  /** Whether its place is shown without a mark. */
  isUnmarked?: boolean;
}

/** A quote on its pages. */
export interface MarkedQuote {
  quote: PageQuote;
  /** In the order of the text; none where its place is not known. */
  marks: HTMLElement[];
  remove(): void;
}

/** Puts marks over the words of quotes. @param positionsOf Where the pages show a piece of the text. */
export async function markQuotes(
  quotes: readonly PageQuote[],
  { sheets, positionsOf }: { sheets: Sheets; positionsOf: (span: Span) => Promise<TextPositions> },
): Promise<MarkedQuote[]> {
  return Promise.all(
    quotes.map(async (quote) => {
      const { pages } = await positionsOf(quote);
      const marks: HTMLElement[] = [];
      for (const page of pages) {
        const sheet = await sheets.sheetOf(page.page);
        const own = page.rectangles.map((rectangle) => markOf(quote, rectangle, page));
        sheet?.append(...own);
        marks.push(...own);
      }
      const [first] = marks;
      const number = first && quote.marker !== null ? [numberBeside(first, quote.marker)] : [];
      return {
        quote,
        marks,
        remove() {
          for (const element of [...marks, ...number]) element.remove();
        },
      };
    }),
  );
}

type Page = TextPositions['pages'][number];

function markOf(
  { isStrong, isUnmarked }: PageQuote,
  { left, top, width, height }: Page['rectangles'][number],
  page: Page,
) {
  const mark = createElement('span', { className: 'quote' });
  mark.classList.toggle('strong', isStrong);
  mark.classList.toggle('unmarked', isUnmarked === true);
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  mark.style.left = share(left, page.width);
  mark.style.width = share(width, page.width);
  mark.style.top = share(top, page.height);
  mark.style.height = share(height, page.height);
  return mark;
}

/** The number of a citation, in the margin of the page: letters stand close around a quote. */
function numberBeside(mark: HTMLElement, marker: number): HTMLElement {
  const number = createElement('span', { className: 'quote-number' }, String(marker));
  number.style.top = mark.style.top;
  mark.before(number);
  return number;
}
