import { onOneLine } from '../../../document.ts';
import type { Part } from '../package/open-package.ts';
import { elementsOf, parseXml, type XmlElement } from '../package/xml-element.ts';
import { type Draft, linesOf } from './draft.ts';

const NUMBER_WORDS = /(?<!\p{L})(?:стр(?:аница)?|с|лист(?:ов)?|из|page|pages|of|p|seite|von|sur)(?!\p{L})/giu;
const LETTER = /\p{L}/u;

/**
 * The texts of the headers or footers that the document starts with: those of its first page, then those of the others.
 *
 * @param options.read The drafts of such a part, without the numbers of pages.
 * @returns Each line once; lines with nothing but the number of the page are left out.
 */
export function readHeaders(
  kind: 'header' | 'footer',
  {
    sections,
    main,
    read,
  }: { sections: readonly XmlElement[]; main: Part; read: (root: XmlElement, part: Part) => Draft[] },
): string[] {
  const name = `w:${kind}Reference`;
  const section = sections.find((one) => elementsOf(one, name).length > 0);
  const references = elementsOf(section, name);
  const parts = ['first', 'default'].flatMap((type) => {
    const reference = references.find(({ attributes }) => (attributes.type ?? 'default') === type);
    return main.partAt(reference?.attributes['r:id']) ?? [];
  });
  return shownLines(parts.flatMap((part) => read(parseXml(part.text()), part)));
}

/** Each line of headers or footers once, without those that have nothing but the number of the page. */
export function shownLines(drafts: readonly Draft[]): string[] {
  return [...new Set(linesOf(drafts).map(onOneLine))].filter((line) => LETTER.test(line.replace(NUMBER_WORDS, '')));
}
