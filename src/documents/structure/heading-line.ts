import { onOneLine } from '../document.ts';

/** A line that looks like a heading by itself. */
export interface HeadingLine {
  kind: 'mark' | 'name' | 'number' | 'capitals';
  /** Lower is higher up among the headings of a document. */
  rank: number;
  /** The number that it begins with, if that is all that shows it. */
  number: string | null;
  label: string;
  /** Whether it is a name and a number only: «Глава 1». */
  isBareName: boolean;
}

const MARKED = /^(#{1,6})[ \t]+(.+?)[ \t]*#*$/;
/** What a heading may be named, highest first, and how a number follows: «Глава 1», "Section 2.1:", «Статья 5. О чём». */
const NAMED =
  /^(?:(?<rank1>часть|раздел|part|title|приложение|appendix|annex)|(?<rank2>глава|chapter)|(?<rank3>статья|article|section|параграф))\s+(?:\d+(?:[.-]\d+)*|[ivxlc]+|[а-яa-z])(?<rest>$|[.:)]?\s*[–—-]?\s*(?=\p{Lu}|\p{N}|«|").*$|[.:)]$)/iu;
const STARTS_IN_LOWER_CASE = /^[.:)]?\s*[–—-]?\s*\p{Ll}/u;
/** «1. Предмет договора», "2.1 Terms", «IV. Сроки». A number alone, without a dot, may be an amount. */
const NUMBERED = /^(?<number>\d{1,2}\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVXLC]{1,5}\.)\s+[«"]?\p{Lu}/u;
const ENDS_AS_TEXT = /[.!?…;:,]$/;
const LETTERS = /\p{L}/gu;
const SMALL = /\p{Ll}/u;
const NO_TITLE = /[|=<>{}_\\]|\S\s{2,}\S|\d{4,}/u;

/** In UTF-16 code units. */
const MAX_MARKED_LENGTH = 1000;
const MAX_NAMED_LENGTH = 160;
const MAX_NUMBERED_LENGTH = 100;
const MAX_CAPITALS_LENGTH = 160;
const MAX_CAPITALS_LINES = 3;
const MIN_CAPITALS = 4;
const MAX_BARE_LENGTH = 80;
/** Of the highest numbered headings, and of those in capitals. Marks and names have 1 to 6. */
const NUMBERED_RANK = 10;

/** What a line, or a paragraph of a few lines, is as a heading; null where nothing shows that it is one. */
export function headingLine(text: string): HeadingLine | null {
  const isCapital = isInCapitals(text);
  if (text.includes('\n')) return isCapital ? capitals(text) : null;
  const [, marks, label] = text.length <= MAX_MARKED_LENGTH ? (MARKED.exec(text) ?? []) : [];
  if (marks !== undefined && label !== undefined) {
    return { kind: 'mark', rank: marks.length, number: null, label, isBareName: false };
  }
  const named = text.length <= MAX_NAMED_LENGTH ? NAMED.exec(text)?.groups : undefined;
  if (named !== undefined && !STARTS_IN_LOWER_CASE.test(named.rest ?? '')) {
    const rank = named.rank1 ? 1 : named.rank2 ? 2 : 3;
    return { kind: 'name', rank, number: null, label: onOneLine(text), isBareName: /^[.:)]?$/.test(named.rest ?? '') };
  }
  const number = text.length <= MAX_NUMBERED_LENGTH ? NUMBERED.exec(text)?.groups?.number : undefined;
  if (number !== undefined && (isCapital || !ENDS_AS_TEXT.test(text))) {
    const depth = number.replace(/\.$/, '').split('.').length;
    return { kind: 'number', rank: NUMBERED_RANK + depth - 1, number, label: onOneLine(text), isBareName: false };
  }
  return isCapital ? capitals(text) : null;
}

/** Whether a text is one line without a sign of the end of a sentence, and no more than a line. */
export function isShortLine(text: string): boolean {
  const isOneLine = text.length <= MAX_BARE_LENGTH && !text.includes('\n');
  return isOneLine && !/\S\s{2,}\S/.test(text) && !ENDS_AS_TEXT.test(text) && /^[\p{Lu}\p{N}«"]/u.test(text);
}

function capitals(text: string): HeadingLine {
  return { kind: 'capitals', rank: NUMBERED_RANK, number: null, label: onOneLine(text), isBareName: false };
}

function isInCapitals(text: string): boolean {
  if (text.length > MAX_CAPITALS_LENGTH || SMALL.test(text) || NO_TITLE.test(text) || /[;:,]$/.test(text)) return false;
  return text.split('\n').length <= MAX_CAPITALS_LINES && (text.match(LETTERS)?.length ?? 0) >= MIN_CAPITALS;
}
