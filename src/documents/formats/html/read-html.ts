import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { onOneLine } from '../../document.ts';
import type { ReadFile } from '../read-file.ts';
import { findNotes } from './blocks/find-notes.ts';
import { decodePage } from './decode-page.ts';
import { findMainText } from './main-text/main-text.ts';
import { pageBlocks } from './page-blocks.ts';
import { findElement, isInside, type Page, type PageElement, parsePage, rawTextOf } from './parse-html.ts';

/** Reads the text of a web page, without navigation and other surroundings. */
export const readHtml: ReadFile = async (bytes) => {
  const { text, omissions } = decodePage(bytes);
  const page = parsePage(text);
  const blocks = blocksOf(page);
  const title = titleOf({ metadata: pageTitle(page, blocks), blocks });
  return { ...composeText(blocks, { title }), title, omissions };
};

/** The main text, and the notes that it has elsewhere on the page. */
function blocksOf(page: Page): Block[] {
  const notes = findNotes([{ path: '', page }]);
  const { roots, isLeftOut, shown } = findMainText(page, { notes });
  const isRead = (element: PageElement) => roots.some((root) => isInside(element, root));
  const marked = new Set([...notes.references].flatMap(([mark, { id }]) => (isRead(mark) ? [id] : [])));
  const elsewhere = [...notes.blocks].flatMap(([note, { id }]) => (marked.has(id) && !isRead(note) ? [note] : []));
  return pageBlocks([...roots, ...elsewhere], { isLeftOut, notes, tabOf: shown.tabOf });
}

/** The title of a page. It often has the name of the site: then the heading that is part of it is used. */
function pageTitle(page: Page, blocks: readonly Block[]): string | null {
  const element = findElement(page, 'title');
  const named = element ? onOneLine(rawTextOf(element)) : '';
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return heading?.kind === 'heading' && named.includes(heading.text) ? heading.text : named;
}
