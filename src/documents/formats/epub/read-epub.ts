import path from 'node:path';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import { pageBlocks } from '../html/page-blocks.ts';
import { type Page, parsePage } from '../html/parse-html.ts';
import type { ReadFile } from '../read-file.ts';
import { unzip } from './unzip.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const WANTED = /^META-INF\/(?:container|encryption)\.xml$|\.(?:opf|x?html?|xml)$/i;
const CHAPTER_TYPE = /html/i;

type Files = ReadonlyMap<string, Buffer<ArrayBuffer>>;

/** Reads an EPUB: its chapters in the order of its spine. */
export const readEpub: ReadFile = async (bytes, { onProgress }) => {
  const files = await unzip(bytes, (name) => WANTED.test(name));
  const packagePath = /full-path="([^"]+)"/.exec(textOf(files, CONTAINER) ?? '')?.[1] ?? firstPackage(files);
  const packageText = packagePath === undefined ? null : textOf(files, packagePath);
  if (packagePath === undefined || packageText === null) {
    throw unreadable('it has no table of its chapters inside; save it again as EPUB');
  }
  const description = parsePage(packageText);
  const chapters = chaptersOf(description).map((href) => path.posix.join(path.posix.dirname(packagePath), href));
  requireNotEncrypted(textOf(files, ENCRYPTION) ?? '', chapters);
  const blocks: Block[] = [];
  for (const chapter of chapters) {
    const text = textOf(files, chapter);
    if (text !== null) blocks.push(...pageBlocks(parsePage(text).body));
    onProgress();
  }
  const title = titleOf({ metadata: description.querySelector('dc\\:title')?.textContent ?? null, blocks });
  return { ...composeText(blocks, { title }), title, omissions: [] };
};

function textOf(files: Files, name: string): string | null {
  const bytes = files.get(name);
  return bytes ? decodeText(bytes).text : null;
}

function firstPackage(files: Files): string | undefined {
  return [...files.keys()].find((name) => name.endsWith('.opf'));
}

/** Paths of the chapters in the package, without the table of contents. */
function chaptersOf(description: Page): string[] {
  const items = new Map([...description.querySelectorAll('item')].map((item) => [item.getAttribute('id'), item]));
  const references = [...description.querySelectorAll('itemref')];
  const paths = references.flatMap((reference) => {
    const item = items.get(reference.getAttribute('idref'));
    const href = item?.getAttribute('href');
    const isContents = /\bnav\b/.test(item?.getAttribute('properties') ?? '');
    if (!href || isContents || !CHAPTER_TYPE.test(item?.getAttribute('media-type') ?? '')) return [];
    return [decoded(href.replace(/[?#].*$/, ''))];
  });
  return [...new Set(paths)];
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** @throws DOCUMENT_UNREADABLE when chapters are encrypted; fonts may be. */
function requireNotEncrypted(encryption: string, chapters: readonly string[]): void {
  if (chapters.some((chapter) => encryption.includes(`URI="${chapter}"`))) {
    throw unreadable('it is protected (DRM); only a copy without protection can be read');
  }
}
