import type { DocumentSummary, Language } from '../../protocol.ts';
import { escapeHtml, type Page, sourceHash } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { START_PAGE_SCRIPT } from './start-page-script.ts';

const STYLE = `${PAGE_STYLE}
.quiet { color: var(--quiet); }
.question { background: var(--tint); padding: 12px 16px; margin: 32px 0 12px; }
.unanswered { border-left: 2px solid var(--line); padding-left: 16px; }
sup a { padding: 0 3px; text-decoration: none; font-variant-numeric: tabular-nums; }
ol, ul { padding-left: 24px; color: var(--quiet); font-size: 0.9375rem; }
li { margin-bottom: 8px; }
form { display: flex; gap: 8px; margin-top: 32px; }
input { flex: 1; min-width: 0; }
input, button { font: inherit; padding: 8px 12px; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 4px; }
`;

const WORDS = {
  en: {
    title: 'Questions about the documents',
    question: 'Your question',
    ask: 'Ask',
    none: 'There are no documents yet.',
  },
  ru: { title: 'Вопросы о документах', question: 'Ваш вопрос', ask: 'Спросить', none: 'Документов пока нет.' },
} satisfies Record<Language, Record<string, string>>;

const SOURCES = [
  `script-src ${sourceHash(START_PAGE_SCRIPT)}`,
  `style-src ${sourceHash(STYLE)}`,
  "connect-src 'self'",
  "form-action 'none'",
];

/** The page to ask on: the documents, a field for the question, and answers with their citations. */
export function startPage(language: Language, documents: DocumentSummary[]): Page {
  const words = WORDS[language];
  const links = documents.map(
    (document) =>
      `<a href="/documents/${encodeURIComponent(document.id)}" lang="${document.language}">${escapeHtml(document.title)}</a>`,
  );
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} ¶ Pilcrow</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${links.join('<br>') || words.none}</p>
<div id="conversation" aria-live="polite"></div>
<form>
<input name="message" aria-label="${words.question}" placeholder="${words.question}" maxlength="2000" autocomplete="off" autofocus required>
<button>${words.ask}</button>
</form>
</main>
<script type="module">${START_PAGE_SCRIPT}</script>
</body>
</html>
`;
  return { html, sources: SOURCES };
}
