import { onOneLine } from '../document.ts';
import type { Block, HeadingBlock, ListItem, TableRow } from './blocks.ts';

const WORDS = /[\p{L}\p{N}]/u;

/**
 * Blocks as their text is written: Unicode NFC, runs of blanks are one, blank lines out, blocks without words left out. Line breaks stay in
 * paragraphs and items. Headings without anything below them in the whole document are its paragraphs.
 */
export function tidyBlocks(blocks: readonly Block[]): Block[] {
  const tidy = blocks.flatMap((block) => tidyBlock(block) ?? []);
  if (tidy.some(({ kind }) => kind !== 'heading')) return tidy;
  return tidy.map((block) => (block.kind === 'heading' ? asParagraph(block) : block));
}

function asParagraph({ level: _, ...heading }: HeadingBlock): Block {
  return { ...heading, kind: 'paragraph' };
}

/** The block, or null when no words are in it. */
function tidyBlock(block: Block): Block | null {
  if (block.kind === 'list') {
    const items = block.items.map(tidyItem).filter(({ text }) => WORDS.test(text));
    return items.length > 0 ? { ...block, items } : null;
  }
  if (block.kind === 'table') {
    const rows = block.rows.map(tidyRow).filter(({ cells }) => cells.some(({ text }) => WORDS.test(text)));
    const { caption: raw, ...table } = block;
    const caption = onOneLine(normal(raw ?? ''));
    return rows.length > 0 ? { ...table, ...(WORDS.test(caption) ? { caption } : {}), rows } : null;
  }
  const text = tidyText(block);
  return WORDS.test(text) ? { ...block, text } : null;
}

function tidyText(block: Exclude<Block, { kind: 'list' | 'table' }>): string {
  const text = normal(block.text);
  if (block.kind === 'heading') return onOneLine(text);
  if (block.kind === 'paragraph' && block.isPreformatted) return linesOf(text, (line) => line.trimEnd());
  return linesOf(text, (line) => line.trim());
}

function linesOf(text: string, tidy: (line: string) => string): string {
  return text
    .split(/\r\n?|\n/)
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

function tidyItem(item: ListItem): ListItem {
  const marker = onOneLine(normal(item.marker ?? ''));
  return { ...item, marker: marker === '' ? null : marker, text: linesOf(normal(item.text), (line) => line.trim()) };
}

function tidyRow(row: TableRow): TableRow {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, text: onOneLine(normal(cell.text)) })) };
}

/** Without what is not shown: soft hyphens, NUL; half of a surrogate pair becomes U+FFFD, as every store would make of it. */
function normal(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\ufffd');
}
