import type { Block } from '../../canonical-text/blocks.ts';
import { onOneLine } from '../../document.ts';
import { isElement, type PageElement, type PageNode } from './parse-html.ts';

const SKIPPED = new Set(
  'script style noscript template svg math iframe object head button select input textarea audio video canvas'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark output q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Elements in a table that is used for layout only. */
const IN_LAYOUT_TABLE = 'table, h1, h2, h3, h4, h5, h6';
const MAX_CELL_LENGTH = 1000;
/** Nesting depth below which only the text is read. */
const MAX_DEPTH = 200;
const CELL_SEPARATOR = ' | ';
const NOTE_MARK = /^\[?[\d*†‡]{1,4}\]?$/;
const BACK_LINK = /^(?:[↑↩^]|\ufe0e)+$/u;

/** The paragraphs and headings below an element, in order. */
export function pageBlocks(root: PageElement): Block[] {
  const blocks: Block[] = [];
  let inline = '';
  const add = (text: string, level: number | null = null) => {
    blocks.push(
      level === null ? { kind: 'paragraph', text, page: null } : { kind: 'heading', level, text, page: null },
    );
  };
  const endParagraph = () => {
    const text = tidyLines(inline);
    inline = '';
    if (text !== '') add(text);
  };

  const walk = (node: PageNode, depth: number): void => {
    if (node.nodeType === 3) {
      inline += (node.textContent ?? '').replace(/\s+/g, ' ');
      return;
    }
    if (!isElement(node) || isLeftOut(node)) return;
    const element = node;
    const name = element.localName;
    if (name === 'br') inline += '\n';
    else if (INLINE.has(name)) walkChildren(element, depth);
    else {
      endParagraph();
      walkBlock(element, name, depth);
      endParagraph();
    }
  };
  const walkChildren = (element: PageNode, depth: number): void => {
    if (depth > MAX_DEPTH) inline += (element.textContent ?? '').replace(/\s+/g, ' ');
    else for (const child of [...element.childNodes]) walk(child, depth + 1);
  };
  const walkBlock = (element: PageElement, name: string, depth: number): void => {
    if (/^h[1-6]$/.test(name)) add(onOneLine(textOf(element)), Number(name[1]));
    else if (name === 'pre') add(textOf(element).replace(/\n\s*\n/g, '\n'));
    else if (name === 'table' && isData(element)) add(rowsOf(element).join('\n'));
    else if ((name === 'ul' || name === 'ol') && isTight(element)) add(itemsOf(element).join('\n'));
    else if (name === 'li') {
      inline = markOf(element);
      walkChildren(element, depth);
      if (inline === markOf(element)) inline = '';
    } else walkChildren(element, depth);
  };
  walkChildren(root, 0);
  endParagraph();
  return blocks;
}

function isLeftOut(element: PageElement): boolean {
  if (SKIPPED.has(element.localName) || element.hasAttribute('hidden')) return true;
  if (/display:\s*none/i.test(element.getAttribute('style') ?? '')) return true;
  const isNoteMark = element.localName === 'sup' && element.querySelector('a[href*="#"]') !== null;
  if (isNoteMark) return NOTE_MARK.test(onOneLine(element.textContent ?? ''));
  return element.localName === 'a' && BACK_LINK.test(onOneLine(element.textContent ?? ''));
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map(onOneLine)
    .filter((line) => line !== '')
    .join('\n');
}

/** All text of an element that is shown, lines as they are; blocks inside are separated by blanks. */
function textOf(element: PageElement, depth = 0): string {
  if (depth > MAX_DEPTH) return element.textContent ?? '';
  return [...element.childNodes]
    .map((node) => {
      if (node.nodeType === 3) return node.textContent ?? '';
      if (!isElement(node) || isLeftOut(node)) return '';
      const text = textOf(node, depth + 1);
      return node.localName === 'br' ? '\n' : INLINE.has(node.localName) ? text : ` ${text} `;
    })
    .join('');
}

/** A list is tight when its items are words, not paragraphs; then it is one paragraph, as in Markdown. */
function isTight(list: PageElement): boolean {
  return list.querySelector('p, div, table, pre, blockquote, h1, h2, h3, h4, h5, h6') === null;
}

function itemsOf(list: PageElement, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [onOneLine(list.textContent ?? '')];
  return [...list.children].flatMap((item) => {
    const inner = [...item.children].filter(({ localName }) => localName === 'ul' || localName === 'ol');
    const nested = inner.flatMap((other) => itemsOf(other, depth + 1));
    for (const other of inner) other.remove();
    const own = onOneLine(textOf(item));
    return own === '' ? nested : [markOf(item) + own, ...nested];
  });
}

function markOf(item: PageElement): string {
  const list = item.parentElement;
  if (list?.localName !== 'ol') return '- ';
  const items = [...list.children].filter(({ localName }) => localName === 'li');
  return `${Number(list.getAttribute('start') ?? 1) + items.indexOf(item)}. `;
}

function isData(table: PageElement): boolean {
  if (table.querySelector(IN_LAYOUT_TABLE) !== null) return false;
  return [...table.querySelectorAll('td, th')].every((cell) => (cell.textContent ?? '').length <= MAX_CELL_LENGTH);
}

function rowsOf(table: PageElement): string[] {
  return [...table.querySelectorAll('caption, tr')].map((row) => {
    const cells = row.localName === 'tr' ? [...row.children] : [row];
    const texts = cells.map((cell) => onOneLine(textOf(cell)));
    return texts.some((text) => text !== '') ? texts.join(CELL_SEPARATOR) : '';
  });
}
