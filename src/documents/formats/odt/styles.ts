import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts';
import { type ListLevel, readLevels } from './list-levels.ts';

const TITLE = /^(?:Title|Заголовок документа)$/;
const MAX_PARENTS = 20;

/** What the styles of a document say of its parts. */
export interface Styles {
  isHidden(family: 'paragraph' | 'text', name: string | undefined): boolean;
  /** How far a text is raised, in hundredths of its height; negative when it is lowered. */
  raisedBy(name: string | undefined): number;
  isTitle(name: string | undefined): boolean;
  /** Whether a style of headings takes them out of the numbering. */
  isUnnumbered(name: string | undefined): boolean;
  /** The levels of a list style, outermost first. */
  listLevels(name: string | undefined): ListLevel[];
  /** The levels that headings are numbered by. */
  outline: ListLevel[];
}

/** Reads the styles of a document. @param roots Of the parts `styles.xml` and `content.xml`. */
export function readStyles(roots: readonly XmlElement[]): Styles {
  const groups = roots.flatMap((root) => ['styles', 'automatic-styles'].flatMap((name) => elementsOf(root, name)));
  const all = groups.flatMap((group) => elementsOf(group));
  const byName = new Map(
    all
      .filter(({ name }) => name === 'style')
      .map((style) => [`${style.attributes.family} ${style.attributes.name}`, style]),
  );
  const lists = new Map(
    all.filter(({ name }) => name === 'list-style').map((style) => [style.attributes.name, readLevels(style)]),
  );
  const chain = (family: string, name: string | undefined) => {
    const styles: XmlElement[] = [];
    let style = byName.get(`${family} ${name}`);
    while (style && styles.length < MAX_PARENTS) {
      styles.push(style);
      style = byName.get(`${family} ${style.attributes['parent-style-name']}`);
    }
    return styles;
  };
  const property = (family: string, name: string | undefined, key: string) =>
    chain(family, name)
      .map((style) => elementAt(style, 'text-properties')?.attributes[key])
      .find((value) => value !== undefined);
  const outline = all.find(({ name }) => name === 'outline-style');
  return {
    isHidden: (family, name) => property(family, name, 'display') === 'none',
    raisedBy: (name) => shift(property('text', name, 'text-position') ?? ''),
    isTitle: (name) =>
      TITLE.test(name ?? '') || chain('paragraph', name).some(({ attributes }) => TITLE.test(attributes.name ?? '')),
    isUnnumbered: (name) =>
      chain('paragraph', name)
        .map(({ attributes }) => attributes['list-style-name'])
        .find((list) => list !== undefined) === '',
    listLevels: (name) => lists.get(name) ?? [],
    outline: outline ? readLevels(outline) : [],
  };
}

/** `super 58%`, `-33% 58%` */
function shift(position: string): number {
  if (position.startsWith('super')) return 1;
  return position.startsWith('sub') ? -1 : Number.parseFloat(position) || 0;
}
