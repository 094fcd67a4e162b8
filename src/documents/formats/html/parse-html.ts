import { parseHTML } from 'linkedom';

/** Self-closed elements of XHTML that an HTML parser would leave open; the slash of an address without quotation marks is none. */
const EMPTY_ELEMENT =
  /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*["'\s])?)\/>/gi;
/** Their tags may be missing, stand twice, or stand after the first text: everything is put into one body. */
const OUTER_TAG = /<!doctype[^>]*>|<\/?(?:html|head|body)(?=[\s/>])(?:"[^"<]*"|'[^'<]*'|[^"'>])*>/gi;
/** Nesting depth below which elements are unwrapped: what reads a page may call itself for each level. */
const MAX_DEPTH = 200;

/** An element of a page: what is read of a DOM, in plain objects. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: PageElement | null;
  /** Elements and texts, in order. */
  readonly children: readonly PageNode[];
}

export type PageNode = PageElement | string;

/** A page, and the DOM that it was made of. */
export interface Page {
  readonly body: PageElement;
  /** All elements of the body in order, each with the number that its DOM element has. */
  readonly elements: readonly PageElement[];
  /** Whether elements stand so deep in each other that some were unwrapped. */
  readonly isDeep: boolean;
  readonly document: DomDocument;
}

/** The part of the DOM that is used. Node types: 1 is an element, 3 a text. */
export interface DomNode {
  readonly nodeType: number;
  readonly localName: string;
  readonly textContent: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
  readonly attributes: Iterable<{ name: string; value: string }>;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<DomNode>;
  remove(): void;
}

export interface DomDocument {
  readonly body: DomNode;
}

export function isElement(node: PageNode): node is PageElement {
  return typeof node !== 'string';
}

/** Parses HTML or XHTML. Never fails, whatever the text is; what belongs to a head is in the body, too. */
export function parsePage(html: string): Page {
  const inner = html.replaceAll('\0', '').replace(EMPTY_ELEMENT, '<$1$2></$1>').replace(OUTER_TAG, '');
  const { document } = parseHTML(`<html><head></head><body>${inner}</body></html>`) as unknown as {
    document: DomDocument;
  };
  return { document, ...treeOf(document.body) };
}

/** The first element with one of these names, in order. */
export function findElement(page: Page, ...names: string[]): PageElement | undefined {
  return page.elements.find(({ name }) => names.includes(name));
}

/** All text of an element, also what is not shown. */
export function rawTextOf(node: PageNode): string {
  return isElement(node) ? node.children.map(rawTextOf).join('') : node;
}

/** Whether an element is, or stands inside, another one. */
export function isInside(element: PageElement, other: PageElement): boolean {
  for (let up: PageElement | null = element; up !== null; up = up.parent) if (up === other) return true;
  return false;
}

type OpenElement = PageElement & { children: PageNode[] };

function treeOf(dom: DomNode): Pick<Page, 'body' | 'elements' | 'isDeep'> {
  const body = openElement(dom, null);
  const elements: PageElement[] = [];
  let open: OpenElement = body;
  let depth = 0;
  let deepest = 0;
  for (let node = dom.firstChild; node !== null; ) {
    if (node.nodeType === 3) open.children.push(node.textContent ?? '');
    if (node.nodeType === 1) {
      const element = openElement(node, open);
      open.children.push(element);
      elements.push(element);
      if (node.firstChild !== null) {
        if (depth < MAX_DEPTH) open = element;
        depth += 1;
        deepest = Math.max(deepest, depth);
        node = node.firstChild;
        continue;
      }
    }
    while (node.nextSibling === null && depth > 0) {
      depth -= 1;
      if (depth < MAX_DEPTH) open = open.parent as OpenElement;
      node = node.parentNode!;
    }
    node = node.nextSibling;
  }
  return { body, elements, isDeep: deepest > MAX_DEPTH };
}

function openElement(dom: DomNode, parent: PageElement | null): OpenElement {
  const attributes = new Map<string, string>();
  for (const { name, value } of dom.attributes) attributes.set(name.toLowerCase(), value);
  return { name: dom.localName.toLowerCase(), attributes, parent, children: [] };
}
