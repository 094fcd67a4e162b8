import { noteReference } from '../../../canonical-text/note-reference.ts';
import { lowered, raised } from '../../../canonical-text/raised.ts';
import { isMath, mathFormula } from '../../xml/math-formula.ts';
import { isElement, type PageElement, type PageNode, rawTextOf } from '../parse-html.ts';
import type { Notes } from './find-notes.ts';
import { markerOf } from './list-marker.ts';

const INLINE = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd label mark nobr output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const RAISED_STYLE = /vertical-align:\s*super/i;
const LOWERED_STYLE = /vertical-align:\s*sub\b/i;

/** What is needed to write the text of elements. */
export interface Reading {
  isLeftOut(element: PageElement): boolean;
  notes: Notes;
  /** The tab that opens a panel: it is read with it. */
  tabOf?(panel: PageElement): PageElement | undefined;
}

/** Whether an element is part of a line of text. */
export function isInline({ name, attributes }: PageElement): boolean {
  if (isMath({ name })) return true;
  return INLINE.has(name) && attributes.get('role') !== 'heading';
}

/**
 * The text of a node on one line or, with `<br>`, several: exponents raised, marks of notes marked, blocks inside separated by blanks.
 */
export function inlineText(node: PageNode, reading: Reading): string {
  if (!isElement(node)) return node.replace(/[^\S\u00a0]+/g, ' ');
  if (reading.isLeftOut(node)) return '';
  const reference = reading.notes.referenceOf(node);
  if (reference) return noteReference(reference);
  if (reading.notes.isBackLink(node)) return '';
  const { name } = node;
  if (name === 'br') return '\n';
  if (name === 'ruby') return rubyText(node, reading);
  if (isMath(node)) return mathFormula(node);
  const marker = name === 'li' ? markerOf(node) : null;
  const text = (marker === null ? '' : `${marker} `) + childrenText(node, reading);
  if (isShifted(node, 'sup', RAISED_STYLE)) return reading.notes.hasReference(node) ? text : raised(text);
  if (isShifted(node, 'sub', LOWERED_STYLE)) return lowered(text);
  return isInline(node) ? text : ` ${text} `;
}

export function childrenText({ children }: PageElement, reading: Reading): string {
  return children.map((child) => inlineText(child, reading)).join('');
}

/** The text of code and the like: blanks and line breaks as they are. */
export function preformattedText(element: PageElement, reading: Reading): string {
  return element.children
    .map((child) => {
      if (!isElement(child)) return child;
      if (reading.isLeftOut(child)) return '';
      if (child.name === 'br') return '\n';
      const text = preformattedText(child, reading);
      return isInline(child) || text.endsWith('\n') ? text : `${text}\n`;
    })
    .join('')
    .replace(/^\n/, '');
}

function isShifted({ name, attributes }: PageElement, own: string, style: RegExp): boolean {
  return name === own || (name === 'span' && style.test(attributes.get('style') ?? ''));
}

/** The word, and how it is read behind it: its letters stay together. */
function rubyText({ children }: PageElement, reading: Reading): string {
  const isReading = (node: PageNode) => isElement(node) && /^rtc?$/.test(node.name);
  const isSign = (node: PageNode) => isElement(node) && node.name === 'rp';
  const word = children
    .filter((node) => !isReading(node) && !isSign(node))
    .map((node) => inlineText(node, reading).trim());
  const spoken = children
    .filter(isReading)
    .map((node) => rawTextOf(node).trim())
    .join('');
  return spoken === '' ? word.join('') : `${word.join('')}(${spoken})`;
}
