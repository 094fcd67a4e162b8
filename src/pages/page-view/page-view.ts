import type { Span } from '../../protocol/places.ts';
import type { TextPositions } from '../../protocol/text-positions.ts';
import type { PageMessages } from '../messages/page-messages.ts';
import { drawPages } from './draw-pages.ts';
import { type MarkedQuote, markQuotes, type PageQuote } from './mark-quotes.ts';
import { openFile, type PageFile } from './open-file.ts';

/** The pages of a document, as its file has them. */
export interface PageView {
  /** Marks quotes in the place of those marked before. */
  mark(quotes: readonly PageQuote[]): Promise<MarkedQuote[]>;
}

/** What a view of pages is opened with. */
export interface PageViewOptions extends PageFile {
  positionsOf: (span: Span) => Promise<TextPositions>;
  messages: PageMessages;
}

/** Shows the pages of a PDF in `place`. @throws Error of PDF.js where the file is missing or cannot be drawn; its `status` is that of the answer. */
export async function openPageView(place: HTMLElement, options: PageViewOptions): Promise<PageView> {
  const pdf = await openFile(options);
  const sheets = await drawPages(place, { pdf, messages: options.messages });
  let shown: MarkedQuote[] = [];
  let latest = 0;
  return {
    async mark(quotes) {
      latest += 1;
      const own = latest;
      for (const quote of shown) quote.remove();
      shown = [];
      const marked = await markQuotes(quotes, { sheets, positionsOf: options.positionsOf });
      // Others were asked for meanwhile.
      if (own === latest) shown = marked;
      else for (const quote of marked) quote.remove();
      return shown === marked ? marked : [];
    },
  };
}
