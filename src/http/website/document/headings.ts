import { type Document, onOneLine } from '../../../documents/document.ts';

/** A heading of a document. */
export interface Heading {
  paragraph: number;
  /** 1 is the highest there is in the document. */
  level: number;
  label: string;
  /** Whether the paragraph is nothing but the heading. */
  isWhole: boolean;
  /** The id of its element, when it is not shown as the paragraph. */
  anchor?: string;
}

/** What a heading may be named, highest first, and how a number follows: «Глава 1», "Section 2.1:", «Статья 5. О чём». */
const NAMED_HEADING =
  /^(?:(?<rank1>часть|раздел|part|title|приложение|appendix|annex)|(?<rank2>глава|chapter)|(?<rank3>статья|article|section|параграф))\s+(?:\d+(?:[.-]\d+)*|[ivxlc]+|[а-яa-z])(?<rest>$|[.:)]?\s*[–—-]?\s*(?=\p{Lu}|\p{N}|«|").*$|[.:)]$)/iu;
const STARTS_IN_LOWER_CASE = /^[.:)]?\s*[–—-]?\s*\p{Ll}/u;
const MARKDOWN_HEADING = /^(#{1,6})[ \t]+(.+?)[ \t]*#*$/;
const ENDS_AS_PROSE = /[.!?…;:][»”"')\]]*$/u;

const MAX_NAMED_LENGTH = 160;
const MAX_BARE_LENGTH = 80;
/** One heading says nothing of how a document is divided. */
const MIN_HEADINGS = 2;
/** A heading stands before something longer than itself. */
const PROSE_TO_HEADING = 2;

/** Finds the headings of a document, in order: Markdown and named ones, or else short lines before prose. None is common. */
export function findHeadings({ text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>): Heading[] {
  const texts = paragraphs.map(({ start, end }) => text.slice(start, end));
  const marked = texts.flatMap((own, index) => markedHeading(own, index + 1) ?? namedHeading(texts, index) ?? []);
  const found = marked.length >= MIN_HEADINGS ? marked : texts.flatMap((_, index) => bareHeading(texts, index) ?? []);
  if (found.length < MIN_HEADINGS) return [];
  const ranks = [...new Set(found.map(({ level }) => level))].sort((one, other) => one - other);
  return found.map((heading) => ({ ...heading, level: ranks.indexOf(heading.level) + 1 }));
}

function markedHeading(text: string, paragraph: number): Heading | null {
  const [line = '', ...more] = text.split('\n');
  const [, marks, label] = MARKDOWN_HEADING.exec(line) ?? [];
  if (marks === undefined || label === undefined) return null;
  return { paragraph, level: marks.length, label, isWhole: more.length === 0 };
}

function namedHeading(texts: readonly string[], index: number): Heading | null {
  const [line = '', ...more] = texts[index]!.split('\n');
  const groups = line.length <= MAX_NAMED_LENGTH ? NAMED_HEADING.exec(line.trim())?.groups : undefined;
  if (groups === undefined || STARTS_IN_LOWER_CASE.test(groups.rest ?? '')) return null;
  const isBareName = /^[.:)]?$/.test(groups.rest ?? '');
  const next = texts[index + 1];
  // «Глава 1» often has its name in the paragraph below.
  const name = isBareName && more.length === 0 && next !== undefined && isShortLine(next) ? next : null;
  const own = onOneLine(line);
  return {
    paragraph: index + 1,
    level: groups.rank1 ? 1 : groups.rank2 ? 2 : 3,
    label: name === null ? own : `${own.replace(/[.:)]$/, '')}. ${onOneLine(name)}`,
    isWhole: more.length === 0,
  };
}

/** A short line before prose. The first paragraph is the title, and a signature block has no prose below. */
function bareHeading(texts: readonly string[], index: number): Heading | null {
  const own = texts[index]!;
  const next = texts[index + 1];
  if (index === 0 || next === undefined || !isShortLine(own)) return null;
  if (next.length < own.length * PROSE_TO_HEADING || !ENDS_AS_PROSE.test(next)) return null;
  return { paragraph: index + 1, level: 1, label: onOneLine(own), isWhole: true };
}

function isShortLine(text: string): boolean {
  const isOneLine = text.length <= MAX_BARE_LENGTH && !text.includes('\n');
  return isOneLine && !/\S\s{2,}\S/.test(text) && !/[.!?…;:,]$/.test(text) && /^[\p{Lu}\p{N}«"]/u.test(text);
}
