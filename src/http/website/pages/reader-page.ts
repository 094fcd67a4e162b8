import type { Document } from '../../../documents/document.ts';
import type { Language } from '../../../protocol/language.ts';
import type { ShownOriginal } from '../document/original-link.ts';
import { pageViewHtml } from '../document/page-view.ts';
import { attributesHtml, type PageAssets } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { PAGE_WORDS } from './page-words.ts';

/** The page of a document with the chat about it, side by side where there is room. It can be read without its script. @param article The document. */
export function readerPage({
  document,
  article,
  original,
  language,
  assets,
}: {
  document: Document;
  article: string;
  original: ShownOriginal | null;
  language: Language;
  assets: PageAssets;
}): string {
  return pageFrame({
    language,
    title: `${document.title} ¶ Pilcrow`,
    assets,
    body: readerBody({ document, article, original, language, assets, introduction: '' }),
  });
}

/** The body of a page with a document and the chat about it. @param introduction HTML above the document. */
export function readerBody({
  document,
  article,
  original,
  language,
  assets,
  introduction,
}: {
  document: Document;
  article: string;
  original: ShownOriginal | null;
  language: Language;
  assets: PageAssets;
  introduction: string;
}): string {
  const words = PAGE_WORDS[language];
  const pages = pageViewHtml(document.id, { original, scripts: assets.pageView, language });
  const main = `${introduction}\n${article}${pages}`;
  return paneBody({ language, main, tool: 'find', skip: words.toDocument, chat: { document: document.id } });
}

/** A body whose main part has the chat beside it, where there is room. */
export function paneBody({
  language,
  main,
  tool,
  skip,
  chat,
}: {
  language: Language;
  main: string;
  /** The id of the element in the bar that a script fills. */
  tool: string;
  /** The text of the link that leads to the main part. */
  skip: string;
  /** What the chat answers from. */
  chat: { document?: string; tags?: string; heading?: string };
}): string {
  const words = PAGE_WORDS[language];
  return `<body class="reader">
<a class="skip" href="#text">${skip}</a>
<a class="skip" href="#chat">${words.toChat}</a>
<div class="pane">
<header class="bar">
<a class="brand" href="/"><span aria-hidden="true">¶</span> Pilcrow</a>
<div id="${tool}" class="find"></div>
<button type="button" id="conversations" class="quiet-button waiting" aria-haspopup="dialog">${words.conversations}</button>
</header>
<main id="text">
${main}
</main>
</div>
<aside class="chat" aria-label="${chat.heading ?? words.questions}">
<pilcrow-chat${attributesHtml({ id: 'chat', mode: 'inline', language, ...chat })}></pilcrow-chat>
<noscript><p>${words.withoutScript}</p></noscript>
</aside>
</body>`;
}

/** The page for an unknown document, or any other address that nothing is at, with a link to the documents. */
export function missingPage({
  what,
  language,
  assets,
}: {
  what: 'document' | 'address';
  language: Language;
  assets: PageAssets;
}): string {
  const words = PAGE_WORDS[language];
  const [heading, advice] = words.missing[what];
  const html = `${advice} <a href="/">${words.toDocuments}</a>`;
  return pageFrame({ language, title: `${heading} ¶ Pilcrow`, assets, body: messageBody({ heading, html }) });
}

/** A heading and a line below it, for pages that have no document to show. */
export function messageBody({ heading, html, more = '' }: { heading: string; html: string; more?: string }): string {
  return `<body class="empty">
<main>
<p class="brand"><span aria-hidden="true">¶</span> Pilcrow</p>
<h1>${heading}</h1>
<p>${html}</p>
${more}</main>
</body>`;
}
