import { addressSchema } from '../../addresses/page-address.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { frontMatterField, markdownHeadings, splitMarkdown } from '../../canonical-text/split-markdown.ts';
import { splitParagraphs } from '../../canonical-text/split-paragraphs.ts';
import { isTitle } from '../../canonical-text/title.ts';
import type { Paragraph } from '../../document.ts';
import { type FoundTitle, findTitle } from '../../opening/find-title.ts';
import { findHeadings } from '../../structure/find-headings.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadText } from '../read-file.ts';
import { shownParts } from './hidden-parts.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { plainBlocks } from './plain-blocks.ts';
import { type TextHeading, underHeadings } from './under-headings.ts';

const DEEPEST_LEVEL = 6;
const ENDS_AS_TEXT = /[.;:,]$/;

/**
 * Reads plain text: paragraphs at blank lines, under the headings that are found among them; the name in its opening is the title.
 *
 * @throws DOCUMENT_UNREADABLE for binary data.
 */
export function readPlainText(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const split = splitParagraphs(text);
  const shown = split.map(({ start, end }) => ({ text: text.slice(start, end), level: null }));
  const found = findTitle(shown, isTitle);
  const headings = headingsOf(text, { paragraphs: split, title: found });
  const title = found?.text ?? null;
  const blocks = plainBlocks(text, { paragraphs: split, headings });
  return { text, paragraphs: underHeadings(text, { split, headings, title }), blocks, title, omissions };
}

/** The headings found in a text, with its title above them all. */
function headingsOf(
  text: string,
  { paragraphs, title }: { paragraphs: readonly Paragraph[]; title: FoundTitle | null },
): TextHeading[] {
  const found = findHeadings({ text, paragraphs: [...paragraphs] }).map(({ label, ...heading }) => ({
    ...heading,
    text: label,
  }));
  if (!title?.isWhole || ENDS_AS_TEXT.test(title.text)) return found;
  const { start } = paragraphs[title.from]!;
  const { end } = paragraphs[title.to]!;
  if (found.some((heading) => heading.start === start && heading.end >= end)) return found;
  const others = found.filter((heading) => heading.start < start || heading.start >= end);
  return [
    ...others.filter((heading) => heading.start < start),
    { start, end, level: 1, text: title.text, isWhole: true },
    ...others
      .filter((heading) => heading.start >= end)
      .map((heading) => ({ ...heading, level: Math.min(heading.level + 1, DEEPEST_LEVEL) })),
  ];
}

/** Reads Markdown: paragraphs at blank lines, under their headings; front matter or the first heading gives the title. */
export function readMarkdown(bytes: Uint8Array): ReadText {
  const { text, omissions } = decodeCanonical(bytes);
  const { shown, summaries } = shownParts(text);
  const title = frontMatterField(text, 'title') ?? markdownHeadings(shown)[0]?.text ?? null;
  const { paragraphs, parts } = splitMarkdown(shown, { title, folded: summaries });
  return {
    text,
    paragraphs,
    blocks: markdownBlocks(shown, parts),
    title: title === '' ? null : title,
    url: addressIn(text),
    omissions,
  };
}

/**
 * The address that front matter gives. A path within a site, as programs that make sites have it there, is none.
 *
 * @throws DOCUMENT_UNREADABLE for what was meant to be an address.
 */
function addressIn(text: string): string | null {
  // YAML has comments behind a value.
  const given = frontMatterField(text, 'url')?.replace(/\s#.*$/, '') ?? null;
  if (given === null || !/^[a-z][a-z\d+.-]*:/i.test(given)) return null;
  const { data, error } = addressSchema.safeParse(given);
  if (error) throw unreadable(`its front matter is wrong: url ${error.issues[0]!.message}; correct it`);
  return data;
}

/** Decodes to canonical text: byte order mark removed, CRLF to LF, Unicode NFC; nothing else is changed. */
function decodeCanonical(bytes: Uint8Array): Pick<ReadText, 'text' | 'omissions'> {
  const { text, omissions } = decodeText(bytes);
  return { text: text.replaceAll('\r\n', '\n').normalize('NFC'), omissions };
}
