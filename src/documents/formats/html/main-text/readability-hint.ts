import { Readability } from '@mozilla/readability';
import type { DomNode, Page, PageElement } from '../parse-html.ts';

const NUMBER = 'data-element-number';
/** Above this number of elements a page is a long document, and Readability slow: as it is with elements deep in each other. */
const MAX_ELEMENTS = 30_000;

/**
 * The elements that Readability keeps: a hint where the text of a page is. The DOM of the page is used up.
 *
 * @param options.isLeftOut What it does not get to see.
 */
export function elementsOfReadability(
  page: Page,
  { isLeftOut }: { isLeftOut: (element: PageElement) => boolean },
): ReadonlySet<PageElement> {
  const { elements, isDeep, document } = page;
  if (isDeep || elements.length > MAX_ELEMENTS) return new Set();
  [...document.body.querySelectorAll('*')].forEach((dom, number) => {
    const element = elements[number];
    if (element === undefined || isLeftOut(element)) dom.remove();
    else dom.setAttribute(NUMBER, String(number));
  });
  const found = readable(document);
  const kept = new Set<PageElement>();
  for (const dom of found?.querySelectorAll(`[${NUMBER}]`) ?? []) kept.add(elements[Number(dom.getAttribute(NUMBER))]!);
  return kept;
}

function readable(document: Page['document']): DomNode | null | undefined {
  try {
    return new Readability<DomNode>(document as never, {
      serializer: (node) => node as unknown as DomNode,
      disableJSONLD: true,
      keepClasses: true,
    }).parse()?.content;
  } catch {
    // A hint only: elements that nothing expects, such as a frameset, stop it.
    return null;
  }
}
