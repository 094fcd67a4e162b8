import { isElement, isInside, type Page, type PageElement } from '../parse-html.ts';
import { type Measures, NO_TEXT } from './measure-text.ts';

/** Share of the text below it that the opening may have: a longer one is another part of the page. */
const MAX_SHARE = 0.3;
/** The picture above a text belongs to the page rather than to the text. */
const PICTURE = /^(?:figure|picture|figcaption)$/;
/** In UTF-16 code units without blanks: an opening as short as this is taken however short the text below is. */
const SHORT = 400;

/**
 * The title above the main text, and what stands between them: a text opens with its heading, subtitle and first lines, which often are outside of
 * the element that holds the rest.
 *
 * @returns Elements in order; none when the title is inside the main text, far above it, or a link as the name of the site is.
 */
export function openingOf(root: PageElement, { elements }: Page, measures: Measures): PageElement[] {
  const title = elements.slice(0, Math.max(0, elements.indexOf(root))).findLast(({ name }) => name === 'h1');
  if (title === undefined || isInside(root, title) || elements.some((one) => one.name === 'h1' && isInside(one, root)))
    return [];
  const { text, linked } = measures.get(title) ?? NO_TEXT;
  if (text === 0 || linked > text / 2) return [];
  const opening = between(title, root).filter((element) => measures.has(element) && !PICTURE.test(element.name));
  const length = opening.reduce((sum, element) => sum + measures.get(element)!.text, 0);
  return length <= Math.max(SHORT, (measures.get(root) ?? NO_TEXT).text * MAX_SHARE) ? opening : [];
}

/** The title, and the elements after it and before the root, each as a whole. */
function between(title: PageElement, root: PageElement): PageElement[] {
  const above = new Set<PageElement>();
  for (let up: PageElement | null = root; up !== null; up = up.parent) above.add(up);
  const found = [title];
  let from = title;
  for (; from.parent !== null && !above.has(from.parent); from = from.parent) found.push(...after(from));
  for (let parent = from.parent; parent !== null; ) {
    const siblings = parent.children.filter(isElement);
    const end = siblings.findIndex((sibling) => above.has(sibling));
    const start = siblings.indexOf(from) + 1;
    found.push(...siblings.slice(start, end < 0 ? start : end));
    if (end < 0 || siblings[end] === root) return found;
    parent = siblings[end]!;
  }
  return found;
}

function after(element: PageElement): PageElement[] {
  const siblings = element.parent?.children.filter(isElement) ?? [];
  return siblings.slice(siblings.indexOf(element) + 1);
}
