import type { Notes } from '../blocks/find-notes.ts';
import { isElement, type Page, type PageElement } from '../parse-html.ts';
import { type Measures, measureText, NO_TEXT } from './measure-text.ts';
import { openingOf } from './opening.ts';
import { elementsOfReadability } from './readability-hint.ts';
import { findShown, type Shown } from './shown-elements.ts';
import { findSurroundings, isBelowText, isNotice, isOverlay } from './surroundings.ts';

/** Share of what Readability kept that the root must hold. */
const NEARLY_ALL = 0.97;
/** What may be the root: text inside others is part of a sentence, a list or a table. */
const CONTAINER = /^(?:html|body|div|section|article|main|center|form|td|aside|details|header|fieldset|span)$/;
/** In UTF-16 code units without blanks: below this, nothing was found. */
const MIN_TEXT = 40;
/** In UTF-16 code units without blanks: what Readability found is a text. */
const ENOUGH = 200;
/** Share of Readability's text, and of the page, below which something went wrong. */
const MIN_SHARE = 0.3;

/** The main text of a page. */
export interface MainText {
  /** Where it stands, in order. */
  roots: PageElement[];
  isLeftOut(element: PageElement): boolean;
  shown: Shown;
}

/**
 * Finds the main text of a page. Readability gives a hint: what it keeps is never left out, and where it is found is where the text starts; text and
 * structure are always those of the page. The DOM of the page is used up.
 */
export function findMainText(page: Page, { notes }: { notes: Notes }): MainText {
  const { body } = page;
  const shown = findShown(page);
  const titles = ancestorsOf(page.elements.filter(({ name }) => name === 'h1'));
  const hasTitle = (element: PageElement) => titles.has(element);
  const isHidden = (element: PageElement) => !shown.isShown(element) || isOverlay(element);
  const all = measureText(body, { isLeftOut: isHidden, isKept: () => false });
  const isOutside = (element: PageElement) => isHidden(element) || isNotice(element, { measures: all, body });
  const noted = ancestorsOf([...notes.blocks.keys()]);
  const isBelow = (element: PageElement) =>
    isOutside(element) || (!noted.has(element) && isBelowText(element, { hasTitle }));
  const kept = elementsOfReadability(page, { isLeftOut: isBelow });
  const isKept = (element: PageElement) => kept.has(element);
  const before = measureText(body, { isLeftOut: isOutside, isKept });
  const surroundings = findSurroundings(body, {
    measures: before,
    hasTitle,
    isGuarded: (element) => noted.has(element),
  });
  // Where a text was found elsewhere, comments are none, however long they are.
  const isAround = textOfKept(before, body) >= ENOUGH ? isBelow : isOutside;
  const isLeftOut = (element: PageElement) => isAround(element) || surroundings.has(element);
  const after = measureText(body, { isLeftOut, isKept });
  const root = rootOf(page, after);
  const found = textOf(after, root);
  const { kept: keptText, text } = before.get(body) ?? NO_TEXT;
  if (found >= MIN_TEXT && found >= keptText * MIN_SHARE) {
    return { roots: [...openingOf(root, page, after), root], isLeftOut, shown };
  }
  const whole = keptText > text * MIN_SHARE ? narrowed(body, before) : body;
  return {
    roots: [whole],
    isLeftOut: textOf(before, body) > 0 ? isOutside : (element) => !shown.isShown(element),
    shown,
  };
}

/** Where what Readability kept stands; on pages with little of it, the part that the page marks, or the whole page. */
function rootOf({ body, elements }: Page, measures: Measures): PageElement {
  const all = textOf(measures, body);
  const root = narrowed(body, measures);
  if (textOf(measures, root) >= all / 2) return root;
  const marked = ['main', 'article'].flatMap((name) => {
    const named = elements.filter(
      (element) => element.name === name || (name === 'main' && element.attributes.get('role') === 'main'),
    );
    return named.length === 1 ? named : [];
  });
  return marked.find((element) => textOf(measures, element) > all / 2) ?? body;
}

/** The smallest element that holds nearly all of what Readability kept. */
function narrowed(body: PageElement, measures: Measures): PageElement {
  const { kept } = measures.get(body) ?? NO_TEXT;
  if (kept === 0) return body;
  let root = body;
  for (;;) {
    const next = root.children.find(
      (child): child is PageElement =>
        isElement(child) && CONTAINER.test(child.name) && (measures.get(child)?.kept ?? 0) >= kept * NEARLY_ALL,
    );
    if (next === undefined) return root;
    root = next;
  }
}

function textOf(measures: Measures, element: PageElement): number {
  return measures.get(element)?.text ?? 0;
}

function textOfKept(measures: Measures, element: PageElement): number {
  return measures.get(element)?.kept ?? 0;
}

function ancestorsOf(elements: readonly PageElement[]): Set<PageElement> {
  const ancestors = new Set<PageElement>();
  for (const element of elements) {
    for (let up: PageElement | null = element; up !== null && !ancestors.has(up); up = up.parent) ancestors.add(up);
  }
  return ancestors;
}
