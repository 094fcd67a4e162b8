import type { DocumentBlock } from '../../../protocol/document-blocks.ts';
import { splitSentences } from '../../../text/split-sentences.ts';
import { isNextNumber, listMarker } from '../../structure/list-marker.ts';

type ListBlock = Extract<DocumentBlock, { kind: 'list' }>;

const LEADS_IN = /:$/;

/** Joins lists whose items stand apart, and links each list to the sentence that it completes. */
export function joinLists(blocks: readonly DocumentBlock[], text: string): DocumentBlock[] {
  const joined: DocumentBlock[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const list = block.kind === 'list' ? block : listOfOne(block, before, text);
    if (list === null) joined.push(block);
    else if (before?.kind === 'list' && continues(before, list, text)) {
      before.end = list.end;
      before.items.push(...list.items);
    } else joined.push({ ...list, items: [...list.items], ...leadInOf(before, text) });
  }
  return joined;
}

/** A paragraph as an item: the first one after a colon, or the one after an item. */
function listOfOne(block: DocumentBlock, before: DocumentBlock | undefined, text: string): ListBlock | null {
  if (block.kind !== 'paragraph') return null;
  const marker = listMarker(text.slice(block.start, block.end));
  if (marker?.kind !== 'number' && marker?.kind !== 'letter' && marker?.kind !== 'dash') return null;
  const { start, end } = block;
  const list: ListBlock = {
    kind: 'list',
    start,
    end,
    items: [{ start, end, ...(marker.marker === null ? {} : { marker: marker.marker }), depth: 0 }],
  };
  const isIntroduced = before?.kind === 'paragraph' && LEADS_IN.test(text.slice(before.start, before.end));
  return isIntroduced || (before?.kind === 'list' && continues(before, list, text)) ? list : null;
}

function continues(before: ListBlock, { items: [first] }: ListBlock, text: string): boolean {
  const last = before.items.findLast(({ depth }) => depth === first!.depth);
  if (!last || !first) return false;
  const kinds = [last, first].map(({ start, end }) => listMarker(text.slice(start, end))?.kind);
  if (kinds[0] !== kinds[1]) return false;
  return kinds[0] !== 'number' || isNextNumber(last.marker!, first.marker!);
}

/** The last sentence of the paragraph before a list, when it ends with a colon. */
function leadInOf(before: DocumentBlock | undefined, text: string): Pick<ListBlock, 'leadIn'> {
  if (before?.kind !== 'paragraph' || !LEADS_IN.test(text.slice(before.start, before.end))) return {};
  const last = splitSentences(text.slice(before.start, before.end)).at(-1)!;
  return { leadIn: { start: before.start + last.start, end: before.start + last.end } };
}
