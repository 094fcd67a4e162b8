import path from 'node:path';
import type { Omission } from '../../../protocol/document-blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { NotedPage } from '../html/blocks/find-notes.ts';
import { blocksOfPages } from '../html/blocks-of-pages.ts';
import { decodePage } from '../html/decode-page.ts';
import { parsePage } from '../html/parse-html.ts';
import type { ReadFile } from '../read-file.ts';
import { readPackage } from './read-package.ts';
import { unzip } from './unzip.ts';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const WANTED = /^META-INF\/(?:container|encryption)\.xml$|\.(?:opf|x?html?|xml)$/i;
const PICTURE = /^(?:img|image|svg)$/;
/** Names that a report has. */
const MAX_NAMES = 20;

type Files = ReadonlyMap<string, Buffer<ArrayBuffer>>;

/** Reads an EPUB: its chapters in the order of its spine. */
export const readEpub: ReadFile = async (bytes, { onProgress }) => {
  const files = await unzip(bytes, (name) => WANTED.test(name));
  const packagePath =
    /full-path\s*=\s*["']([^"']+)["']/.exec(textOf(files, CONTAINER) ?? '')?.[1] ?? firstPackage(files);
  const packageText = packagePath === undefined ? null : textOf(files, packagePath);
  if (packagePath === undefined || packageText === null) {
    throw unreadable('it has no table of its chapters inside; save it again as EPUB');
  }
  const { chapters, undescribed, title: named } = readPackage(packageText, packagePath);
  requireNotEncrypted(textOf(files, ENCRYPTION) ?? '', chapters);
  const pages: NotedPage[] = [];
  for (const chapter of chapters) {
    const text = textOf(files, chapter);
    if (text !== null) pages.push({ path: chapter, page: parsePage(text) });
    onProgress();
  }
  const blocks = blocksOfPages(pages);
  const title = titleOf({ metadata: named, blocks });
  const missing = [
    ...chapters.filter((chapter) => !files.has(chapter)).map((chapter) => path.posix.basename(chapter)),
    ...undescribed,
  ];
  const composed = composeText(blocks, { title });
  if (composed.paragraphs.length === 0) throw withoutText(pages, chapters);
  return { ...composed, title, omissions: omissionsOf(missing, chapters.length + undescribed.length) };
};

function textOf(files: Files, name: string): string | null {
  const bytes = files.get(name);
  return bytes ? decodePage(bytes).text : null;
}

function firstPackage(files: Files): string | undefined {
  return [...files.keys()].find((name) => name.endsWith('.opf'));
}

function omissionsOf(missing: readonly string[], of: number): Omission[] {
  if (missing.length === 0) return [];
  return [{ kind: 'chapters-missing', count: missing.length, of, places: missing.slice(0, MAX_NAMES) }];
}

/** Why a book without words has none. */
function withoutText(pages: readonly NotedPage[], chapters: readonly string[]) {
  if (chapters.length > 0 && pages.length === 0) {
    return unreadable('all chapters that it names are missing inside; save it again as EPUB');
  }
  const hasPictures = pages.some(({ page }) => page.elements.some(({ name }) => PICTURE.test(name)));
  if (hasPictures)
    return unreadable(
      'its pages are pictures, without text; recognise the text (OCR), and send it as PDF or EPUB with text',
    );
  return unreadable('its chapters have no text; save it again as EPUB');
}

/** @throws DOCUMENT_UNREADABLE when chapters are encrypted; fonts may be. */
function requireNotEncrypted(encryption: string, chapters: readonly string[]): void {
  if (chapters.some((chapter) => encryption.includes(`URI="${chapter}"`))) {
    throw unreadable('it is protected (DRM); only a copy without protection can be read');
  }
}
