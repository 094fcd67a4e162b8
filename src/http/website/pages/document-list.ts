import { describeOmission } from '../../../protocol/describe-omission.ts';
import type { Omission } from '../../../protocol/document-blocks.ts';
import type { DocumentSummary } from '../../../protocol/documents.ts';
import type { Language } from '../../../protocol/language.ts';
import { languageName } from '../../../text/language-tags.ts';
import { attributesHtml, escapeHtml } from './html.ts';
import { PAGE_WORDS } from './page-words.ts';

/** Which files may be uploaded, for the script that uploads them. */
export interface UploadBounds {
  maxFileBytes: number;
  /** As `.txt`. */
  extensions: readonly string[];
}

/** How a list of documents is written. */
interface ListOptions {
  language: Language;
  /** Where it is not, a document is read on its own page, or nowhere. */
  isReaderOpen: boolean;
}

/** The list of documents, each with its metadata and a link to read it. */
export function documentListHtml(documents: readonly DocumentSummary[], options: ListOptions): string {
  return `<ul class="document-list">
${documents.map((document) => documentHtml(document, options)).join('\n')}
</ul>`;
}

function documentHtml(
  { id, title, paragraphs, tags, url, omissions, language: own }: DocumentSummary,
  { language, isReaderOpen }: ListOptions,
): string {
  const words = PAGE_WORDS[language];
  const name = languageName(own, language);
  const href = isReaderOpen ? `/documents/${encodeURIComponent(id)}` : url;
  const link = { class: 'title', href, lang: own, dir: 'auto' };
  const tagged = tags.map((tag) => {
    const address = `/?${new URLSearchParams({ tag })}`;
    return ` <a${attributesHtml({ class: 'tag', href: address })}>${escapeHtml(tag)}</a>`;
  });
  const omitted = omissionsHtml(omissions, language);
  return `<li${attributesHtml({ 'data-id': id })}><a${attributesHtml(link)}>${escapeHtml(title)}</a>
<p class="metadata">${name === null ? '' : `${name} · `}${words.paragraphs(paragraphs)}${tagged.join('')}</p>${omitted}</li>`;
}

/** What of a document could not be read, in a line; nothing where all was. */
export function omissionsHtml(omissions: readonly Omission[], language: Language): string {
  if (omissions.length === 0) return '';
  const described = omissions.map((omission) => escapeHtml(describeOmission(omission, language)));
  return `\n<p class="omissions" lang="${language}">${described.join(' · ')}</p>`;
}

/**
 * The element where documents are added, which a script fills; without scripts it says that one is needed.
 *
 * @param options.list HTML of the list whose documents can be deleted there.
 */
export function addingHtml(
  { maxFileBytes, extensions }: UploadBounds,
  { language, isOpen = false, list = '' }: { language: Language; isOpen?: boolean; list?: string },
): string {
  const words = PAGE_WORDS[language];
  const bounds = { 'data-max-bytes': String(maxFileBytes), 'data-extensions': extensions.join(',') };
  return `<details${attributesHtml({ id: 'adding', class: 'adding', ...bounds, open: isOpen ? '' : null })}>
<summary>${words.add}</summary>
<noscript><p>${words.addingWithoutScript}</p></noscript>
${list}
</details>`;
}
