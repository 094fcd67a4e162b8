import type { DocumentBlock } from '../../../protocol/document-blocks.ts';
import type { Span } from '../../../protocol/places.ts';
import { numberOf, numberOfHeading } from '../../canonical-text/number-of.ts';
import type { Paragraph } from '../../document.ts';
import { findList } from '../../structure/find-list.ts';
import { findTable } from '../../structure/find-table.ts';
import { joinLists } from './join-lists.ts';

/** A heading that was found in a text. */
export interface FoundHeading extends Span {
  level: number;
}

/** The blocks of a plain text: its headings, and the lists, tables and paragraphs between them. */
export function plainBlocks(
  text: string,
  { paragraphs, headings }: { paragraphs: readonly Paragraph[]; headings: readonly FoundHeading[] },
): DocumentBlock[] {
  let first = 0;
  const blocks = paragraphs.flatMap(({ start, end }) => {
    // Both are in the order of the text.
    while (first < headings.length && headings[first]!.end <= start) first += 1;
    let after = first;
    while (after < headings.length && headings[after]!.start < end) after += 1;
    const own = headings.slice(first, after);
    const found: DocumentBlock[] = [];
    let from = start;
    for (const heading of own) {
      if (heading.start > from) found.push(...partBlocks(text, visible(text, { start: from, end: heading.start })));
      // A heading may stand in two paragraphs: its number and its name.
      if (heading.start >= start) found.push(headingBlock(text, heading));
      from = heading.end;
    }
    if (from < end) found.push(...partBlocks(text, visible(text, { start: from, end })));
    return found;
  });
  return joinLists(blocks, text);
}

/** A heading as a block. */
export function headingBlock(text: string, { start, end, level }: FoundHeading): DocumentBlock {
  const number = numberOfHeading(text.slice(start, end));
  return { kind: 'heading', start, end, level, ...(number === null ? {} : { number }) };
}

/** A paragraph as a block. */
export function paragraphBlock(text: string, { start, end }: Span): DocumentBlock {
  const number = numberOf(text.slice(start, end));
  return { kind: 'paragraph', start, end, ...(number === null ? {} : { number }) };
}

/** A list, the text that it may follow, a table or a paragraph. */
export function partBlocks(text: string, part: Span): DocumentBlock[] {
  if (part.start >= part.end) return [];
  const table = findTable(text, part);
  if (table) return [{ kind: 'table', ...table }];
  const list = findList(text, part);
  if (!list) return [paragraphBlock(text, part)];
  const before = visible(text, { start: part.start, end: list.start });
  return [
    ...(before.start < before.end ? [paragraphBlock(text, before)] : []),
    { kind: 'list', start: list.start, end: list.items.at(-1)!.end, items: list.items },
  ];
}

/** The bounds of what can be seen of a part. */
export function visible(text: string, { start, end }: Span): Span {
  const own = text.slice(start, end);
  const from = start + own.length - own.trimStart().length;
  return { start: from, end: from + own.trim().length };
}
