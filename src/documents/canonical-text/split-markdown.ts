import type { Span } from '../../protocol/places.ts';
import type { Paragraph } from '../document.ts';
import { markdownTable } from '../structure/markdown-table.ts';
import { divideLines, divideSpan, groupSpans } from './divide-span.ts';
import { createHeadingTrail } from './heading-trail.ts';
import { LARGE_TABLE, PART_OF_TABLE } from './write-table.ts';

/** A heading of a Markdown text. */
export interface MarkdownHeading extends Span {
  /** 1–6. */
  level: number;
  /** Without its marks. */
  text: string;
}

/** YAML front matter at the very start: metadata, not text. */
const FRONT_MATTER = /^---[ \t]*\n(?<fields>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const FIELDS = { title: /^title:(.+)$/m, url: /^url:(.+)$/m };
const ATX_HEADING = /^ {0,3}(?<marks>#{1,6})(?<text>(?:[ \t].*)?)$/;
/** The marks that may close a heading; not even the longest row of them is a text. */
const CLOSING_MARKS = /(?:^|(?<=[ \t]))#+$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
export const FENCE = /^(?:`{3,}(?!.*`)|~{3,})/;
const TAG = /<\/?[a-z][\w-]*(?:\s[^<>]*)?\/?>/gi;
const MAX_UNDERLINED_LENGTH = 200;
const DEEPEST_LEVEL = 6;

/** What front matter gives as the title or the address, if any. */
export function frontMatterField(text: string, name: keyof typeof FIELDS): string | null {
  const value = FIELDS[name].exec(FRONT_MATTER.exec(text)?.groups?.fields ?? '')?.[1]?.trim() ?? '';
  return value === '' ? null : value.replace(/^(["'])(.*)\1$/, '$2');
}

/** A folded part of a text: the line that is always shown, and where the part ends. */
interface FoldedPart extends Span {
  partEnd: number;
}

/** What stands between blank lines and headings; a heading has a level. */
export interface MarkdownPart extends Span {
  level?: number;
}

/**
 * Splits a Markdown text at blank lines and headings; a code fence stays whole, a list of long items is divided at them, a large table at rows.
 * The line that a folded part shows is a paragraph, and a heading above the part.
 *
 * @param options.title As for `composeText`.
 */
export function splitMarkdown(
  text: string,
  { title = null, folded = [] }: { title?: string | null; folded?: readonly FoldedPart[] } = {},
): { paragraphs: Paragraph[]; parts: MarkdownPart[] } {
  const { blocks, headings } = readBlocks(text);
  const trail = createHeadingTrail(headings, title);
  const open: { level: number; end: number }[] = [];
  const parts: MarkdownPart[] = [];
  const foldsByStart = new Map(folded.map((fold) => [fold.start, fold]));
  const pieces = blocks.flatMap((block) => {
    while (open.length > 0 && open.at(-1)!.end <= block.start) trail.leave(open.pop()!.level);
    if ('level' in block) {
      trail.enter(block);
      parts.push(block);
      return [];
    }
    const spans = divide(text, block).map((span) => ({ ...span, heading: trail.now() }));
    const fold = foldsByStart.get(block.start);
    if (fold?.end === block.end && spans.length > 0) {
      const level = Math.min(trail.level() + 1, DEEPEST_LEVEL);
      trail.enter({ level, text: withoutMarks(text.slice(block.start, block.end)) });
      open.push({ level, end: fold.partEnd });
      parts.push({ ...block, level });
    } else if (spans.length > 0) parts.push(block);
    return spans;
  });
  const isWord = ({ start, end }: Span) => /[\p{L}\p{N}]/u.test(text.slice(start, end));
  const shown =
    pieces.length > 0 ? pieces : headings.filter(isWord).map(({ start, end }) => ({ start, end, heading: null }));
  return {
    paragraphs: shown.map(({ start, end, heading }, index) => ({ number: index + 1, start, end, page: null, heading })),
    parts: parts.filter((part) => part.level === undefined || isWord(part)),
  };
}

/** The headings of a Markdown text, in order. */
export function markdownHeadings(text: string): MarkdownHeading[] {
  return readBlocks(text).headings;
}

function readBlocks(text: string): { blocks: (Span | MarkdownHeading)[]; headings: MarkdownHeading[] } {
  const blocks: (Span | MarkdownHeading)[] = [];
  const bodyStart = FRONT_MATTER.exec(text)?.[0].length ?? 0;
  let open: Span | null = null;
  let fence: string | null = null;
  for (const { 0: line, index } of text.slice(bodyStart).matchAll(/[^\n]+|(?<=\n)(?=\n)/g)) {
    const visible = line.trim();
    const isCode = fence !== null;
    fence = fenceAfter(visible, fence);
    if (visible === '') {
      if (!isCode) open = null;
      continue;
    }
    const start = bodyStart + index + line.indexOf(visible);
    const end = start + visible.length;
    const atx = isCode || fence !== null ? undefined : ATX_HEADING.exec(line)?.groups;
    if (atx) {
      const words = withoutMarks(atx.text!.trimEnd().replace(CLOSING_MARKS, ''));
      blocks.push({ level: atx.marks!.length, text: words, start, end });
      open = null;
    } else if (open && !isCode && UNDERLINE.test(line) && isUnderlined(text, open)) {
      blocks[blocks.length - 1] = {
        level: visible.startsWith('=') ? 1 : 2,
        text: withoutMarks(text.slice(open.start, open.end)),
        start: open.start,
        end,
      };
      open = null;
    } else if (open) open.end = end;
    else {
      open = { start, end };
      blocks.push(open);
    }
  }
  return { blocks, headings: blocks.filter((block) => 'level' in block) };
}

/** One line of words above a line of marks is a heading; a list or a table is none. */
function isUnderlined(text: string, { start, end }: Span): boolean {
  if (end - start > MAX_UNDERLINED_LENGTH) return false;
  return !/^(?:[-*+>|]|\d+[.)])|\n/.test(text.slice(start, end));
}

/** The paragraphs of a block; none for a rule, for tags alone or another line without words. */
function divide(text: string, { start, end }: Span): Span[] {
  const block = text.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(block.replace(TAG, ''))) return [];
  if (FENCE.test(block)) return divideSpan(text, { start, end });
  const table = markdownTable(text, { start, end });
  if (!table || table.end - table.start <= LARGE_TABLE) return divideLines(text, { start, end });
  const before = text.slice(start, table.start).trimEnd();
  const rows = groupSpans(table.rows.map(spanOf), { max: PART_OF_TABLE });
  return [
    ...(before === '' ? [] : divideLines(text, { start, end: start + before.length })),
    ...rows.flatMap((part) => divideSpan(text, part)),
  ];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** The code fence open after this line, or null: a fence closes with as many marks of the same kind (CommonMark 0.31, section 4.5). */
export function fenceAfter(line: string, open: string | null): string | null {
  const marks = FENCE.exec(line)?.[0];
  if (open === null) return marks ?? null;
  return marks?.startsWith(open) && line === marks ? null : open;
}

/** A heading without the marks of emphasis, code and links. */
function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^\][]{0,300})\]\([^()]{0,1000}\)/g, '$1')
    .replace(/\*+|`+|__/g, '')
    .trim();
}
