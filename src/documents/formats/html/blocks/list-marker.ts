import { numberInStyle } from '../../xml/number-in-style.ts';
import { isElement, type PageElement } from '../parse-html.ts';

const STYLES: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
  decimal: '1',
};
const BULLETS = /^(?:none|disc|circle|square)$/;
const STYLE = /list-style(?:-type)?:\s*(?<name>[\w-]+)/i;

/** Whether an element is a list. */
export function isList({ name }: PageElement): boolean {
  return /^(?:ul|ol|menu|dir)$/.test(name);
}

const markersOfLists = new WeakMap<PageElement, Map<PageElement, string | null>>();

/** The marker of one item, as `listMarkers`. */
export function markerOf(item: PageElement): string | null {
  const list = item.parent;
  if (list === null || !isList(list)) return null;
  const markers = markersOfLists.get(list) ?? listMarkers(list);
  markersOfLists.set(list, markers);
  return markers.get(item) ?? null;
}

/** The markers of the items of a list as a browser shows them, null for bullets: HTML's `start`, `reversed`, `value` and `type`. */
export function listMarkers(list: PageElement): Map<PageElement, string | null> {
  const items = list.children.filter((child): child is PageElement => isElement(child) && child.name === 'li');
  const isReversed = list.attributes.has('reversed');
  let next = integer(list.attributes.get('start')) ?? (isReversed ? items.length : 1);
  return new Map(
    items.map((item) => {
      const ordinal = integer(item.attributes.get('value')) ?? next;
      next = ordinal + (isReversed ? -1 : 1);
      const style = styleOf(item) ?? styleOf(list) ?? (list.name === 'ol' ? '1' : null);
      return [item, style === null || BULLETS.test(style) ? null : `${numeral(ordinal, style)}.`];
    }),
  );
}

function styleOf({ attributes, name }: PageElement): string | null {
  const styled = STYLE.exec(attributes.get('style') ?? '')?.groups?.name?.toLowerCase();
  if (styled !== undefined && BULLETS.test(styled)) return styled;
  const type = attributes.get('type');
  const known = styled === undefined ? undefined : STYLES[styled];
  return (
    known ??
    (type && (name === 'ol' || name === 'li') && /^[1aAiI]$|^(?:disc|circle|square)$/i.test(type) ? type : null)
  );
}

function integer(text: string | undefined): number | null {
  return text !== undefined && /^\s*[-+]?\d{1,9}/.test(text) ? Number.parseInt(text, 10) : null;
}

function numeral(ordinal: number, style: string): string {
  const isSmall = style === style.toLowerCase();
  const cased = (text: string) => (isSmall ? text : text.toUpperCase());
  if (ordinal > 0 && /a/i.test(style)) return cased(letters(ordinal));
  if (ordinal > 0 && /i/i.test(style)) return numberInStyle(ordinal, isSmall ? 'lower-roman' : 'upper-roman');
  return String(ordinal);
}

/** a … z, aa, ab, … */
function letters(ordinal: number): string {
  const rest = Math.floor((ordinal - 1) / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((ordinal - 1) % 26));
}
