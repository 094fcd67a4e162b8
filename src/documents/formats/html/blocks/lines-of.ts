import { isMath } from '../../xml/math-formula.ts';
import { isElement, type PageElement } from '../parse-html.ts';
import { inlineText, isInline, type Reading } from './inline-text.ts';
import { isList } from './list-marker.ts';

/** Whether an inline element is written as a whole: no block stands inside. */
export function isLine(element: PageElement, { notes }: Reading): boolean {
  if (/^(?:br|ruby|sup|sub)$/.test(element.name) || isMath(element)) return true;
  if (notes.referenceOf(element) !== undefined || notes.isBackLink(element)) return true;
  return isInline(element) && element.name !== 'button' && !holdsBlock(element);
}

/** The text of an element with its paragraphs as lines, without the lists inside. */
export function linesOf(element: PageElement, reading: Reading): string {
  return element.children
    .map((child) => {
      if (!isElement(child) || isLine(child, reading)) return inlineText(child, reading);
      if (reading.isLeftOut(child) || isList(child)) return '\n';
      const lines = linesOf(child, reading);
      return isInline(child) ? lines : `\n${lines}\n`;
    })
    .join('');
}

function holdsBlock(element: PageElement): boolean {
  return element.children.some((child) => {
    if (!isElement(child) || child.name === 'br' || isMath(child)) return false;
    return !isInline(child) || child.name === 'button' || holdsBlock(child);
  });
}
