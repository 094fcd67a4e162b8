import { Readability } from '@mozilla/readability';
import type { Page, PageElement } from './parse-html.ts';

/** Elements around the text of a page. */
const SURROUNDINGS =
  'nav, aside, footer, form, dialog, [role="navigation"], [role="search"], [role="banner"], [role="contentinfo"]';
/** Share of linked text from which a page counts as having navigation in other elements, which Readability removes. */
const MAX_LINKED = 0.3;
/** Share of the page below which the part that Readability found is not used. */
const MIN_FOUND = 0.3;

/**
 * The part of a page that holds its text: the part that the page itself marks, the whole page when it has little else, or the part that
 * Readability finds.
 *
 * @param parse Called for each copy needed, because elements are removed from it.
 */
export function readablePart(parse: () => Page): PageElement {
  const page = parse();
  const marked = [...page.querySelectorAll('main, [role="main"]')];
  const articles = [...page.querySelectorAll('article')].filter(
    (article) => article.parentElement?.closest('article') == null,
  );
  const part = marked.length === 1 ? marked[0]! : articles.length === 1 ? articles[0]! : page.body;
  for (const element of [...part.querySelectorAll(SURROUNDINGS)]) element.remove();
  if (part === page.body) for (const element of [...part.children].filter(isHeader)) element.remove();
  const length = lengthOf(part);
  const linked = [...part.querySelectorAll('a[href]')].reduce((sum, link) => sum + lengthOf(link), 0);
  if (part !== page.body || linked < length * MAX_LINKED) return part;
  const found = new Readability<PageElement>(parse() as never, {
    serializer: (element) => element as unknown as PageElement,
  }).parse()?.content;
  return found && lengthOf(found) > length * MIN_FOUND ? found : part;
}

/** Whether an element is the header of the site: that of an article has an `h1`. */
function isHeader(element: PageElement): boolean {
  return element.localName === 'header' && element.querySelector('h1') === null;
}

function lengthOf(element: PageElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').length;
}
