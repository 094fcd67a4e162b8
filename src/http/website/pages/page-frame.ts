import type { Language } from '../../../protocol/language.ts';
import { attributesHtml, escapeHtml, type PageAssets } from './html.ts';

/** Content-Security-Policy sources of the pages: their scripts and style, the calls of the chat, and the icon, which is a data URL. */
export const PAGE_SOURCES = [
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  // The form that asks for the password.
  "form-action 'self'",
];

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#2b5288"/><path fill="#fff" d="M13 6h11v3h-2v17h-3V9h-2v17h-3V17a5.500 5.500 0 0 1-1-11z"/></svg>`;
const ICON_ADDRESS = `data:image/svg+xml,${encodeURIComponent(ICON)}`;

/** The whole HTML of a page around its `body`. */
export function pageFrame({
  language,
  title,
  description,
  theme,
  isReaderOpen = true,
  assets,
  body,
}: {
  language: Language;
  title: string;
  description?: string;
  theme?: string | undefined;
  /** For the scripts that write links. */
  isReaderOpen?: boolean;
  assets: PageAssets;
  body: string;
}): string {
  return `<!doctype html>
<html${attributesHtml({ lang: language, 'data-theme': theme, 'data-reader': isReaderOpen ? null : 'closed' })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${description === undefined ? '' : `<meta${attributesHtml({ name: 'description', content: description })}>\n`}\
<link rel="icon" type="image/svg+xml" href="${ICON_ADDRESS}">
<link rel="stylesheet" href="${assets.style}">
${(assets.scripts ?? []).map((script) => `<script type="module" src="${script}"></script>\n`).join('')}\
</head>
${body}
</html>
`;
}
