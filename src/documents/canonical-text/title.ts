import { type Document, onOneLine } from '../document.ts';
import { findTitle, type OpeningPart } from '../opening/find-title.ts';
import { isStamp } from '../opening/line-kinds.ts';
import type { Block } from './blocks.ts';
import { withoutReferences } from './note-reference.ts';
import { frontMatterField, markdownHeadings } from './split-markdown.ts';

/** In UTF-16 code units. */
const MAX_TITLE_LENGTH = 300;
/** Titles that programs write by default, and names of files. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel|office)\b.*|(?:untitled|document|title|no title|без имени|без названия|документ|новый документ|безымянный|powerpoint presentation|презентация powerpoint|презентация)[\s\d_-]*|about:blank|[a-z]+:\/\/.*|.*\.(?:docx?|odt|rtf|pdf|html?|txt|md|tex|dvi|indd|pages|pptx?|xlsx?|epub))$/iu;

/** The title of a document: that in the file's metadata when it is a real one, else the name that it gives itself in its opening. */
export function titleOf({ metadata, blocks }: { metadata: string | null; blocks: readonly Block[] }): string | null {
  const named = onOneLine(metadata ?? '');
  if (isTitle(named) && !isStamp(named)) return named;
  const parts = blocks.map((block) => ({ text: textOf(block), level: block.kind === 'heading' ? block.level : null }));
  return findTitle(parts, isTitle)?.text ?? null;
}

/**
 * The title in a canonical text: that of its front matter, or the name that it gives itself in its opening. The metadata of the source file are not
 * in the text.
 */
export function titleInText({ text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>): string | null {
  const [first] = paragraphs;
  // Front matter that became a paragraph is text.
  const named = first && first.start > 0 ? frontMatterField(text, 'title') : null;
  if (named !== null && isTitle(named)) return onOneLine(named);
  return findTitle(partsOf({ text, paragraphs }), isTitle)?.text ?? null;
}

/** The headings and paragraphs of a canonical text, in order. */
export function partsOf({ text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>): OpeningPart[] {
  let next = 0;
  const headings = markdownHeadings(text).filter(({ start, text: words }) => {
    while (next < paragraphs.length && paragraphs[next]!.end <= start) next += 1;
    const isInParagraph = (paragraphs[next]?.start ?? Number.POSITIVE_INFINITY) <= start;
    return words !== '' && !isInParagraph;
  });
  const shown = paragraphs.map(({ start, end }) => ({ start, text: text.slice(start, end), level: null }));
  return [...headings, ...shown].sort((one, other) => one.start - other.start);
}

function textOf(block: Block | undefined): string {
  return block && 'text' in block ? withoutReferences(block.text).text : '';
}

/** Whether a text can be a title: words, not too long, none of those that programs write by default. */
export function isTitle(text: string): boolean {
  return /\p{L}{2}/u.test(text) && text.length <= MAX_TITLE_LENGTH && !NO_TITLE.test(text) && !text.includes('\ufffd');
}
