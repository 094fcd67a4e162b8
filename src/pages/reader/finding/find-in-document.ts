import { bringIntoView } from '../bring-into-view.ts';
import type { MarkedWords, WordMarker } from '../marking/mark-words.ts';
import type { PageDocument } from '../page-document.ts';
import { findMatches } from './find-matches.ts';

/** The layer of the words that were searched for. */
export const MATCH_LAYER = 'match';

/** Matches marked at once. A letter may occur a hundred thousand times, and marking all of them would block the page. */
const MAX_MARKED = 500;

/** Finds words in the document, and marks and shows them. */
export interface Finder {
  /** Marks what matches a query, beginning where the reader is; nothing for an empty one. */
  search(query: string): void;
  /** Shows the next match, or the one before; behind the last comes the first. */
  step(by: 1 | -1): void;
  /** How many matches there are, and which of them is shown, from 1; 0 where there is none. */
  state(): { current: number; count: number };
}

/** Creates the finder of a document. */
export function createFinder({ page, marker }: { page: PageDocument; marker: WordMarker }): Finder {
  let matches: (MarkedWords & { order: number })[] = [];
  let current = 0;
  const paint = () => {
    const first = current - (current % MAX_MARKED);
    const marked = matches
      .slice(first, first + MAX_MARKED)
      .map((match, index) => ({ ...match, isStrong: first + index === current }));
    marker.show(MATCH_LAYER, marked);
    const shown = marked[current - first];
    const target = shown && marker.elementsOf(shown)[0];
    if (target && !isInView(target)) bringIntoView(target, { isSmooth: false });
  };
  return {
    search(query) {
      matches = page.texts.flatMap((text, order) =>
        findMatches(text.textContent ?? '', query).map((span) => ({ text, order, ...span })),
      );
      const inView = page.texts.findIndex(isInView);
      const next = matches.findIndex(({ order }) => order >= inView);
      current = Math.max(0, next);
      paint();
    },
    step(by) {
      if (matches.length === 0) return;
      current = (current + by + matches.length) % matches.length;
      paint();
    },
    state: () => ({ current: matches.length === 0 ? 0 : current + 1, count: matches.length }),
  };
}

function isInView(target: Element): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
