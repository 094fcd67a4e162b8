import path from 'node:path';
import { onOneLine } from '../../document.ts';
import { type PageElement, parsePage, rawTextOf } from '../html/parse-html.ts';

const CHAPTER_TYPE = /html|oeb1/i;
const CHAPTER_NAME = /\.x?html?$/i;

/** What the package of an EPUB says of it. */
export interface EpubPackage {
  title: string | null;
  /** Paths of its chapters in the order of its spine, without the table of contents. */
  chapters: string[];
  /** Names in the spine of what the package does not describe. */
  undescribed: string[];
}

/** Reads the package, whatever prefix its elements have; `packagePath` is where its links start. */
export function readPackage(text: string, packagePath: string): EpubPackage {
  const { elements } = parsePage(text);
  const named = (name: string) => elements.filter((element) => localName(element) === name);
  const items = new Map(named('item').map((item) => [item.attributes.get('id'), item]));
  const spine = named('itemref').map(({ attributes }) => attributes.get('idref') ?? '');
  const [title] = named('title');
  return {
    title: title ? onOneLine(rawTextOf(title)) : null,
    chapters: [...new Set(spine.flatMap((id) => chapterPath(items.get(id), packagePath) ?? []))],
    undescribed: spine.filter((id) => items.get(id)?.attributes.get('href') === undefined),
  };
}

function localName({ name }: PageElement): string {
  return name.slice(name.indexOf(':') + 1);
}

function chapterPath(item: PageElement | undefined, packagePath: string): string | null {
  const href = item?.attributes.get('href')?.replace(/[?#].*$/, '');
  if (!item || !href || /\bnav\b/.test(item.attributes.get('properties') ?? '')) return null;
  if (!CHAPTER_TYPE.test(item.attributes.get('media-type') ?? '') && !CHAPTER_NAME.test(href)) return null;
  return path.posix.join(path.posix.dirname(packagePath), decoded(href));
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
