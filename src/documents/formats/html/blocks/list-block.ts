import type { ListItem } from '../../../canonical-text/blocks.ts';
import { isElement, type PageElement } from '../parse-html.ts';
import type { BlockWriter } from './block-writer.ts';
import { tidyLines } from './block-writer.ts';
import type { Reading } from './inline-text.ts';
import { linesOf } from './lines-of.ts';
import { isList, listMarkers } from './list-marker.ts';

/** What an item of a list cannot hold. */
const OWN_BLOCK = /^(?:h[1-6]|table|pre|dl|details|figure)$/;
/** A number that an item writes itself. */
const OWN_MARKER = /^(?<own>(?:\d{1,3}\.)*\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+|\p{L}\))\s+(?<rest>\S.*)$/su;

/**
 * Writes a list. Items are collected until one holds what no item can: that stands by itself, with its marker before it, and the list goes on.
 *
 * @param options.writeBlock Writes an element that is no item.
 */
export function writeList(
  list: PageElement,
  {
    writer,
    reading,
    writeBlock,
  }: { writer: BlockWriter; reading: Reading; writeBlock: (element: PageElement) => void },
): void {
  let items: ListItem[] = [];
  const endItems = () => {
    if (items.length > 0) writer.add({ kind: 'list', items, page: null });
    items = [];
  };
  const writeAlone = (element: PageElement, marker: string | null) => {
    endItems();
    writer.setMarker(marker);
    writeBlock(element);
    writer.endParagraph();
    writer.setMarker(null);
  };
  const addItem = (item: PageElement, { marker, depth }: { marker: string | null; depth: number }) => {
    const text = tidyLines(linesOf(item, reading));
    if (text !== '') items.push({ ...withOwnMarker(text, marker), depth });
    const nested = nestedLists(item).filter((inner) => !reading.isLeftOut(inner));
    for (const inner of nested) collect(inner, text === '' ? depth : depth + 1);
  };
  const collect = (inner: PageElement, depth: number): void => {
    const markers = listMarkers(inner);
    for (const child of inner.children) {
      if (!isElement(child) || child.name === 'br' || reading.isLeftOut(child)) continue;
      const marker = markers.get(child) ?? null;
      const isItem = child.name === 'li' && !reading.notes.noteOf(child) && !holds(child, OWN_BLOCK);
      if (isList(child)) collect(child, depth + 1);
      else if (isItem) addItem(child, { marker, depth });
      else writeAlone(child, marker);
    }
  };
  collect(list, 0);
  endItems();
}

/** Whether an element has one with such a name inside. */
export function holds(element: PageElement, names: RegExp): boolean {
  return element.children.some((child) => isElement(child) && (names.test(child.name) || holds(child, names)));
}

/** The lists inside an item, without those inside of them. */
function nestedLists(element: PageElement): PageElement[] {
  return element.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return isList(child) ? [child] : nestedLists(child);
  });
}

/** An item that writes its number itself has it as its marker: where the list shows none, or the same one. */
function withOwnMarker(text: string, marker: string | null): Pick<ListItem, 'marker' | 'text'> {
  const { own, rest } = OWN_MARKER.exec(text)?.groups ?? {};
  if (own === undefined || rest === undefined || (marker !== null && marker !== own)) return { marker, text };
  return { marker: own, text: rest };
}
