import type { PageElement } from '../parse-html.ts';
import { isNamedNotice, isNamedSurrounding } from './element-words.ts';
import { type Measures, NO_TEXT } from './measure-text.ts';

const ROLES = new Set(
  'navigation search banner contentinfo complementary dialog alertdialog menu menubar toolbar'.split(' '),
);
/** Share of linked text from which a block is navigation. */
const LINKED_BLOCK = 0.5;
const LINKED_TEXT = 0.8;
const BLOCK = new Set(
  'div section ul ol dl table tbody tr aside article header nav center details fieldset main form'.split(' '),
);
const TEXT = new Set('p li td dd blockquote'.split(' '));
/** Share of the text of a page above which a name does not make an element a surrounding. */
const LARGE = 0.4;

/** Whether an element lies over a page or leads through it, whatever its place: such are left out before anything is measured. */
export function isOverlay(element: PageElement): boolean {
  if (element.name === 'nav' || element.name === 'dialog') return true;
  return /^(?:dialog|alertdialog|navigation|menu|menubar)$/.test(element.attributes.get('role') ?? '');
}

/** Finds what surrounds the text of a page: navigation, headers and footers, comments, notices, lists of links. */
export function findSurroundings(
  body: PageElement,
  { measures, isGuarded }: { measures: Measures; isGuarded: (element: PageElement) => boolean },
): Set<PageElement> {
  const surroundings = new Set<PageElement>();
  const whole = measures.get(body) ?? NO_TEXT;
  const visit = (parent: PageElement, isInMain: boolean) => {
    for (const element of parent.children) {
      if (typeof element === 'string') continue;
      const measure = measures.get(element);
      if (measure === undefined) continue;
      const isKept = whole.kept > 0 && measure.kept >= whole.kept / 2;
      if (!isKept && isSurrounding(element)) surroundings.add(element);
      else visit(element, isInMain || element.name === 'main' || element.name === 'article');
    }
    function isSurrounding(element: PageElement): boolean {
      const { text, linked } = measures.get(element)!;
      const { name, attributes } = element;
      if (name === 'footer' || (name === 'aside' && !isInMain)) return true;
      if (ROLES.has(attributes.get('role') ?? '')) return true;
      if (name === 'header' && !isGuarded(element)) return true;
      if (BLOCK.has(name) && linked > text * LINKED_BLOCK) return true;
      if (TEXT.has(name) && linked > text * LINKED_TEXT) return true;
      return isNamedSurrounding(element) && !isGuarded(element) && text <= whole.text * LARGE;
    }
  };
  visit(body, false);
  return surroundings;
}

/** Whether an element is a notice about cookies and the like. */
export function isNotice(element: PageElement, { measures, body }: { measures: Measures; body: PageElement }): boolean {
  return isNamedNotice(element) && (measures.get(element)?.text ?? 0) <= (measures.get(body)?.text ?? 0) * LARGE;
}
