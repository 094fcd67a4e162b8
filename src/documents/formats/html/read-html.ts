import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { onOneLine } from '../../document.ts';
import type { ReadFile } from '../read-file.ts';
import { pageBlocks } from './page-blocks.ts';
import { type Page, parsePage } from './parse-html.ts';
import { readablePart } from './readable-part.ts';

/** The declaration of a page's encoding, near its start. */
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i;
const HEAD_BYTES = 2048;

/** Reads the text of a web page, without navigation and other surroundings. */
export const readHtml: ReadFile = async (bytes) => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const [, meta, xml] = CHARSET.exec(head) ?? [];
  const { text: html, omissions } = decodeText(bytes, { declared: meta ?? xml });
  const parse = () => parsePage(html);
  const page = parse();
  const blocks = pageBlocks(readablePart(parse));
  const title = titleOf({ metadata: pageTitle(page, blocks), blocks });
  return { ...composeText(blocks, { title }), title, omissions };
};

/** The title of a page. It often has the name of the site: then the heading that is part of it is used. */
function pageTitle(page: Page, blocks: readonly Block[]): string | null {
  const named = onOneLine(page.querySelector('title')?.textContent ?? '');
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return heading?.kind === 'heading' && named.includes(heading.text) ? heading.text : named;
}
