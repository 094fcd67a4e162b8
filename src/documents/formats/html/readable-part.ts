import { Readability } from '@mozilla/readability';
import type { Page, PageElement } from './parse-html.ts';

/** What surrounds the text of a page. */
const SURROUNDINGS =
  'nav, aside, footer, form, dialog, [role="navigation"], [role="search"], [role="banner"], [role="contentinfo"]';
/** A page whose text is links for the most part has surroundings to be taken off, whatever they are made of. */
const MAX_LINKED = 0.3;
/** Readability that finds less than this share of the page has found the wrong part. */
const MIN_FOUND = 0.3;

/**
 * The part of a page that is there to be read: what the page itself marks, the whole page when it is little else, or what Readability
 * finds. `parse` makes a page anew, because Readability takes it apart.
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

/** A header of the page has no heading of a text; a header of an article has. */
function isHeader(element: PageElement): boolean {
  return element.localName === 'header' && element.querySelector('h1') === null;
}

function lengthOf(element: PageElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').length;
}
