import { isMath } from '../../xml/math-formula.ts';
import { isElement, isInside, type Page, type PageElement } from '../parse-html.ts';
import { isNamedOpening } from './element-words.ts';
import { measureText, NO_TEXT } from './measure-text.ts';

/** Elements without text of the page, and controls of forms. */
const WITHOUT_TEXT = new Set(
  'script style noscript template svg iframe frame object embed head title meta link select input textarea option datalist audio video canvas meter progress rp'.split(
    ' ',
  ),
);
const DISPLAYS_NOTHING = /(?:display:\s*none|visibility:\s*hidden)/i;
const HEADING = /^(?:h[1-6]|summary|dt|legend)$/;
const OPENED_BY = ['aria-controls', 'data-target', 'data-bs-target', 'href'];

/** What of a page is shown, or is shown after a click on a tab, a question or the like. */
export interface Shown {
  isShown(element: PageElement): boolean;
  /** The tab that opens a panel. */
  tabOf(panel: PageElement): PageElement | undefined;
}

/**
 * Finds what a page shows. Hidden panels that something opens are text; controls and their labels are none, nor are buttons, except the questions
 * above an answer. A tab is no text by itself: it names its panel.
 */
export function findShown({ elements }: Pick<Page, 'elements'>): Shown {
  const byId = new Map(elements.map((element) => [element.attributes.get('id'), element]));
  const opened = new Map<PageElement, PageElement>();
  const tabs = new Map<PageElement, PageElement>();
  for (const element of elements.filter(mayOpen)) {
    const target = OPENED_BY.map((name) => byId.get(element.attributes.get(name)?.replace(/^#/, '') || '-')).find(
      (found) => found !== undefined,
    );
    if (target === undefined || isInside(element, target)) continue;
    opened.set(element, target);
    if (element.attributes.get('role') === 'tab') tabs.set(target, element);
  }
  const panels = new Set(opened.values());
  const isPanel = (element: PageElement) =>
    panels.has(element) || element.attributes.get('role') === 'tabpanel' || isNamedOpening(element);
  const isQuestion = (button: PageElement) => {
    const target = opened.get(button);
    if (target && (isMenu(target) || isMostlyLinks(target))) return false;
    if (target || hasAncestor(button, ({ name }) => HEADING.test(name))) return true;
    return isNamedOpening(button) && button.attributes.has('aria-expanded');
  };
  return {
    tabOf: (panel) => tabs.get(panel),
    isShown(element) {
      const { name, attributes } = element;
      if (WITHOUT_TEXT.has(name) || isTwinOfFormula(element)) return false;
      if (isHidden(element) && !isPanel(element) && !holdsFormula(element)) return false;
      if (name === 'label') return !hasAncestor(element, (ancestor) => ancestor.name === 'form');
      if (attributes.get('role') === 'tab') return !opened.has(element);
      return !isButton(element) || isQuestion(element);
    },
  };
}

/** Formulas are shown as pictures or letters set in place, and written in MathML beside these, which may be hidden. */
function holdsFormula({ children }: PageElement): boolean {
  const [first, ...more] = children.filter((child) => isElement(child) || child.trim() !== '');
  return first !== undefined && isElement(first) && isMath(first) && more.length === 0;
}

function isTwinOfFormula({ attributes, parent }: PageElement): boolean {
  if (attributes.get('aria-hidden') !== 'true') return false;
  return parent?.children.some((child) => isElement(child) && (isMath(child) || holdsFormula(child))) === true;
}

function mayOpen(element: PageElement): boolean {
  const { attributes } = element;
  if (attributes.has('aria-haspopup')) return false;
  return isButton(element) || attributes.has('aria-controls') || attributes.get('role') === 'tab';
}

function isHidden({ attributes }: PageElement): boolean {
  if (attributes.has('hidden')) return attributes.get('hidden') !== 'until-found';
  return DISPLAYS_NOTHING.test(attributes.get('style') ?? '');
}

function isButton({ name, attributes }: PageElement): boolean {
  return name === 'button' || attributes.get('role') === 'button';
}

function isMenu(target: PageElement): boolean {
  return (
    /^(?:menu|menubar|listbox|dialog|navigation|search)$/.test(target.attributes.get('role') ?? '') ||
    target.name === 'nav'
  );
}

function isMostlyLinks(target: PageElement): boolean {
  const measures = measureText(target, { isLeftOut: () => false, isKept: () => false });
  const { text, linked } = measures.get(target) ?? NO_TEXT;
  return linked > text / 2;
}

function hasAncestor(element: PageElement, test: (ancestor: PageElement) => boolean): boolean {
  for (let up = element.parent; up !== null; up = up.parent) if (test(up)) return true;
  return false;
}
