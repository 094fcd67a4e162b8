import type { Block } from '../../canonical-text/blocks.ts';
import { findNotes, type NotedPage } from './blocks/find-notes.ts';
import { findShown } from './main-text/shown-elements.ts';
import { pageBlocks } from './page-blocks.ts';

/** All blocks of pages that are nothing but text, such as the chapters of a book: what is shown, with notes across the pages. */
export function blocksOfPages(pages: readonly NotedPage[]): Block[] {
  const notes = findNotes(pages);
  return pages.flatMap(({ page }) => {
    const { isShown, tabOf } = findShown(page);
    return pageBlocks([page.body], { isLeftOut: (element) => !isShown(element), notes, tabOf });
  });
}
