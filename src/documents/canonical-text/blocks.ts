import { type Document, onOneLine, type Paragraph } from '../document.ts';

/** A paragraph or heading that the reader of a format found. */
export interface Block {
  /** 1–6 for a heading, null for a paragraph. */
  level: number | null;
  text: string;
  /** The page where it starts, from 1; null where there are none. */
  page: number | null;
}

const BETWEEN_BLOCKS = '\n\n';
const BETWEEN_HEADINGS = ' › ';
/** Length to which each heading of a paragraph's context is cut, in UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;

/**
 * Makes a canonical text of blocks: one blank line between them, headings with as many `#` before as in Markdown.
 *
 * @param options.title A heading that repeats the title is left out of the context of paragraphs.
 */
export function composeText(
  blocks: readonly Block[],
  { title }: { title: string | null },
): Pick<Document, 'text' | 'paragraphs'> {
  const tidy = blocks
    .map((block) => ({ ...block, text: tidyText(block) }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const headed = tidy.some(({ level }) => level === null) ? tidy : tidy.map((block) => ({ ...block, level: null }));
  const trail = createHeadingTrail(headed.filter(isHeading), title);
  const paragraphs: Paragraph[] = [];
  const parts: string[] = [];
  let start = 0;
  for (const { level, text, page } of headed) {
    const part = level === null ? text : `${'#'.repeat(level)} ${text}`;
    if (level !== null) trail.enter({ level, text });
    else
      paragraphs.push({
        number: paragraphs.length + 1,
        start,
        end: start + text.length,
        page,
        heading: trail.now(),
      });
    parts.push(part);
    start += part.length + BETWEEN_BLOCKS.length;
  }
  return { text: parts.join(BETWEEN_BLOCKS), paragraphs };
}

function isHeading(block: Block): block is Block & { level: number } {
  return block.level !== null;
}

/** Runs of blanks become one; line breaks stay in paragraphs, where lists and tables need them. */
function tidyText({ level, text }: Block): string {
  const normal = text.normalize('NFC').replaceAll('\u00ad', '').replaceAll('\0', '');
  if (level !== null) return onOneLine(normal);
  return normal
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Creates the trail of open headings: those that the next paragraph stands under. */
export function createHeadingTrail(all: readonly { level: number; text: string }[], title: string | null) {
  let open: { level: number; text: string }[] = [];
  const isTitle = ({ level, text }: { level: number; text: string }) =>
    title !== null && onOneLine(text) === onOneLine(title) && all.filter((other) => other.level === level).length === 1;
  return {
    enter(heading: { level: number; text: string }): void {
      open = [...open.filter(({ level }) => level < heading.level), ...(isTitle(heading) ? [] : [heading])];
    },
    now: (): string | null =>
      open.length === 0 ? null : open.map(({ text }) => text.slice(0, MAX_HEADING_LENGTH)).join(BETWEEN_HEADINGS),
  };
}
