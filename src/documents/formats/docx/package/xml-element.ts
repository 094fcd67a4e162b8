import { SaxesParser } from 'saxes';

/** An element of an XML part. Names are as in the standard (`w:p`), whatever prefix the file gives them. */
export interface XmlElement {
  name: string;
  /** By local name (`val`); those of the namespace of relationships with their prefix (`r:id`). */
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** The end of each namespace, in the transitional and in the strict form, and the prefix of its elements. */
const NAMESPACES: readonly [pattern: RegExp, prefix: string][] = [
  [/wordprocessingml(?:\/2006)?\/main$/, 'w'],
  [/officeDocument(?:\/2006)?\/relationships$/, 'r'],
  [/officeDocument(?:\/2006)?\/math$/, 'm'],
  [/markup-compatibility\/2006$/, 'mc'],
  [/office\/word\/2010\/wordml$/, 'w14'],
  [/office:office$/, 'o'],
  [/purl\.org\/dc\/elements/, 'dc'],
];
/** Faults that leave no doubt about the text. */
const HARMLESS = /unbound namespace|disallowed character|duplicate attribute/;

/**
 * Parses XML.
 *
 * @param options.take Is given each child of the elements called `parent` as soon as it is complete, and the child is not kept: so a long text is
 * never in memory as a whole.
 * @throws Error when it is not well-formed.
 */
export function parseXml(
  text: string,
  { parent = '', take }: { parent?: string; take?: (child: XmlElement) => void } = {},
): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    if (!HARMLESS.test(error.message)) throw error;
  });
  parser.on('opentag', (tag) => {
    const element = { name: nameOf(tag), attributes: attributesOf(tag.attributes), children: [] };
    const above = open.at(-1)!;
    if (!take || above.name !== parent) above.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    if (take && open.at(-1)!.name === parent) take(element);
  });
  const addText = (part: string) => {
    if (open.length > 1) open.at(-1)!.children.push(part);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return root.children.find((child) => typeof child !== 'string') ?? root;
}

/** The children that are elements. */
export function elementsOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The element that is found by going down, a name for each level. */
export function elementAt(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (found, name) =>
      found?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name),
    element,
  );
}

/** The `val` of an element below. */
export function valueAt(element: XmlElement | undefined, ...path: string[]): string | undefined {
  return elementAt(element, ...path)?.attributes.val;
}

/** Whether a property that needs no value is on; undefined when it is not given. */
export function isOn(element: XmlElement | undefined, name: string): boolean | undefined {
  const property = elementAt(element, name);
  return property && !/^(?:0|false|off|none)$/.test(property.attributes.val ?? '');
}

/** All characters inside. */
export function charactersOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((child) => (typeof child === 'string' ? child : charactersOf(child))).join('');
}

const prefixes = new Map<string, string>();

function prefixOf(uri: string): string {
  const known = prefixes.get(uri);
  if (known !== undefined) return known;
  const prefix = NAMESPACES.find(([pattern]) => pattern.test(uri))?.[1] ?? '';
  prefixes.set(uri, prefix);
  return prefix;
}

function nameOf({ uri, prefix, local }: { uri: string; prefix: string; local: string }): string {
  return `${uri === '' ? prefix : prefixOf(uri)}:${local}`;
}

function attributesOf(attributes: Record<string, { uri: string; local: string; prefix: string; value: string }>) {
  const values: Record<string, string> = {};
  for (const key in attributes) {
    const { uri, prefix, local, value } = attributes[key]!;
    if (prefix !== 'xmlns') values[prefixOf(uri) === 'r' ? `r:${local}` : local] = value;
  }
  return values;
}
