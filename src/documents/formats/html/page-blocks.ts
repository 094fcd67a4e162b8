import type { Block, ListItem, ParagraphBlock } from '../../canonical-text/blocks.ts';
import { raised } from '../../canonical-text/raised.ts';
import { onOneLine } from '../../document.ts';
import { childrenText, inlineText, isInline, preformattedText, type Reading } from './blocks/inline-text.ts';
import { isList, listMarkers } from './blocks/list-marker.ts';
import { tableBlock } from './blocks/table-block.ts';
import { isElement, type PageElement, type PageNode } from './parse-html.ts';

/** In UTF-16 code units: a longer heading is a paragraph in large letters. */
const MAX_HEADING = 300;
const HEADING = /^h(?<level>[1-6])$/;
/** What an item of a list cannot hold. */
const OWN_BLOCK = /^(?:h[1-6]|table|pre|dl|details|figure)$/;
const BLANK_LINE = /\n\s*\n/;

/** The blocks below elements, in order. */
export function pageBlocks(roots: readonly PageElement[], reading: Reading): Block[] {
  const blocks: Block[] = [];
  let inline = '';
  /** A term or question that stands before the next paragraph, and what it became. */
  let label: string | null = null;
  let labelled: ParagraphBlock | null = null;
  /** The marker of an item that cannot be one block. */
  let marker = '';

  const add = (block: Block) => {
    endLabel();
    blocks.push(block);
  };
  const addParagraph = (text: string) => {
    const lines = tidyLines(text);
    if (lines === '') return;
    const paragraph: ParagraphBlock = { kind: 'paragraph', text: withMarker(lines), page: null };
    if (label !== null) {
      paragraph.text = `${label}\n${paragraph.text}`;
      labelled = paragraph;
    }
    label = null;
    blocks.push(paragraph);
  };
  const withMarker = (text: string) => {
    const marked = marker + text;
    marker = '';
    return marked;
  };
  const endLabel = () => {
    const text = label;
    label = null;
    if (text !== null) addParagraph(text);
  };
  const endParagraph = () => {
    const text = inline;
    inline = '';
    for (const part of text.split(BLANK_LINE)) addParagraph(part);
  };

  const walk = (node: PageNode): void => {
    if (!isElement(node)) inline += inlineText(node, reading);
    else if (reading.isLeftOut(node)) return;
    else if (isText(node, reading)) inline += inlineText(node, reading);
    else if (isInline(node) && node.name !== 'button') walkChildren(node);
    else {
      endParagraph();
      walkBlock(node);
      endParagraph();
    }
  };
  const walkChildren = (element: PageElement) => {
    for (const child of element.children) walk(child);
  };
  const walkBlock = (element: PageElement): void => {
    const tab = reading.tabOf?.(element);
    if (tab) addLabel(childrenText(tab, reading));
    const note = reading.notes.noteOf(element);
    const level = levelOf(element);
    const table = element.name === 'table' ? tableBlock(element, reading) : null;
    if (note) add({ kind: 'note', ...note, text: noteText(element, note.marker, reading), page: null });
    else if (level !== null) addHeading(element, level);
    else if (element.name === 'pre') {
      add({
        kind: 'paragraph',
        text: withMarker(preformattedText(element, reading)),
        page: null,
        isPreformatted: true,
      });
    } else if (table) add(table);
    else if (isList(element)) walkList(element);
    else walkOther(element);
  };
  const walkOther = (element: PageElement) => {
    const { name } = element;
    if (name === 'dd' && labelled !== null && blocks.at(-1) === labelled) {
      blocks.pop();
      label = labelled.text;
    }
    const isLabel = name === 'dt' || name === 'summary' || name === 'button';
    if (isLabel && !holds(element, HEADING)) addLabel(childrenText(element, reading));
    else walkChildren(element);
    endParagraph();
    if (name === 'dl' || name === 'details') endLabel();
    if (name === 'dl') labelled = null;
  };
  const addLabel = (text: string) => {
    const line = onOneLine(text);
    if (line !== '') label = label === null ? line : `${label}\n${line}`;
    labelled = null;
  };
  const addHeading = (element: PageElement, level: number) => {
    const text = onOneLine(childrenText(element, reading));
    if (text.length > MAX_HEADING) addParagraph(text);
    else if (text !== '') add({ kind: 'heading', level, text: withMarker(text), page: null });
  };

  /** Items are collected until one holds what no item can: that stands by itself, with the marker before it. */
  const walkList = (list: PageElement) => {
    let items: ListItem[] = [];
    const endItems = () => {
      if (items.length > 0) add({ kind: 'list', items, page: null });
      items = [];
    };
    const collect = (inner: PageElement, depth: number): void => {
      const markers = listMarkers(inner);
      for (const child of inner.children) {
        if (!isElement(child) || child.name === 'br') continue;
        if (reading.isLeftOut(child)) continue;
        if (isList(child)) collect(child, depth + 1);
        else if (reading.notes.noteOf(child) || child.name !== 'li' || holds(child, OWN_BLOCK)) {
          endItems();
          marker = markers.get(child) ? `${markers.get(child)} ` : '';
          walkBlock(child);
          endParagraph();
          marker = '';
        } else collectItem(child, { marker: markers.get(child) ?? null, depth });
      }
    };
    const collectItem = (item: PageElement, { marker: own, depth }: { marker: string | null; depth: number }) => {
      const lists = nestedLists(item).filter((nested) => !reading.isLeftOut(nested));
      const text = tidyLines(linesOf(item, reading));
      if (text !== '') items.push({ ...withOwnMarker(text, own), depth });
      for (const nested of lists) collect(nested, text === '' ? depth : depth + 1);
    };
    collect(list, 0);
    endItems();
  };

  for (const root of roots) {
    walkBlock(root);
    endParagraph();
    endLabel();
  }
  return blocks;
}

/** Whether an inline element is written as a whole. */
function isText(element: PageElement, { notes }: Reading): boolean {
  if (/^(?:br|ruby|sup|sub)$/.test(element.name)) return true;
  if (notes.referenceOf(element) !== undefined || notes.isBackLink(element)) return true;
  return isInline(element) && element.name !== 'button' && !holdsBlock(element);
}

function holdsBlock(element: PageElement): boolean {
  return element.children.some(
    (child) =>
      isElement(child) && ((!isInline(child) && child.name !== 'br') || child.name === 'button' || holdsBlock(child)),
  );
}

function levelOf({ name, attributes }: PageElement): number | null {
  const { level } = HEADING.exec(name)?.groups ?? {};
  if (level !== undefined) return Number(level);
  if (attributes.get('role') !== 'heading') return null;
  return Math.min(6, Math.max(1, Number.parseInt(attributes.get('aria-level') ?? '2', 10) || 2));
}

function holds(element: PageElement, names: RegExp): boolean {
  return element.children.some((child) => isElement(child) && (names.test(child.name) || holds(child, names)));
}

/** The lists inside an item, without those inside of them. */
function nestedLists(element: PageElement): PageElement[] {
  return element.children.flatMap((child) => (isElement(child) ? (isList(child) ? [child] : nestedLists(child)) : []));
}

/** The text of an element with its paragraphs as lines, without the lists inside. */
function linesOf(element: PageElement, reading: Reading): string {
  return element.children
    .map((child) => {
      if (!isElement(child) || isText(child, reading)) return inlineText(child, reading);
      if (reading.isLeftOut(child) || isList(child)) return '\n';
      const lines = linesOf(child, reading);
      return isInline(child) ? lines : `\n${lines}\n`;
    })
    .join('');
}

/** An item that writes its number itself has it as its marker: where the list shows none, or the same one. */
function withOwnMarker(text: string, marker: string | null): Pick<ListItem, 'marker' | 'text'> {
  const { own, rest } =
    /^(?<own>(?:\d{1,3}\.)*\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+|\p{L}\))\s+(?<rest>\S.*)$/su.exec(text)?.groups ?? {};
  if (own === undefined || (marker !== null && marker !== own)) return { marker, text };
  return { marker: own, text: rest! };
}

/** The text of a note without its mark at the start. */
function noteText(element: PageElement, marker: string, reading: Reading): string {
  const siblings = element.parent?.children ?? [];
  const definition = element.name === 'dt' ? siblings.slice(siblings.indexOf(element) + 1).find(isElement) : undefined;
  const lines = tidyLines(linesOf(definition ?? element, reading));
  for (const mark of [marker, raised(marker)]) {
    const start = new RegExp(`^[[(]?${mark.replace(/[*^()]/g, '\\$&')}[\\])]?[.:)]?(?=\\s|\\p{L})\\s*`, 'u');
    if (start.test(lines)) return lines.replace(start, '');
  }
  return lines;
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map(onOneLine)
    .filter((line) => line !== '')
    .join('\n');
}
