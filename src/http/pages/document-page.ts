import type { Document } from '../../documents/document.ts';
import { escapeHtml, type Page, sourceHash } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

const STYLE = `${PAGE_STYLE}
main { font: 1.125rem/1.6 var(--serif); padding-left: 48px; max-width: 40rem; }
p { position: relative; margin: 0 0 16px; scroll-margin-top: 30vh; hyphens: auto; }
p:target { background: var(--mark); box-shadow: 0 0 0 6px var(--mark); }
.number { position: absolute; right: 100%; margin-right: 16px; color: var(--quiet); font: 0.8125rem/1.8rem system-ui, sans-serif;
  font-variant-numeric: tabular-nums; text-decoration: none; user-select: none; white-space: nowrap; }
.number:hover, .number:focus { color: var(--accent); text-decoration: underline; }
`;

const SOURCES = [`style-src ${sourceHash(STYLE)}`];

/** A document to read: every paragraph under its number, so that the address of a citation leads to it. */
export function documentPage({ title, language, text, paragraphs }: Document): Page {
  const shownTitle = escapeHtml(title);
  const lines = paragraphs.map(({ number, start, end }) => {
    const link = `<a class="number" href="#paragraph-${number}">¶${number}</a>`;
    return `<p id="paragraph-${number}">${link}${escapeHtml(text.slice(start, end))}</p>`;
  });
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shownTitle}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${shownTitle}</h1>
${lines.join('\n')}
</main>
</body>
</html>
`;
  return { html, sources: SOURCES };
}
