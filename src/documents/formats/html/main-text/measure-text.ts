import { isElement, type PageElement } from '../parse-html.ts';

/** How much text an element holds, in UTF-16 code units, runs of blanks counted as nothing. */
export interface TextMeasure {
  text: number;
  /** In links. */
  linked: number;
  /** In elements that Readability kept. */
  kept: number;
}

export type Measures = ReadonlyMap<PageElement, TextMeasure>;

export const NO_TEXT: TextMeasure = { text: 0, linked: 0, kept: 0 };
/** Links that show or open something: an address, a part of the same page that is opened. */
const NO_REFERENCE = /^(?:mailto:|tel:|javascript:)/i;

/** Measures an element and all below it, without what is left out. */
export function measureText(
  root: PageElement,
  { isLeftOut, isKept }: { isLeftOut: (element: PageElement) => boolean; isKept: (element: PageElement) => boolean },
): Measures {
  const measures = new Map<PageElement, TextMeasure>();
  const measure = (element: PageElement, isInLink: boolean): TextMeasure => {
    const sum = { text: 0, linked: 0, kept: 0 };
    const isKeptItself = isKept(element);
    for (const child of element.children) {
      if (isElement(child)) {
        if (isLeftOut(child)) continue;
        const { text, linked, kept } = measure(child, isInLink || isReference(child));
        sum.text += text;
        sum.linked += linked;
        sum.kept += kept;
      } else {
        const length = child.replace(/\s+/g, '').length;
        sum.text += length;
        if (isInLink) sum.linked += length;
        if (isKeptItself) sum.kept += length;
      }
    }
    measures.set(element, sum);
    return sum;
  };
  measure(root, false);
  return measures;
}

function isReference({ name, attributes }: PageElement): boolean {
  if (name !== 'a' || attributes.has('data-toggle') || attributes.has('data-bs-toggle')) return false;
  const href = attributes.get('href');
  return href !== undefined && !NO_REFERENCE.test(href) && !attributes.has('aria-expanded');
}
