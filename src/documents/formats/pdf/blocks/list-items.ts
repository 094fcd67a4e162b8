import type { Block, ListItem } from '../../../canonical-text/blocks.ts';
import type { DrawnText } from '../../../positions/drawn-text.ts';
import type { JoinLines } from '../lines/join-lines.ts';
import { drawnIn, startOf, textOf } from '../lines/page-lines.ts';
import type { Row } from './table-rows.ts';

/** What an item of a list starts with. */
const BULLET = /^(?<marker>[•◦▪‣●○■*·\uf0b7\uf0a7\uf0d8-])\s+(?=\S)/u;
const DASH = /^(?<marker>[–—])\s+(?=\S)/u;
const NUMBER = /^(?<marker>\(?\d{1,3}[.)])\s+(?=\S)/u;
const SEVERAL = /^(?<marker>(?:\d{1,3}\.)+\d{1,3}\.?)\s+(?=[\p{Lu}«"“])/u;
const LETTER = /^(?<marker>\(?\p{Ll}\))\s+(?=\S)/u;
const ENDS_HERE = /[.!?…:;,][»”"')\]]*$/u;
/** Points that items of one depth may be off. */
const TOLERANCE = 4;

/** The marker that a text starts with, as it is shown, and what follows; null where it starts with none. */
function markerOf(text: string): { marker: string; rest: string; isBullet: boolean } | null {
  const match = [BULLET, DASH, NUMBER, SEVERAL, LETTER].map((pattern) => pattern.exec(text)).find((found) => found);
  if (!match) return null;
  return { marker: match.groups!.marker!, rest: text.slice(match[0].length), isBullet: BULLET.test(text) };
}

/** Whether a row looks like the first line of an item. */
export function isListItem(row: Row): boolean {
  return row.cells === null && markerOf(textOf(row)) !== null;
}

interface FoundItem extends ListItem {
  drawn: DrawnText[];
  page: number;
  x: number;
  isBullet: boolean;
}

/** The paragraph and the lists that lines without a gap between them are. */
export function composeParagraph(group: readonly Row[], join: JoinLines): Block[] {
  const page = group[0]!.page;
  let opening: string | null = null;
  const openingDrawn: DrawnText[] = [];
  const items: FoundItem[] = [];
  for (const row of group) {
    const text = textOf(row);
    const before = items.at(-1)?.text ?? opening;
    const found = markerOf(text);
    if (found && (before === null || startsItem(found.marker, items.at(-1)?.marker ?? null, before))) {
      const { marker, rest, isBullet } = found;
      items.push({ marker, text: rest, depth: 0, page: row.page, x: startOf(row), isBullet, drawn: [] });
    } else if (items.length > 0) items.at(-1)!.text = join(items.at(-1)!.text, text);
    else opening = opening === null ? text : join(opening, text);
    (items.at(-1)?.drawn ?? openingDrawn).push(...drawnIn(row));
  }
  const paragraph: Block[] = opening === null ? [] : [{ kind: 'paragraph', text: opening, page, drawn: openingDrawn }];
  return [...paragraph, ...asList(items)];
}

/** Whether a marker within a group starts an item: a wrapped line may start with a number or a dash, too. */
function startsItem(marker: string, last: string | null, before: string): boolean {
  if (/^[–—]$/.test(marker)) return ENDS_HERE.test(before);
  const digits = marker.match(/\d+/g)?.map(Number);
  if (!digits) return /^\P{L}$/u.test(marker) || last === null || ENDS_HERE.test(before);
  const above = last?.match(/\d+/g)?.map(Number);
  if (!above) return digits.every((number) => number === 1) || ENDS_HERE.test(before);
  return isNext(digits, above);
}

/** 3 after 2, 2.1 after 2, 2.2 after 2.1, 3 after 2.4. */
function isNext(digits: readonly number[], above: readonly number[]): boolean {
  const depth = Math.min(digits.length, above.length);
  const same = digits.slice(0, depth - 1).every((number, index) => number === above[index]);
  if (digits.length > above.length)
    return digits.slice(0, depth).every((number, index) => number === above[index]) && digits[depth] === 1;
  return same && digits[depth - 1] === above[depth - 1]! + 1;
}

/** One numbered text alone is a paragraph that shows its number. */
function asList(items: readonly FoundItem[]): Block[] {
  const [first] = items;
  if (!first) return [];
  if (items.length === 1 && !first.isBullet) {
    const { marker, text, page, drawn } = first;
    return [{ kind: 'paragraph', text: `${marker} ${text}`, page, drawn }];
  }
  const places = items.map(({ x }) => x).sort((one, other) => one - other);
  const depths = places.filter((x, index) => index === 0 || x - places[index - 1]! > TOLERANCE);
  return [
    {
      kind: 'list',
      page: first.page,
      items: items.map(({ marker, text, page, x, isBullet, drawn }) => ({
        marker: isBullet ? null : marker,
        depth: depths.filter((place) => place <= x).length - 1,
        text,
        page,
        drawn,
      })),
    },
  ];
}
