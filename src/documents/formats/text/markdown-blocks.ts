import type { DocumentBlock } from '../../../protocol/document-blocks.ts';
import type { Span } from '../../../protocol/places.ts';
import { numberOf } from '../../canonical-text/number-of.ts';
import { FENCE, type MarkdownPart } from '../../canonical-text/split-markdown.ts';
import { findList } from '../../structure/find-list.ts';
import { markdownTable } from '../../structure/markdown-table.ts';
import { joinLists } from './join-lists.ts';
import { type FoundHeading, paragraphBlock, visible } from './plain-blocks.ts';

/** The text of a note, and the mark that points to it: `[^1]: …` and `[^1]` (GitHub Flavored Markdown). */
const NOTE = /^ {0,3}\[\^(?<marker>[^\]\s]+)\]:/gm;
const MARKS = /^#+[ \t]+/;
const REFERENCE = /\[\^(?<marker>[^\]\s]+)\](?!:)/g;

/** The blocks of a Markdown text from its parts. */
export function markdownBlocks(text: string, parts: readonly MarkdownPart[]): DocumentBlock[] {
  const blocks = parts.flatMap((part) => blocksOf(text, part));
  const places = new Map<string, Span[]>();
  for (const block of blocks) {
    if (block.kind === 'paragraph' && block.isPreformatted) continue;
    const { start, end } = block;
    for (const { 0: mark, groups, index } of text.slice(start, end).matchAll(REFERENCE)) {
      const marker = groups!.marker!;
      const span = { start: start + index, end: start + index + mark.length };
      if (places.has(marker)) places.get(marker)!.push(span);
      else places.set(marker, [span]);
    }
  }
  return joinLists(blocks, text).map((block) =>
    block.kind === 'note' ? { ...block, references: places.get(block.marker) ?? [] } : block,
  );
}

function blocksOf(text: string, part: MarkdownPart): DocumentBlock[] {
  const { start, end, level } = part;
  const own = text.slice(start, end);
  if (level !== undefined) return [markedHeading(text, { start, end, level })];
  if (FENCE.test(own)) return [{ kind: 'paragraph', start, end, isPreformatted: true }];
  const notes = [...own.matchAll(NOTE)];
  if (notes.length > 0) return withNotes(text, part, notes);
  const table = markdownTable(text, part);
  if (table) return [...before(text, { start, end: table.start }), { kind: 'table', ...table }];
  const list = findList(text, part);
  if (!list) return [paragraphBlock(text, part)];
  return [
    ...before(text, { start, end: list.start }),
    { kind: 'list', start: list.start, end: list.items.at(-1)!.end, items: list.items },
  ];
}

function withNotes(text: string, part: Span, notes: readonly RegExpExecArray[]): DocumentBlock[] {
  const first = part.start + notes[0]!.index;
  return [
    ...before(text, { start: part.start, end: first }),
    ...notes.map(({ index, groups }, at): DocumentBlock => {
      const end = part.start + (notes[at + 1]?.index ?? part.end - part.start);
      const span = visible(text, { start: part.start + index, end });
      return { kind: 'note', ...span, marker: groups!.marker!, references: [] };
    }),
  ];
}

/** The number of a heading stands behind its marks. */
function markedHeading(text: string, heading: FoundHeading): DocumentBlock {
  const number = numberOf(text.slice(heading.start, heading.end).replace(MARKS, ''));
  const { start, end, level } = heading;
  return { kind: 'heading', start, end, level, ...(number === null ? {} : { number }) };
}

function before(text: string, part: Span): DocumentBlock[] {
  const own = visible(text, part);
  return own.start < own.end ? [paragraphBlock(text, own)] : [];
}
