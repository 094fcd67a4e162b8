import { around } from '../../../positions/drawn-text.ts';
import type { PlacedItem } from './place-items.ts';

/** In font sizes: how far the second drawing of a bold or shadowed text may be off, and the overlap of letters drawn twice one by one. */
const OFFSET = 0.2;
const OVERLAP = 0.15;
const MIN_PAIRS = 3;

/** Leaves out the second drawing of texts that are drawn twice, to look bold or to have a shadow. */
export function withoutSecondDrawings(items: readonly PlacedItem[]): PlacedItem[] {
  return withoutRepeatedItems(withoutDoubledLetters(items));
}

function withoutRepeatedItems(items: readonly PlacedItem[]): PlacedItem[] {
  const seen = new Map<string, PlacedItem[]>();
  return items.filter((item) => {
    const alike = seen.get(item.text);
    if (!alike) seen.set(item.text, [item]);
    else if (alike.some((other) => isAtPlaceOf(item, other))) return false;
    else alike.push(item);
    return true;
  });
}

function isAtPlaceOf(item: PlacedItem, { x, y, end }: PlacedItem): boolean {
  const tolerance = OFFSET * item.size;
  return Math.abs(y - item.y) < tolerance && Math.abs(x - item.x) < tolerance && Math.abs(end - item.end) < tolerance;
}

/** Where each letter is drawn twice before the next one, PDF.js makes small items that step back: "D", "De", "ea", "ad". */
function withoutDoubledLetters(items: readonly PlacedItem[]): PlacedItem[] {
  const kept: PlacedItem[] = [];
  for (let from = 0; from < items.length; ) {
    let to = from + 1;
    while (to < items.length && stepsBack(items[to - 1]!, items[to]!)) to += 1;
    const chain = items.slice(from, to);
    const single = chain.length >= MIN_PAIRS ? withoutPairs(chain.map(({ text }) => text)) : null;
    if (single === null) kept.push(...chain);
    else kept.push(withoutDoubles(chain, single));
    from = to;
  }
  return kept;
}

function withoutDoubles(chain: readonly PlacedItem[], text: string): PlacedItem {
  const first = chain[0]!;
  const { end } = chain.at(-1)!;
  return { ...first, text, end, drawn: { ...around(chain.map(({ drawn }) => drawn)), text } };
}

function stepsBack(one: PlacedItem, next: PlacedItem): boolean {
  const isLevel = Math.abs(one.y - next.y) < OFFSET * one.size && one.size === next.size;
  return isLevel && next.x > one.x && next.x < one.end - OVERLAP * one.size;
}

/** The texts as one, in which each letter up to the last text is there once; null when they are not made of pairs. */
function withoutPairs(texts: readonly string[]): string | null {
  const signs = [...texts.join('')];
  const isRest = signs.length - [...texts.at(-1)!].length;
  let single = '';
  let place = 0;
  let pairs = 0;
  while (place < signs.length && signs[place] !== undefined) {
    const isPair = signs[place] === signs[place + 1];
    if (!isPair && !/\s/u.test(signs[place]!)) break;
    single += signs[place]!;
    place += isPair ? 2 : 1;
    if (isPair) pairs += 1;
  }
  if (pairs < MIN_PAIRS || place < isRest) return null;
  return single + signs.slice(place).join('');
}
