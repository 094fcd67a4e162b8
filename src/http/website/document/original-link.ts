import type { OriginalFile } from '../../../library/original-file.ts';
import { describePage } from '../../../protocol/describe-page.ts';
import type { Language } from '../../../protocol/language.ts';
import type { PageKind } from '../../../protocol/places.ts';
import { attributesHtml, escapeHtml } from '../pages/html.ts';
import { PAGE_WORDS } from '../pages/page-words.ts';

/** The file of the document that is shown. */
export type ShownOriginal = Pick<OriginalFile, 'extension' | 'size'>;

/** The link to the file of a document as it came, with its format and size. */
export function originalLink(id: string, { extension, size }: ShownOriginal, language: Language): string {
  const format = escapeHtml(extension.slice(1).toUpperCase());
  return `<a${attributesHtml({ class: 'original', href: originalAddress(id) })}>${PAGE_WORDS[language].original}</a> (${format}, ${sizeInWords(size, language)})`;
}

/** Where a page of the source starts; a link to that page, where a browser can open the file there. */
export function pageMark(
  { page, pageKind }: { page: number; pageKind: PageKind | undefined },
  id: string,
  original: ShownOriginal | null,
  language: Language,
): string {
  const label = describePage(page, pageKind, language);
  const isLink = original?.extension === '.pdf';
  const html = isLink
    ? `<a${attributesHtml({ class: 'original', href: `${originalAddress(id)}#page=${page}` })}>${label}</a>`
    : label;
  return `<p class="page-mark" lang="${language}">${html}</p>`;
}

/** The address of the file of a document. */
export function originalAddress(id: string): string {
  return `/api/documents/${encodeURIComponent(id)}/file`;
}

function sizeInWords(bytes: number, language: Language): string {
  const [unit, factor] = bytes < 1_000_000 ? (['kilobyte', 1000] as const) : (['megabyte', 1_000_000] as const);
  const digits = { maximumFractionDigits: unit === 'kilobyte' ? 0 : 1 };
  return new Intl.NumberFormat(language, { style: 'unit', unit, ...digits }).format(Math.max(1, bytes / factor));
}
