import type { Block, ListItem } from '../../canonical-text/blocks.ts';
import { elementsOf, type XmlElement } from '../xml/parse-xml.ts';
import { inlineText } from './inline-text.ts';
import type { ListLevel } from './list-levels.ts';
import { type Counts, countOn } from './list-numbers.ts';
import type { Styles } from './styles.ts';
import { tableRows } from './table-rows.ts';

const MAX_HEADING_LEVEL = 6;
/** What only holds other parts; indexes, which programs make of headings, are not among them. */
const HOLDERS = new Set(['section', 'numbered-paragraph', 'frame', 'text-box', 'list-item', 'list-header']);

/** Where reading a text has come to. */
interface Reading {
  styles: Styles;
  formulaOf(object: XmlElement): string;
  blocks: Block[];
  /** The items that the next one is added to. */
  items: ListItem[] | null;
  /** Notes and text boxes of a list, which come after it. */
  after: Block[];
  outline: Counts;
  /** What the lists have come to, by their ids: others go on with them. */
  lists: Map<string, Counts>;
  lastList: { style: string | undefined; counts: Counts } | null;
  objects: XmlElement[];
}

/** A list while it is read. */
interface OpenList {
  style: string | undefined;
  levels: readonly ListLevel[];
  counts: Counts;
  depth: number;
  /** What stands before the next paragraph, null for a bullet; undefined when it goes on with the item. */
  marker: string | null | undefined;
}

/**
 * Reads the text of a document: its blocks, and the embedded objects that are not read.
 *
 * @param options.formulaOf What an embedded object says, if it is a formula.
 */
export function textBlocks(
  text: XmlElement,
  { styles, formulaOf }: Pick<Reading, 'styles' | 'formulaOf'>,
): { blocks: Block[]; objects: XmlElement[] } {
  const reading: Reading = {
    styles,
    formulaOf,
    blocks: [],
    items: null,
    after: [],
    outline: [],
    lists: new Map(),
    lastList: null,
    objects: [],
  };
  walk(text, null, reading);
  return { blocks: reading.blocks, objects: reading.objects };
}

function walk(element: XmlElement, list: OpenList | null, reading: Reading): void {
  for (const child of elementsOf(element)) {
    if (child.name === 'p' || child.name === 'h') readParagraph(child, list, reading);
    else if (child.name === 'list') readList(child, list, reading);
    else if (child.name === 'table') {
      const rows = tableRows(child, (cell) => cellText(cell, reading));
      add({ kind: 'table', page: null, rows }, reading);
    } else if (HOLDERS.has(child.name) && child.attributes.display !== 'none') walk(child, list, reading);
    if (!list) flush(reading);
  }
}

function add(block: Block, reading: Reading): void {
  flush(reading);
  reading.items = null;
  reading.blocks.push(block);
}

function flush(reading: Reading): void {
  if (reading.after.length === 0) return;
  reading.blocks.push(...reading.after);
  reading.after = [];
  reading.items = null;
}

function readParagraph(paragraph: XmlElement, list: OpenList | null, reading: Reading): void {
  const { styles } = reading;
  const style = paragraph.attributes['style-name'];
  if (styles.isHidden('paragraph', style)) return;
  const { text, notes, frames, objects } = inlineText(paragraph, reading);
  reading.objects.push(...objects);
  if (paragraph.name === 'h') addHeading(paragraph, text, list, reading);
  else if (list) addToList(text, list, reading);
  else if (styles.isTitle(style)) add({ kind: 'heading', level: 1, text, page: null }, reading);
  else if (text.trim() !== '') add({ kind: 'paragraph', text, page: null }, reading);
  if (list) list.marker = undefined;
  for (const { id, marker, body } of notes) {
    reading.after.push({ kind: 'note', id, marker, text: cellText(body, reading), page: null });
  }
  for (const frame of frames) {
    const inner = { ...reading, blocks: [], items: null, after: [] };
    walk(frame, null, inner);
    reading.after.push(...inner.blocks);
  }
}

function addHeading({ attributes }: XmlElement, text: string, list: OpenList | null, reading: Reading): void {
  const level = Number(attributes['outline-level'] ?? 1);
  const isNumbered = attributes['is-list-header'] !== 'true' && !reading.styles.isUnnumbered(attributes['style-name']);
  const startAt = attributes['start-value'] ?? (attributes['restart-numbering'] === 'true' ? '1' : undefined);
  const ofOutline = () =>
    countOn(reading.outline, reading.styles.outline, { depth: level - 1, startAt: numberOrNone(startAt) });
  const marker = list ? list.marker : isNumbered ? ofOutline() : null;
  const numbered = marker ? `${marker.trim()} ${text}` : text;
  if (text.trim() === '') return;
  add({ kind: 'heading', level: Math.min(level, MAX_HEADING_LEVEL), text: numbered, page: null }, reading);
}

function addToList(text: string, { levels, depth, marker }: OpenList, reading: Reading): void {
  const last = reading.items?.at(-1);
  if (text.trim() === '') return;
  if (marker === undefined && last?.depth === depth) last.text += `\n${text}`;
  else if (marker === undefined || (levels[depth]?.kind ?? 'none') === 'none') {
    add({ kind: 'paragraph', text, page: null }, reading);
  } else {
    if (!reading.items) {
      const items: ListItem[] = [];
      add({ kind: 'list', items, page: null }, reading);
      reading.items = items;
    }
    reading.items.push({ marker, depth, text });
  }
}

function readList(element: XmlElement, outer: OpenList | null, reading: Reading): void {
  const list = openList(element, outer, reading);
  for (const item of elementsOf(element)) {
    const isNumbered = item.name === 'list-item' && elementsOf(item).some(({ name }) => name === 'p' || name === 'h');
    const startAt = numberOrNone(item.attributes['start-value']);
    list.marker = isNumbered ? countOn(list.counts, list.levels, { depth: list.depth, startAt }) : undefined;
    walk(item, list, reading);
  }
}

function openList({ attributes }: XmlElement, outer: OpenList | null, reading: Reading): OpenList {
  const style = attributes['style-name'] ?? outer?.style;
  const levels = reading.styles.listLevels(style);
  if (outer) return { style, levels, counts: outer.counts, depth: outer.depth + 1, marker: undefined };
  const { lastList, lists } = reading;
  const continued =
    lists.get(attributes['continue-list'] ?? '') ??
    (attributes['continue-numbering'] === 'true' && lastList?.style === style ? lastList?.counts : undefined);
  const counts = continued ?? [];
  if (!continued) reading.items = null;
  if (attributes.id !== undefined) lists.set(attributes.id, counts);
  reading.lastList = { style, counts };
  return { style, levels, counts, depth: 0, marker: undefined };
}

function numberOrNone(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** All text of a cell or a note, a line for each paragraph. */
function cellText(cell: XmlElement, reading: Reading): string {
  const inner = { ...reading, blocks: [], items: null, after: [], lists: new Map(), lastList: null };
  walk(cell, null, inner);
  return inner.blocks.map(lineOf).join('\n');
}

function lineOf(block: Block): string {
  if (block.kind === 'table') return block.rows.map(({ cells }) => cells.map(({ text }) => text).join(' ')).join('\n');
  if (block.kind === 'list') return block.items.map(({ marker, text }) => `${marker ?? '-'} ${text}`).join('\n');
  return block.text;
}
