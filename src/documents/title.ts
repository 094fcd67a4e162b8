import type { Block } from './blocks.ts';
import { onOneLine } from './document.ts';

/** In UTF-16 code units. */
const LONGEST_TITLE = 300;
/** What programs write where nobody gave a title, and the names of files. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel|office)\b.*|(?:untitled|document|title|no title|без имени|без названия|документ|новый документ|безымянный|презентация)[\s\d_-]*|about:blank|[a-z]+:\/\/.*|.*\.(?:docx?|odt|rtf|pdf|html?|txt|md|tex|dvi|indd|pages|pptx?|xlsx?|epub))$/iu;

/** The title of a document: what its metadata say when that is a title, else its first heading, else a short first paragraph. */
export function titleOf({ metadata, blocks }: { metadata: string | null; blocks: readonly Block[] }): string | null {
  const named = onOneLine(metadata ?? '');
  if (isTitle(named)) return named;
  const heading = blocks.find(({ level }) => level !== null);
  const [first, ...more] = blocks;
  const opening = more.length > 0 ? first : undefined;
  return [heading, opening].map((block) => onOneLine(block?.text ?? '')).find(isTitle) ?? null;
}

function isTitle(text: string): boolean {
  return /\p{L}{2}/u.test(text) && text.length <= LONGEST_TITLE && !NO_TITLE.test(text) && !text.includes('\ufffd');
}
