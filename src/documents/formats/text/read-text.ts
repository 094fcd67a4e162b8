import { decodeText } from '../../canonical-text/decode-text.ts';
import { frontMatterTitle, markdownHeadings, splitMarkdown } from '../../canonical-text/split-markdown.ts';
import { splitParagraphs } from '../../canonical-text/split-paragraphs.ts';
import type { Paragraph } from '../../document.ts';
import { findHeadings } from '../../structure/find-headings.ts';
import type { ReadText } from '../read-file.ts';
import { shownParts } from './hidden-parts.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { plainBlocks } from './plain-blocks.ts';
import { type TextHeading, underHeadings } from './under-headings.ts';

const MAX_TITLE_LENGTH = 300;
const DEEPEST_LEVEL = 6;
const ENDS_AS_TEXT = /[.;:,]$/;

/**
 * Reads plain text: paragraphs at blank lines, under the headings that are found among them; a short first paragraph is the title.
 *
 * @throws DOCUMENT_UNREADABLE for binary data.
 */
export function readPlainText(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const split = splitParagraphs(text);
  const first = split[0];
  const opening = first ? text.slice(first.start, first.end) : '';
  const isTitle = split.length > 1 && opening.length <= MAX_TITLE_LENGTH;
  const title = isTitle ? opening : null;
  const headings = headingsOf(text, { paragraphs: split, isTitled: isTitle && !ENDS_AS_TEXT.test(opening) });
  const blocks = plainBlocks(text, { paragraphs: split, headings });
  return { text, paragraphs: underHeadings(text, { split, headings, title }), blocks, title, omissions };
}

/** The headings found in a text, with its title above them all. */
function headingsOf(
  text: string,
  { paragraphs, isTitled }: { paragraphs: readonly Paragraph[]; isTitled: boolean },
): TextHeading[] {
  const found = findHeadings({ text, paragraphs: [...paragraphs] }).map(({ label, ...heading }) => ({
    ...heading,
    text: label,
  }));
  const [first] = paragraphs;
  if (!isTitled || !first || found[0]?.start === first.start) return found;
  const { start, end } = first;
  return [
    { start, end, level: 1, text: text.slice(start, end), isWhole: true },
    ...found.map((heading) => ({ ...heading, level: Math.min(heading.level + 1, DEEPEST_LEVEL) })),
  ];
}

/** Reads Markdown: paragraphs at blank lines, under their headings; front matter or the first heading gives the title. */
export function readMarkdown(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const { shown, summaries } = shownParts(text);
  const title = frontMatterTitle(text) ?? markdownHeadings(shown)[0]?.text ?? null;
  const { paragraphs, parts } = splitMarkdown(shown, { title, folded: summaries });
  return { text, paragraphs, blocks: markdownBlocks(shown, parts), title: title === '' ? null : title, omissions };
}

/** Decodes to canonical text: byte order mark removed, CRLF to LF, Unicode NFC; nothing else is changed. */
function decodeCanonical(bytes: Uint8Array): Pick<ReadText, 'text' | 'omissions'> {
  const { text, omissions } = decodeText(bytes);
  return { text: text.replaceAll('\r\n', '\n').normalize('NFC'), omissions };
}
