import { parseHTML } from 'linkedom';

/** Self-closed elements of XHTML that an HTML parser would leave open. */
const EMPTY_ELEMENT =
  /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi;

/** The part of the DOM that is used. Node types: 1 is an element, 3 a text. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  readonly children: Iterable<PageElement>;
  readonly parentElement: PageElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  remove(): void;
}

export interface Page extends Pick<PageElement, 'querySelector' | 'querySelectorAll'> {
  readonly body: PageElement;
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}

/** Parses HTML or XHTML; a fragment is put into a body. Never fails, whatever the text is. */
export function parsePage(html: string): Page {
  const whole = html.replace(EMPTY_ELEMENT, '<$1$2></$1>');
  const page = /<(?:html|body)[\s>]/i.test(whole) ? whole : `<html><body>${whole}</body></html>`;
  return parseHTML(page).document as unknown as Page;
}
