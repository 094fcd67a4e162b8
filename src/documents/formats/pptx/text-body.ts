import type { Block, ListItem } from '../../canonical-text/blocks.ts';
import { lowered, raised } from '../../canonical-text/raised.ts';
import { officeFormula } from '../xml/math-formula.ts';
import { elementAt, elementsOf, textIn, type XmlElement } from '../xml/parse-xml.ts';
import { bulletOf, createNumbering, levelOf } from './bullets.ts';

/** Fields whose value is no text of the slide. */
const OWN_FIELD = /^(?:slidenum|datetime)/;

/** The paragraphs and lists of a text of a slide. */
export function textBlocks(
  body: XmlElement,
  { styles, page }: { styles: readonly XmlElement[]; page: number },
): Block[] {
  const own = elementAt(body, 'lstStyle');
  const numbering = createNumbering();
  const blocks: Block[] = [];
  let items: ListItem[] | null = null;
  for (const paragraph of elementsOf(body, 'p')) {
    const text = paragraphText(paragraph);
    if (text.trim() === '') continue;
    const bullet = bulletOf(paragraph, own ? [own, ...styles] : styles);
    const level = levelOf(paragraph);
    const marker = numbering.markerOf(bullet, level);
    if (!bullet) {
      items = null;
      blocks.push({ kind: 'paragraph', text, page });
      continue;
    }
    if (!items) {
      items = [];
      blocks.push({ kind: 'list', items, page });
    }
    items.push({ marker, depth: level, text });
  }
  return blocks;
}

/** All text of a body on one line for each paragraph. */
export function plainText(body: XmlElement | undefined): string {
  return body ? elementsOf(body, 'p').map(paragraphText).join('\n') : '';
}

function paragraphText(paragraph: XmlElement): string {
  return elementsOf(paragraph)
    .map((part) => {
      if (part.name === 'br') return '\n';
      if (part.name === 'fld' && OWN_FIELD.test(part.attributes.type ?? '')) return '';
      if (part.name === 'm') return elementsOf(part).map(officeFormula).join(' ');
      if (part.name === 'oMath') return officeFormula(part);
      if (part.name !== 'r' && part.name !== 'fld') return '';
      const text = textIn(elementAt(part, 't'));
      const baseline = Number.parseInt(elementAt(part, 'rPr')?.attributes.baseline ?? '0', 10);
      return baseline > 0 ? raised(text) : baseline < 0 ? lowered(text) : text;
    })
    .join('');
}
