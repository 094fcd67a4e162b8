import type { Block, ListBlock } from './blocks.ts';
import { groupSpans } from './divide-span.ts';
import { numberOf, numberOfHeading } from './number-of.ts';
import { writeTable } from './write-table.ts';
import { around, divided, type Output, onPage, type Written } from './written-block.ts';

/** In UTF-16 code units: a list with an item above this has a paragraph for each item. */
const LONG_ITEM = 200;

/** Writes a block, and divides it into paragraphs where it is too long for one. */
export function writeBlock(block: Block, output: Output): Written {
  if (block.kind === 'list') return writeList(block, output);
  if (block.kind === 'table') return writeTable(block, output);
  const { page } = block;
  const number = (block.kind === 'heading' ? numberOfHeading : numberOf)(block.text);
  const numbered = number === null ? {} : { number };
  if (block.kind === 'heading') {
    const { start, end } = output.write(`${'#'.repeat(block.level)} ${block.text}`, block.drawn);
    return { block: { kind: 'heading', start, end, ...onPage(page), level: block.level, ...numbered }, pieces: [] };
  }
  if (block.kind === 'note') {
    const span = output.write(`[${block.marker}] ${block.text}`, block.drawn);
    const note = { kind: 'note' as const, ...span, ...onPage(page), marker: block.marker, references: [] };
    return { block: note, pieces: divided(span, page, output) };
  }
  const span = output.write(block.text, block.drawn);
  const preformatted = block.isPreformatted ? { isPreformatted: block.isPreformatted } : {};
  return {
    block: { kind: 'paragraph', ...span, ...onPage(page), ...numbered, ...preformatted },
    pieces: divided(span, page, output),
  };
}

/** Items are lines; a list of long items has a paragraph for each. */
function writeList({ items, page }: ListBlock, output: Output): Written {
  const written = items.map((item, index) => {
    if (index > 0) output.write('\n');
    const span = output.write(`${item.marker ?? '-'} ${item.text}`, item.drawn);
    return {
      ...span,
      page: item.page ?? page,
      depth: item.depth,
      ...(item.marker === null ? {} : { marker: item.marker }),
    };
  });
  const isLong = written.some(({ start, end }) => end - start > LONG_ITEM);
  const pieces = isLong ? written : groupSpans(written, {});
  return {
    block: {
      kind: 'list',
      ...around(written),
      ...onPage(page),
      items: written.map(({ page: _, ...item }) => item),
    },
    pieces: pieces.flatMap((piece) => divided(piece, piece.page, output)),
  };
}
