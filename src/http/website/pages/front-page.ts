import { adviceHere } from '../../../config/advice-here.ts';
import type { Document } from '../../../documents/document.ts';
import type { DocumentSummary } from '../../../protocol/documents.ts';
import type { Language } from '../../../protocol/language.ts';
import type { ShownOriginal } from '../document/original-link.ts';
import { addingHtml, documentListHtml, type UploadBounds } from './document-list.ts';
import { escapeHtml, type PageAssets } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { PAGE_WORDS } from './page-words.ts';
import { messageBody, paneBody, readerBody } from './reader-page.ts';

/** Documents that one page lists. */
const DOCUMENTS_PER_PAGE = 100;

/** What the front page shows. */
interface FrontPageOptions {
  documents: DocumentSummary[];
  /** The only document; null where there are none or several. */
  document: Document | null;
  /** That document as it is shown. */
  article: string;
  /** The file of that document, where it can be opened. */
  original: ShownOriginal | null;
  language: Language;
  assets: PageAssets;
  isReaderOpen: boolean;
  /** Null: documents are not changed over HTTP. */
  uploads: UploadBounds | null;
  /** Lists only the documents with this tag. */
  tag?: string | undefined;
  /** The page of the list, from 1. */
  page: number;
}

/** The product's front page: the one document and the chat about it, or the list of all documents and the chat about them. */
export function frontPage(options: FrontPageOptions): string {
  const { documents, document, article, original, language, isReaderOpen, assets, uploads } = options;
  const words = PAGE_WORDS[language];
  const frame = { language, title: 'Pilcrow ¶', description: words.promise, isReaderOpen, assets };
  const promise = `<p class="promise">${words.promise}</p>`;
  if (documents.length === 0) {
    const more = uploads === null ? '' : addingHtml(uploads, { language, isOpen: true });
    const html = uploads === null ? adviceHere(words.addDocuments) : words.addHere;
    return pageFrame({ ...frame, body: messageBody({ heading: words.noDocuments, html, more }) });
  }
  if (document !== null) {
    const list = documentListHtml(documents, { language, isReaderOpen });
    const adding = uploads === null ? '' : addingHtml(uploads, { language, list });
    return pageFrame({
      ...frame,
      body: readerBody({ document, article, original, language, assets, introduction: promise + adding }),
    });
  }
  return pageFrame({ ...frame, description: words.promiseOfMany, body: libraryBody(options) });
}

function libraryBody({ documents, language, isReaderOpen, uploads, tag, page }: FrontPageOptions): string {
  const words = PAGE_WORDS[language];
  const { compare } = new Intl.Collator(language);
  const listed = documents
    .filter(({ tags }) => tag === undefined || tags.includes(tag))
    .sort((a, b) => compare(a.title, b.title));
  const pages = Math.max(1, Math.ceil(listed.length / DOCUMENTS_PER_PAGE));
  const current = Math.min(page, pages);
  const heading = tag === undefined ? words.documents : escapeHtml(words.tagged(tag));
  const main = `<h1>${heading} <span class="count">${listed.length}</span></h1>
<p class="promise">${tag === undefined ? words.promiseOfMany : `<a href="/">${words.allDocuments}</a>`}</p>
${uploads === null ? '' : addingHtml(uploads, { language })}
${documentListHtml(listed.slice((current - 1) * DOCUMENTS_PER_PAGE, current * DOCUMENTS_PER_PAGE), { language, isReaderOpen })}
${pages > 1 ? pagesHtml({ current, pages, tag, language }) : ''}`;
  const chat = { heading: words.questionsOfMany, ...(tag !== undefined && { tags: tag }) };
  return paneBody({ language, main, tool: 'filter', skip: words.toDocuments, chat });
}

function pagesHtml({
  current,
  pages,
  tag,
  language,
}: {
  current: number;
  pages: number;
  tag: string | undefined;
  language: Language;
}): string {
  const words = PAGE_WORDS[language];
  const link = (page: number, rel: string, name: string) => {
    const query = new URLSearchParams({ ...(tag !== undefined && { tag }), page: String(page) });
    return page < 1 || page > pages ? '' : `<a rel="${rel}" href="/?${escapeHtml(query.toString())}">${name}</a>`;
  };
  return `<nav class="pages" aria-label="${words.pages}">${link(current - 1, 'prev', words.previousPage)}
<span>${current} / ${pages}</span> ${link(current + 1, 'next', words.nextPage)}</nav>`;
}
