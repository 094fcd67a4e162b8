import type { Span } from '../../protocol/places.ts';
import { type Document, onOneLine } from '../document.ts';
import type { Block } from './blocks.ts';
import { withoutReferences } from './note-reference.ts';
import { frontMatterTitle, markdownHeadings } from './split-markdown.ts';

/** In UTF-16 code units. */
const MAX_TITLE_LENGTH = 300;
/** Titles that programs write by default, and names of files. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel|office)\b.*|(?:untitled|document|title|no title|без имени|без названия|документ|новый документ|безымянный|powerpoint presentation|презентация powerpoint|презентация)[\s\d_-]*|about:blank|[a-z]+:\/\/.*|.*\.(?:docx?|odt|rtf|pdf|html?|txt|md|tex|dvi|indd|pages|pptx?|xlsx?|epub))$/iu;

/** The title of a document: that in the file's metadata when it is a real one, else its first heading, else a short first paragraph. */
export function titleOf({ metadata, blocks }: { metadata: string | null; blocks: readonly Block[] }): string | null {
  const named = onOneLine(metadata ?? '');
  if (isTitle(named)) return named;
  const heading = blocks.find(({ kind }) => kind === 'heading');
  const [first, ...more] = blocks;
  const opening = more.length > 0 ? first : undefined;
  return [heading, opening].map((block) => onOneLine(textOf(block))).find(isTitle) ?? null;
}

/**
 * The title in a canonical text: that of its front matter, its first heading, or a short first paragraph. The metadata of the source file are not
 * in the text.
 */
export function titleInText({ text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>): string | null {
  const [first, ...more] = paragraphs;
  const isHeading = ({ start }: Span) =>
    !paragraphs.some((paragraph) => paragraph.start <= start && start < paragraph.end);
  const [heading] = markdownHeadings(text).filter((found) => found.text !== '' && isHeading(found));
  // Front matter that became a paragraph is text.
  const named = first && first.start > 0 ? frontMatterTitle(text) : null;
  const opening = first && more.length > 0 ? text.slice(first.start, first.end) : '';
  const title = onOneLine(named ?? heading?.text ?? opening);
  return title === '' || title.length > MAX_TITLE_LENGTH ? null : title;
}

function textOf(block: Block | undefined): string {
  return block && 'text' in block ? withoutReferences(block.text).text : '';
}

function isTitle(text: string): boolean {
  return /\p{L}{2}/u.test(text) && text.length <= MAX_TITLE_LENGTH && !NO_TITLE.test(text) && !text.includes('\ufffd');
}
