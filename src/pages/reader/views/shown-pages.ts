import type { PageMessages } from '../../messages/page-messages.ts';
import type { PageQuote } from '../../page-view/mark-quotes.ts';
import type { PageView } from '../../page-view/page-view.ts';
import { bringIntoView } from '../bring-into-view.ts';
import type { Shown } from '../marking/address.ts';
import type { MarkTools } from '../marking/mark-tools.ts';
import type { ShowWords } from '../marking/show-words.ts';
import type { PageDocument } from '../page-document.ts';
import { loadPages } from './load-pages.ts';

/** The pages of the document, which are loaded when they are first shown. */
export interface ShownPages {
  /**
   * Shows the pages: words are marked, and come into view; without any, the place that was read.
   *
   * @throws Error when the file is missing or cannot be drawn; the next call tries again.
   */
  show(shown: Shown | null, options: Parameters<ShowWords>[1] & { read: PageQuote | null }): Promise<void>;
  clear(): void;
}

/** Creates the pages in `place`. @param parts.notice Where it is said what happens. */
export function createShownPages(
  place: HTMLElement,
  {
    page,
    notice,
    messages,
    tools,
  }: { page: PageDocument; notice: HTMLElement; messages: PageMessages; tools: MarkTools },
): ShownPages {
  let pages: Promise<PageView> | null = null;
  const clear = () => {
    pages = null;
    place.replaceChildren();
  };
  return {
    clear,
    async show(shown, { read, ...options }) {
      tools.element.remove();
      notice.textContent = pages === null ? messages.loading : '';
      pages ??= loadPages(place, { documentId: page.id, messages });
      const quotes = quotesOf(shown, page);
      const marked = await (await pages).mark(quotes.length > 0 || read === null ? quotes : [read]);
      const strong = marked.find(({ quote }) => quote.isStrong);
      const first = strong?.marks[0];
      notice.textContent = strong && !first && shown ? messages.placeUnknown : '';
      if (!first) return;
      tools.back.hidden = !shown?.isFromChat;
      if (shown) place.append(tools.element);
      bringIntoView(first, options);
      if (!options.takesFocus) return;
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    },
  };
}

function quotesOf(shown: Shown | null, page: PageDocument): PageQuote[] {
  return (shown?.words ?? []).flatMap((words, index) => {
    const span = page.spanOf(words);
    return span ? [{ ...span, marker: words.marker, isStrong: index === shown?.pressed }] : [];
  });
}
