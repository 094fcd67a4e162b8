import type { DocumentBlock } from '../../../protocol/document-blocks.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { frontMatterTitle, markdownHeadings, splitMarkdown } from '../../canonical-text/split-markdown.ts';
import { splitParagraphs } from '../../canonical-text/split-paragraphs.ts';
import type { Paragraph } from '../../document.ts';
import type { ReadText } from '../read-file.ts';

const MAX_TITLE_LENGTH = 300;

/** Reads plain text: paragraphs at blank lines; a short first paragraph is the title. @throws DOCUMENT_UNREADABLE for binary data. */
export function readPlainText(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const paragraphs = splitParagraphs(text);
  const first = paragraphs[0];
  const opening = first ? text.slice(first.start, first.end) : '';
  const isTitle = paragraphs.length > 1 && opening.length <= MAX_TITLE_LENGTH;
  return { text, paragraphs, blocks: paragraphs.map(asBlock), title: isTitle ? opening : null, omissions };
}

/** Reads Markdown: paragraphs at blank lines, under their headings; front matter or the first heading gives the title. */
export function readMarkdown(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const title = frontMatterTitle(text) ?? markdownHeadings(text)[0]?.text ?? null;
  const paragraphs = splitMarkdown(text, { title });
  return { text, paragraphs, blocks: paragraphs.map(asBlock), title: title === '' ? null : title, omissions };
}

function asBlock({ start, end }: Paragraph): DocumentBlock {
  return { kind: 'paragraph', start, end };
}

/** Decodes to canonical text: byte order mark removed, CRLF to LF, Unicode NFC; nothing else is changed. */
function decodeCanonical(bytes: Uint8Array): Pick<ReadText, 'text' | 'omissions'> {
  const { text, omissions } = decodeText(bytes);
  return { text: text.replaceAll('\r\n', '\n').normalize('NFC'), omissions };
}
