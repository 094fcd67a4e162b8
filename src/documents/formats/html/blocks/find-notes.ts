import path from 'node:path';
import { isElement, type Page, type PageElement, rawTextOf } from '../parse-html.ts';

const MARK = /^[[(]?\s*(?<marker>\d{1,4}|[*†‡§¶]{1,4}|\p{L}|[ivxlc]{1,6})\s*[\])]?[.:]?$/iu;
const BACK_SIGN = /^(?:[↑↩⏎⤴⇧^]|\ufe0e|\ufe0f)+$/u;
const NOTE_CLASS = /(?:foot|end)?-?note-?ref|^fn-?ref/i;
const BACK_CLASS = /(?:foot|end)?note-?back|back-?(?:ref|link)/i;
const NOTE_TYPE = /\b(?:footnote|endnote|rearnote|note)\b|doc-(?:footnote|endnote)\b/;
/** In UTF-16 code units: links inside a note that are no longer lead back. */
const MAX_BACK_LINK = 3;
const BLOCK = /^(?:li|p|div|aside|dd|dt|section|blockquote)$/;

/** One file of a document: notes may stand in another one than their marks. */
export interface NotedPage {
  /** Where links from it start; empty for a single page. */
  path: string;
  page: Page;
}

/** A note: `id` is the same in its marks and its block. */
export interface Note {
  id: string;
  marker: string;
}

/** The notes of a document: which links are their marks, which elements their texts. */
export interface Notes {
  /** The mark that a link is. */
  referenceOf(element: PageElement): Note | undefined;
  hasReference(element: PageElement): boolean;
  /** The note that an element holds. */
  noteOf(element: PageElement): Note | undefined;
  isBackLink(element: PageElement): boolean;
  /** All elements that hold a note, with the marks of each. */
  blocks: ReadonlyMap<PageElement, Note>;
  references: ReadonlyMap<PageElement, Note>;
}

/** Finds marks of notes and the notes they point to: raised, bracketed or declared links to what stands further below. */
export function findNotes(pages: readonly NotedPage[]): Notes {
  const references = new Map<PageElement, Note>();
  const blocks = new Map<PageElement, Note>();
  const ambiguous = new Set<PageElement>();
  const backLinks = new Set<PageElement>();
  const places = createPlaces(pages);
  for (const { path: from, page } of pages) {
    for (const link of page.elements) {
      const marker = link.name === 'a' ? markerOf(link) : null;
      if (marker === null) continue;
      const id = resolved(link.attributes.get('href') ?? '', from);
      const target = places.find(id);
      if (target && !isNote(target) && places.isBefore(target, link)) {
        backLinks.add(link);
        continue;
      }
      references.set(markElement(link), { id, marker });
      const block = target ? noteBlock(target, marker) : null;
      if (block === null) continue;
      if ((blocks.get(block)?.id ?? id) === id) blocks.set(block, { id, marker });
      else ambiguous.add(block);
    }
  }
  for (const block of ambiguous) blocks.delete(block);
  return {
    blocks,
    references,
    referenceOf: (element) => references.get(element),
    hasReference: (element) => references.size > 0 && some(element, (inner) => references.has(inner)),
    noteOf: (element) => blocks.get(element),
    isBackLink: (element) =>
      element.name === 'a' &&
      (backLinks.has(element) || isBack(element) || (isShortLink(element) && isInNote(element, blocks))),
  };
}

function createPlaces(pages: readonly NotedPage[]) {
  let orders: Map<PageElement, number> | null = null;
  const byId = new Map<string, PageElement>();
  for (const { path: file, page } of pages) {
    for (const element of page.elements) {
      const { attributes, name } = element;
      const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
      if (id !== undefined && !byId.has(`${file}#${id}`)) byId.set(`${file}#${id}`, element);
    }
  }
  const order = (element: PageElement) => {
    orders ??= new Map(pages.flatMap(({ page }) => page.elements).map((one, index) => [one, index]));
    return orders.get(element) ?? 0;
  };
  return {
    find: (id: string) => byId.get(id),
    isBefore: (one: PageElement, other: PageElement) => order(one) < order(other),
  };
}

/** What a link shows as the mark of a note; null when it is none. */
function markerOf(link: PageElement): string | null {
  if (!link.attributes.get('href')?.includes('#')) return null;
  const text = rawTextOf(link).replace(/\s+/gu, ' ').trim();
  const { marker } = MARK.exec(text)?.groups ?? {};
  if (isBack(link)) return null;
  if (isDeclared(link, /\bnoteref\b|\bdoc-noteref\b/)) return marker ?? (text === '' ? null : text);
  if (marker === undefined) return null;
  const isRaised = hasParent(link, 'sup') || some(link, ({ name }) => name === 'sup');
  const isMarked = isRaised || /^\[/.test(text) || NOTE_CLASS.test(link.attributes.get('class') ?? '');
  return isMarked ? marker : null;
}

/** The link, or the raised element that holds it alone, with the brackets around it. */
function markElement(link: PageElement): PageElement {
  const sup = link.parent?.name === 'sup' ? link.parent : null;
  return sup && MARK.test(rawTextOf(sup).trim()) && !hasTwoLinks(sup) ? sup : link;
}

function hasTwoLinks({ children }: PageElement): boolean {
  return children.filter((child) => isElement(child) && child.name === 'a').length > 1;
}

/** The element that holds the text of a note: its target, or the paragraph or item that starts with the target. */
function noteBlock(target: PageElement, marker: string): PageElement | null {
  let block: PageElement | null = target;
  while (block !== null && !BLOCK.test(block.name)) block = block.parent;
  if (block === null) return null;
  if (block.name === 'p' && block.parent?.name === 'li' && firstElement(block.parent) === block) block = block.parent;
  const text = rawTextOf(block).trim();
  const startsWithMarker = text.replace(/^[\s[(]+/, '').startsWith(marker);
  return isNote(block) || block.name === 'li' || startsWithMarker ? block : null;
}

function firstElement({ children }: PageElement): PageElement | undefined {
  return children.find(isElement);
}

function isNote(element: PageElement): boolean {
  return isDeclared(element, NOTE_TYPE);
}

function isDeclared({ attributes }: PageElement, types: RegExp): boolean {
  return types.test(attributes.get('epub:type') ?? '') || types.test(attributes.get('role') ?? '');
}

function isBack(link: PageElement): boolean {
  if (isDeclared(link, /\bbacklink\b|\bdoc-backlink\b/) || BACK_CLASS.test(link.attributes.get('class') ?? ''))
    return true;
  return BACK_SIGN.test(rawTextOf(link).trim());
}

function isShortLink(link: PageElement): boolean {
  return (link.attributes.get('href') ?? '').includes('#') && rawTextOf(link).trim().length <= MAX_BACK_LINK;
}

function isInNote(element: PageElement, blocks: ReadonlyMap<PageElement, Note>): boolean {
  for (let up: PageElement | null = element; up !== null; up = up.parent) if (blocks.has(up)) return true;
  return false;
}

function hasParent(element: PageElement, name: string): boolean {
  const { parent } = element;
  return parent !== null && (parent.name === name || (parent.parent?.name === name && parent.children.length === 1));
}

function some(element: PageElement, test: (element: PageElement) => boolean): boolean {
  return element.children.some((child) => isElement(child) && (test(child) || some(child, test)));
}

function resolved(href: string, from: string): string {
  const [file = '', fragment = ''] = decoded(href).split('#');
  if (file === '' || from === '') return `${from}#${fragment}`;
  return `${path.posix.join(path.posix.dirname(from), file)}#${fragment}`;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
