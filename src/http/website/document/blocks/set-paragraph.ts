import type { Document, Paragraph } from '../../../../documents/document.ts';
import type { DocumentBlock } from '../../../../protocol/document-blocks.ts';
import { setText } from '../paragraph-text.ts';
import { listHtml } from './list-html.ts';
import { tableHtml } from './table-html.ts';
import { createTextCursor, type TextCursor, type TextLink } from './text-cursor.ts';

/** A paragraph as it is set. Without its tags the HTML is the paragraph, character for character. */
export interface SetParagraph {
  /** Whether it has lists, tables or code: elements that stand in no line of text. */
  isFlow: boolean;
  className: string | null;
  html: string;
}

/** Sets a paragraph by the blocks that it is of. @param options.blocks In order. @param options.links Those in it, in order. */
export function setParagraph(
  { text }: Pick<Document, 'text'>,
  { start, end }: Paragraph,
  { blocks, links }: { blocks: readonly DocumentBlock[]; links: readonly TextLink[] },
): SetParagraph {
  const cursor = createTextCursor(text, { start, end, links });
  if (!blocks.some(isFlow)) {
    const { className, html } = setText(text.slice(start, end));
    const isNote = blocks.some(({ kind }) => kind === 'note');
    const name = isNote ? 'note' : className;
    return { isFlow: false, className: name, html: links.length > 0 ? cursor.to(end) : html };
  }
  const html = blocks.map((block) => cursor.hidden(block.start) + blockHtml(block, cursor, text)).join('');
  return { isFlow: true, className: 'flow', html: html + cursor.hidden(end) };
}

function isFlow(block: DocumentBlock): boolean {
  return (
    block.kind === 'list' || block.kind === 'table' || (block.kind === 'paragraph' && block.isPreformatted === true)
  );
}

function blockHtml(block: DocumentBlock, cursor: TextCursor, text: string): string {
  if (block.kind === 'list') return listHtml(block, cursor, text);
  if (block.kind === 'table') return tableHtml(block, cursor, text);
  const html = cursor.to(block.end);
  return isFlow(block) ? `<pre><code>${html}</code></pre>` : `<span class="line">${html}</span>`;
}
