import type { DocumentBlock } from '../../../../protocol/document-blocks.ts';
import type { TextCursor } from './text-cursor.ts';

type ListBlock = Extract<DocumentBlock, { kind: 'list' }>;
type Item = ListBlock['items'][number];

const BULLET = /^[-*+•–—]\s+/;

/** The items of a list that stand in a paragraph, within one another, each with its own marker. */
export function listHtml({ items }: ListBlock, cursor: TextCursor, text: string): string {
  const shown = items.filter(({ start, end }) => start < cursor.end && cursor.start < end);
  return levelHtml(shown, { cursor, text, after: cursor.end });
}

/** @param options.after Where what follows these items begins. */
function levelHtml(
  items: readonly Item[],
  { cursor, text, after }: { cursor: TextCursor; text: string; after: number },
): string {
  const depth = Math.min(...items.map((item) => item.depth));
  const tag = items.some((item) => item.depth === depth && item.marker !== undefined) ? 'ol' : 'ul';
  let html = '';
  for (let index = 0; index < items.length; ) {
    const first = items[index]!;
    const next = items.findIndex((item, place) => place > index && item.depth <= depth);
    const until = next === -1 ? items.length : next;
    // The first item of a part may be deeper than those behind it: the one it stands under is in the part before.
    const below = items.slice(first.depth > depth ? index : index + 1, until);
    const end = items[until]?.start ?? after;
    const own = first.depth > depth ? '' : itemHtml(first, { cursor, text, after: below[0]?.start ?? end });
    html += `<li>${own}${below.length > 0 ? levelHtml(below, { cursor, text, after: end }) : ''}</li>`;
    index = until;
  }
  return `<${tag} role="list">${html}</${tag}>`;
}

function itemHtml(
  { start, end, marker = '' }: Item,
  { cursor, text, after }: { cursor: TextCursor; text: string; after: number },
): string {
  const isStart = start >= cursor.start;
  const bullet = marker === '' ? (BULLET.exec(text.slice(start, end))?.[0] ?? '') : '';
  const shown =
    isStart && marker !== '' && text.startsWith(marker, start)
      ? `<span class="marker">${cursor.to(start + marker.length)}</span>`
      : '';
  const hidden = isStart ? cursor.hidden(start + bullet.length) : '';
  const name = shown !== '' ? 'item marked' : isStart && bullet !== '' ? 'item bulleted' : 'item';
  return `<span class="${name}">${shown}${hidden}${cursor.to(end)}${cursor.hidden(after)}</span>`;
}
