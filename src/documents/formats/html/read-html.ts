import { isPageAddress, QUOTE_PLACE } from '../../addresses/page-address.ts';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { onOneLine } from '../../document.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
import { findNotes } from './blocks/find-notes.ts';
import { decodePage } from './decode-page.ts';
import { findMainText } from './main-text/main-text.ts';
import { pageBlocks } from './page-blocks.ts';
import { findElement, isInside, type Page, type PageElement, parsePage, rawTextOf } from './parse-html.ts';

/** In UTF-16 code units: as long as "You need to enable JavaScript to run this app.", and longer. */
const MIN_TEXT = 80;

/** Reads the text of a web page, without navigation and other surroundings. */
export const readHtml: ReadFile = async (bytes) => {
  const { text, omissions } = decodePage(bytes);
  const page = parsePage(text);
  const blocks = blocksOf(page);
  requireText(page, blocks);
  const title = titleOf({ metadata: pageTitle(page, blocks), blocks });
  return { ...composeText(blocks, { title }), title, url: canonicalLink(page), omissions };
};

/** @throws DOCUMENT_UNREADABLE when a page has next to no text because programs in it or its frames would bring it. */
function requireText({ elements }: Page, blocks: readonly Block[]): void {
  const [first, ...more] = blocks;
  if (more.length > 0 || (first && 'text' in first && first.text.length >= MIN_TEXT)) return;
  if (first && (first.kind === 'list' || first.kind === 'table')) return;
  if (elements.some(({ name }) => name === 'frame')) {
    throw unreadable('its text is in other pages, which it shows in frames; save these pages, and add them');
  }
  if (elements.some(({ name, attributes }) => name === 'script' && isProgram(attributes.get('type')))) {
    throw unreadable(
      'its text is made by scripts, which are not run; open it in a browser, and save the page as shown, or as PDF',
    );
  }
}

function isProgram(type: string | undefined): boolean {
  return type === undefined || /^$|javascript|module/i.test(type);
}

/** The main text, and the notes that it has elsewhere on the page. */
function blocksOf(page: Page): Block[] {
  const notes = findNotes([{ path: '', page }]);
  const { roots, isLeftOut, shown } = findMainText(page, { notes });
  const isRead = (element: PageElement) => roots.some((root) => isInside(element, root));
  const marked = new Set([...notes.references].flatMap(([mark, { id }]) => (isRead(mark) ? [id] : [])));
  const elsewhere = [...notes.blocks].flatMap(([note, { id }]) => (marked.has(id) && !isRead(note) ? [note] : []));
  return pageBlocks([...roots, ...elsewhere], { isLeftOut, notes, tabOf: shown.tabOf });
}

/** The address that a page gives as its own, where it is whole: a part of one says nothing of a saved page. */
function canonicalLink({ elements }: Page): string | null {
  const link = elements.find(
    ({ name, attributes }) => name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes.get('rel') ?? ''),
  );
  const address = link?.attributes.get('href')?.trim() ?? '';
  return isPageAddress(address) && !address.includes(QUOTE_PLACE) ? address : null;
}

/** The title of a page. It often has the name of the site: then the heading that is part of it is used. */
function pageTitle(page: Page, blocks: readonly Block[]): string | null {
  const element = findElement(page, 'title');
  const named = element ? onOneLine(rawTextOf(element)) : '';
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return heading?.kind === 'heading' && named.includes(heading.text) ? heading.text : named;
}
