import type { Span } from '../protocol.ts';
import { decodeText } from './decode-text.ts';
import type { ReadText } from './formats/read-file.ts';
import { frontMatterTitle, markdownHeadings, splitMarkdown } from './split-markdown.ts';
import { splitParagraphs } from './split-paragraphs.ts';

const MAX_TITLE_LENGTH = 300;

/** Reads plain text: paragraphs at blank lines; a short first paragraph is the title. @throws DOCUMENT_UNREADABLE for binary data. */
export function readPlainText(bytes: Uint8Array): ReadText {
  const text = decodeCanonical(bytes);
  const paragraphs = splitParagraphs(text);
  const first = paragraphs[0];
  const opening = first ? text.slice(first.start, first.end) : '';
  const isTitle = paragraphs.length > 1 && opening.length <= MAX_TITLE_LENGTH;
  return { text, paragraphs, title: isTitle ? opening : null };
}

/** Reads Markdown: paragraphs at blank lines, under their headings; front matter or the first heading gives the title. */
export function readMarkdown(bytes: Uint8Array): ReadText {
  const text = decodeCanonical(bytes);
  const title = frontMatterTitle(text) ?? markdownHeadings(text)[0]?.text ?? null;
  return { text, paragraphs: splitMarkdown(text, { title }), title: title === '' ? null : title };
}

/** The sections of a text with headings: each heading, and the bounds of what stands between it and the next one. */
export function sectionsOf(text: string): (Span & { heading: string })[] {
  const headings = markdownHeadings(text).filter((heading) => heading.text !== '');
  return headings.map((heading, index) => ({
    heading: sourceOf(text.slice(heading.start, heading.end)),
    start: heading.end,
    end: headings[index + 1]?.start ?? text.length,
  }));
}

/** A heading as it is written, but for what makes it one. */
function sourceOf(heading: string): string {
  const [line = ''] = heading.split('\n');
  return line.replace(/^#+[ \t]+|[ \t]+#+$/g, '').trim();
}

/** Canonical text: decoded, byte order mark removed, CRLF to LF, Unicode NFC; nothing else is changed. */
function decodeCanonical(bytes: Uint8Array): string {
  return decodeText(bytes).replaceAll('\r\n', '\n').normalize('NFC');
}
