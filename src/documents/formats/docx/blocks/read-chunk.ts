import path from 'node:path';
import type { Block } from '../../../canonical-text/blocks.ts';
import { blocksOfPages } from '../../html/blocks-of-pages.ts';
import { parsePage } from '../../html/parse-html.ts';
import type { XmlElement } from '../package/xml-element.ts';
import type { ReadContext } from '../read-context.ts';

const BETWEEN_PARAGRAPHS = /(?:\r\n?|\n)\s*/;

/** A file in another format that stands in a text as it is: web pages and plain texts are read, others are reported. */
export function readChunk({ attributes }: XmlElement, { part, omit }: ReadContext): Block[] {
  const id = attributes['r:id'];
  const chunk = part.partAt(id);
  const extension = path.posix.extname(chunk?.name ?? '').toLowerCase();
  if (chunk && /^\.x?html?$/.test(extension)) return blocksOfPages([{ path: '', page: parsePage(chunk.text()) }]);
  if (chunk && extension === '.txt') {
    return chunk
      .text()
      .split(BETWEEN_PARAGRAPHS)
      .map((text) => ({ kind: 'paragraph', text, page: null }));
  }
  omit('parts-not-read', path.posix.basename(part.targetAt(id) ?? ''));
  return [];
}
