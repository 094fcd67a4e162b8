import { PilcrowError } from '../errors.ts';
import type { Span } from '../protocol.ts';
import type { Paragraph } from './document.ts';
import { splitParagraphs } from './split-paragraphs.ts';

/** What a reader makes of a file's bytes. */
export interface ReadText {
  /** The canonical text. */
  text: string;
  paragraphs: Paragraph[];
  /** The title the text itself carries, if any. */
  title: string | null;
}

const LONGEST_TITLE = 300;
/** What comes first: a whole code fence, in which `#` starts a comment, or a heading. */
const FENCE_OR_HEADING = /^(`{3,}(?!.*`)|~{3,}).*\n[\s\S]*?^\1|^#{1,6}[ \t]+(?<heading>.+?)[ \t]*#*$/gm;

/** Reads plain text: paragraphs at blank lines; a short first paragraph is the title. */
export function readPlainText(bytes: Uint8Array): ReadText {
  const text = decodeCanonical(bytes);
  const paragraphs = splitParagraphs(text);
  const first = paragraphs[0];
  const opening = first ? text.slice(first.start, first.end) : '';
  const isTitle = paragraphs.length > 1 && opening.length <= LONGEST_TITLE;
  return { text, paragraphs, title: isTitle ? opening : null };
}

/** Reads Markdown: paragraphs at blank lines, code fences kept whole; the first heading is the title. */
export function readMarkdown(bytes: Uint8Array): ReadText {
  const text = decodeCanonical(bytes);
  return { text, paragraphs: splitParagraphs(text, { keepFences: true }), title: sectionsOf(text)[0]?.heading ?? null };
}

/** The sections of a Markdown text: each heading, and the bounds of what stands between it and the next one. */
export function sectionsOf(text: string): (Span & { heading: string })[] {
  const headings = [...text.matchAll(FENCE_OR_HEADING)].flatMap(({ 0: line, index, groups }) =>
    groups?.heading ? [{ heading: groups.heading, index, start: index + line.length }] : [],
  );
  return headings.map(({ heading, start }, place) => ({
    heading,
    start,
    end: headings[place + 1]?.index ?? text.length,
  }));
}

/**
 * Decodes UTF-8 into canonical text: byte order mark removed, CRLF to LF, Unicode NFC.
 *
 * @throws DOCUMENT_UNREADABLE (without the file's name: the caller knows it) for binaries and other encodings.
 */
function decodeCanonical(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw unreadable('it is UTF-16; save it as UTF-8');
  }
  if (bytes.includes(0)) throw unreadable('it holds binary data, not text; convert it to a text file in UTF-8');
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable('it is not valid UTF-8; save it as UTF-8', cause);
  }
  return decoded.replaceAll('\r\n', '\n').normalize('NFC');
}

function unreadable(state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('DOCUMENT_UNREADABLE', state, { cause });
}
