import { SaxesParser } from 'saxes';
import { onOneLine } from '../../document.ts';
import { unreadable } from '../../unreadable.ts';

/** An element of XML; names are without the prefixes of their namespaces. */
export interface XmlElement {
  name: string;
  /** Attributes of the namespace of relationships keep its usual prefix: `r:id` stands beside `id`. */
  attributes: Record<string, string>;
  children: XmlNode[];
}

export type XmlNode = XmlElement | string;

const RELATIONSHIPS = /\/relationships$/;
/** Elements that may stand in each other. */
const MAX_DEPTH = 1000;
/** The entities of HTML that authors of XML use without declaring them. */
const ENTITIES = {
  nbsp: '\u00a0',
  shy: '\u00ad',
  mdash: '—',
  ndash: '–',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  copy: '©',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
};

/**
 * Parses XML into a tree: text is verbatim.
 *
 * @throws DOCUMENT_UNREADABLE where it is damaged.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, ENTITIES);
  const document: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [document];
  const addText = (added: string) => open.at(-1)!.children.push(added);
  parser.on('opentag', ({ local, attributes }) => {
    const element: XmlElement = { name: local, attributes: {}, children: [] };
    for (const attribute of Object.values(attributes)) {
      const key = RELATIONSHIPS.test(attribute.uri) ? `r:${attribute.local}` : attribute.local;
      element.attributes[key] = attribute.value;
    }
    open.at(-1)!.children.push(element);
    open.push(element);
    if (open.length > MAX_DEPTH) throw unreadable('its elements stand too deep in each other; save it again');
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('error', (error) => {
    throw unreadable(
      `it is damaged (${onOneLine(error.message)}); save it again with the program it comes from`,
      error,
    );
  });
  parser.write(text).close();
  return elementsOf(document)[0]!;
}

/** The elements directly below, all or those with a name. */
export function elementsOf({ children }: XmlElement, name?: string): XmlElement[] {
  return children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first element on a path of names. */
export function elementAt(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.reduce((found, name) => (found ? elementsOf(found, name)[0] : undefined), element);
}

/** All elements below with a name, in order. */
export function elementsBelow(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsBelow(child, name),
  ]);
}

/** All text in an element. */
export function textIn(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
