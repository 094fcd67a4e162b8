import { isElement, type PageElement, type PageNode } from '../parse-html.ts';
import { isDoubtful, isNamedComments, isNamedNotice, surroundingWords } from './element-words.ts';
import { type Measures, NO_TEXT, type TextMeasure } from './measure-text.ts';

const OVERLAY_ROLE = /^(?:dialog|alertdialog|navigation|menu|menubar)$/;
const ROLES = new Set(
  'navigation search banner contentinfo complementary dialog alertdialog menu menubar toolbar'.split(' '),
);
/** Share of linked text from which a block is navigation. */
const LINKED_BLOCK = 0.5;
const LINKED_TEXT = 0.8;
const BLOCK = new Set(
  'div section ul ol dl table aside article header nav center details fieldset main form'.split(' '),
);
const TEXT = new Set('p li td dd blockquote'.split(' '));
/** Share of the text of a page above which a name does not make an element a surrounding. */
const LARGE = 0.4;
const NEARLY_ALL = 0.9;
const HEADING = /^h[2-6]$/;

type Test = (element: PageElement) => boolean;

/** Whether an element lies over a page or leads through it, whatever its place: such are left out before anything is measured. */
export function isOverlay({ name, attributes }: PageElement): boolean {
  return name === 'nav' || name === 'dialog' || OVERLAY_ROLE.test(attributes.get('role') ?? '');
}

/** Whether an element is the foot of a page, or what readers write below its text, and not the text: Readability may take them for it. */
export function isBelowText(element: PageElement, { hasTitle }: { hasTitle: Test }): boolean {
  if (hasTitle(element)) return false;
  const isFooter = element.name === 'footer' || element.attributes.get('role') === 'contentinfo';
  return isFooter || (element.name !== 'body' && isNamedComments(element));
}

/** Finds what surrounds the text of a page: navigation, headers and footers, comments, notices, lists of links. */
export function findSurroundings(
  body: PageElement,
  { measures, hasTitle, isGuarded }: { measures: Measures; hasTitle: Test; isGuarded: Test },
): Set<PageElement> {
  const surroundings = new Set<PageElement>();
  const whole = measures.get(body) ?? NO_TEXT;
  const common = commonWords(body, measures);
  const visit = (parent: PageElement, isInMain: boolean) => {
    for (const element of parent.children) {
      const measure = isElement(element) ? measures.get(element) : undefined;
      if (!isElement(element) || measure === undefined) continue;
      const isKept = isGuarded(element) || (whole.kept > 0 && measure.kept >= whole.kept / 2);
      if (!isKept && (isSurroundingByKind(element, { measure, isInMain, hasTitle }) || isNamed(element, measure))) {
        surroundings.add(element);
      } else visit(element, isInMain || element.name === 'main' || element.name === 'article');
    }
  };
  const isNamed = (element: PageElement, { text, linked }: TextMeasure) =>
    text <= whole.text * LARGE &&
    !hasTitle(element) &&
    surroundingWords(element, { hasLinks: linked > 0 }).some((word) => !common.has(word));
  visit(body, false);
  for (const heading of headingsOfNothing(body, measures, surroundings)) surroundings.add(heading);
  return surroundings;
}

/** Whether an element surrounds the text by what it is: its name, its role, the share of its links. */
function isSurroundingByKind(
  element: PageElement,
  { measure, isInMain, hasTitle }: { measure: TextMeasure; isInMain: boolean; hasTitle: Test },
): boolean {
  const { name, attributes } = element;
  const { text, linked } = measure;
  if (name === 'footer' || (name === 'aside' && !isInMain)) return true;
  if (ROLES.has(attributes.get('role') ?? '')) return true;
  if (name === 'header' && !hasTitle(element)) return true;
  return (BLOCK.has(name) && linked > text * LINKED_BLOCK) || (TEXT.has(name) && linked > text * LINKED_TEXT);
}

/** Headings whose whole text is left out: "Related pages" above a list of links. */
function headingsOfNothing(
  body: PageElement,
  measures: Measures,
  surroundings: ReadonlySet<PageElement>,
): PageElement[] {
  const hasText = (node: PageNode) =>
    isElement(node) ? (measures.get(node) ?? NO_TEXT).text > 0 && !surroundings.has(node) : node.trim() !== '';
  const found: PageElement[] = [];
  const visit = (parent: PageElement) => {
    for (const element of parent.children) {
      if (!isElement(element) || !measures.has(element) || surroundings.has(element)) continue;
      if (!HEADING.test(element.name)) visit(element);
      else if (isOfNothing(element)) found.push(element);
    }
  };
  const isOfNothing = (heading: PageElement) => {
    let block = heading;
    while (
      block.parent !== null &&
      block.parent !== body &&
      !block.parent.children.some((child) => child !== block && isPart(child))
    ) {
      block = block.parent;
    }
    const siblings = block.parent?.children ?? [];
    const below = siblings.slice(siblings.indexOf(block) + 1).filter(isPart);
    const end = below.findIndex((child) => hasText(child));
    return (end < 0 ? below : below.slice(0, end)).length > 0 && (end < 0 || isHeading(below[end]!));
  };
  /** What had text before anything was left out. */
  const isPart = (node: PageNode) => (isElement(node) ? (measures.get(node) ?? NO_TEXT).text > 0 : node.trim() !== '');
  visit(body);
  return found;
}

function isHeading(node: PageNode): boolean {
  return isElement(node) && HEADING.test(node.name);
}

/** Words that name much of the page: there they name its text. */
function commonWords(body: PageElement, measures: Measures): Set<string> {
  const totals = new Map<string, number>();
  const visit = (parent: PageElement, above: readonly string[]) => {
    for (const element of parent.children) {
      const measure = isElement(element) ? measures.get(element) : undefined;
      if (!isElement(element) || measure === undefined) continue;
      const words = surroundingWords(element, { hasLinks: measure.linked > 0 }).filter(isDoubtful);
      for (const word of new Set(words)) {
        if (!above.includes(word)) totals.set(word, (totals.get(word) ?? 0) + measure.text);
      }
      visit(element, words.length > 0 ? [...above, ...words] : above);
    }
  };
  visit(body, []);
  const large = (measures.get(body) ?? NO_TEXT).text * LARGE;
  return new Set([...totals].flatMap(([word, total]) => (total > large ? [word] : [])));
}

/** Whether an element is a notice about cookies and the like: one that is asked to be closed may be longer than the page below. */
export function isNotice(element: PageElement, { measures, body }: { measures: Measures; body: PageElement }): boolean {
  if (!isNamedNotice(element)) return false;
  const share = holds(element, 'button') ? NEARLY_ALL : LARGE;
  return (
    !holds(element, 'h1') && (measures.get(element) ?? NO_TEXT).text <= (measures.get(body) ?? NO_TEXT).text * share
  );
}

function holds({ children }: PageElement, name: string): boolean {
  return children.some((child) => isElement(child) && (child.name === name || holds(child, name)));
}
