import type { Document } from '../../documents/document.ts';
import type { DocumentSummary, Language } from '../../protocol.ts';
import { documentArticle } from './document-article.ts';
import { attributesHtml, escapeHtml, type PageAssets } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { PAGE_WORDS } from './page-words.ts';

/** So many documents are listed at once; more wait behind their count. */
const MOST_LISTED = 6;

/** A document and the chat about it, side by side where there is room. It reads without its script. */
export function readerPage({
  document,
  language,
  assets,
}: {
  document: Document;
  language: Language;
  assets: PageAssets;
}): string {
  return pageFrame({
    language,
    title: `${document.title} ¶ Pilcrow`,
    assets,
    body: bodyHtml({ document, language, introduction: '', asksOnlyThis: true }),
  });
}

/** The product's front page: the first document and the chat, with links to all documents where there are several. */
export function frontPage({
  document,
  documents,
  language,
  assets,
}: {
  document: Document | null;
  documents: DocumentSummary[];
  language: Language;
  assets: PageAssets;
}): string {
  const words = PAGE_WORDS[language];
  const frame = { language, title: 'Pilcrow ¶', description: words.promise, assets };
  if (document === null)
    return pageFrame({ ...frame, body: messageBody({ heading: words.noDocuments, html: words.addDocuments }) });
  const links = documents.length > 1 ? documentsHtml(documents, { current: document.id, language }) : '';
  const introduction = `<p class="promise">${words.promise}</p>\n${links}`;
  return pageFrame({
    ...frame,
    body: bodyHtml({ document, language, introduction, asksOnlyThis: documents.length === 1 }),
  });
}

function bodyHtml({
  document,
  language,
  introduction,
  asksOnlyThis,
}: {
  document: Document;
  language: Language;
  introduction: string;
  asksOnlyThis: boolean;
}): string {
  const words = PAGE_WORDS[language];
  const chat = { id: 'chat', mode: 'inline', language, document: asksOnlyThis ? document.id : null };
  return `<body class="reader">
<a class="skip" href="#text">${words.toDocument}</a>
<a class="skip" href="#chat">${words.toChat}</a>
<div class="pane">
<header class="bar">
<a class="brand" href="/"><span aria-hidden="true">¶</span> Pilcrow</a>
<div id="find" class="find"></div>
</header>
<main id="text">
${introduction}
${documentArticle(document, language)}
</main>
</div>
<aside class="chat" aria-label="${words.questions}">
<pilcrow-chat${attributesHtml(chat)}></pilcrow-chat>
<noscript><p>${words.withoutScript}</p></noscript>
</aside>
</body>`;
}

function documentsHtml(
  documents: DocumentSummary[],
  { current, language }: { current: string; language: Language },
): string {
  const { documents: name } = PAGE_WORDS[language];
  const lines = documents.map(({ id, title, language: own }) => {
    const link = {
      href: `/documents/${encodeURIComponent(id)}`,
      lang: own,
      'aria-current': id === current ? 'true' : null,
    };
    return `<li><a${attributesHtml(link)}>${escapeHtml(title)}</a></li>`;
  });
  const isOpen = documents.length <= MOST_LISTED ? ' open' : '';
  return `<nav class="documents" aria-label="${name}"><details${isOpen}>
<summary>${name}: ${documents.length}</summary>
<ul>
${lines.join('\n')}
</ul>
</details></nav>`;
}

/** The page of a document that is not there: what happened, and the way on. */
export function missingPage({ language, assets }: { language: Language; assets: PageAssets }): string {
  const words = PAGE_WORDS[language];
  const way = `<a href="/">${words.toDocuments}</a>`;
  return pageFrame({
    language,
    title: `${words.noSuchDocument} ¶ Pilcrow`,
    assets,
    body: messageBody({ heading: words.noSuchDocument, html: way }),
  });
}

/** A heading and a line below it, for pages that have no document to show. */
function messageBody({ heading, html }: { heading: string; html: string }): string {
  return `<body class="empty">
<main>
<p class="brand"><span aria-hidden="true">¶</span> Pilcrow</p>
<h1>${heading}</h1>
<p>${html}</p>
</main>
</body>`;
}
