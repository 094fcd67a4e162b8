import type { Span } from '../../../protocol/places.ts';
import { fenceAfter } from '../../canonical-text/split-markdown.ts';

/** What a browser does not show of a Markdown text, and the questions of folded parts. */
interface ShownParts {
  /** The text with line breaks in the place of what is hidden: offsets stay the same, and no paragraph goes across. */
  shown: string;
  /** The line that is shown of a folded part (`<summary>`), with the end of the part. */
  summaries: (Span & { partEnd: number })[];
}

const COMMENT_OPEN = '<!--';
const COMMENT_CLOSE = '-->';
const FOLDING = /<(\/?)(details|summary)(?:\s[^<>]*)?>/gi;
/** Pictures and other data inside the text: in an image or a link, behind the name of a reference, in a tag. */
const DATA =
  /!?\[[^\][\n]{0,1000}\]\(\s{0,9}<?data:[^()\s]*(?:\s{1,9}"[^"\n]*")?\s{0,9}\)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?data:\S*.*$|<\w+\s[^<>]{0,1000}["']data:[^<>]*>|\bdata:[\w.+-]{1,100}\/[\w.+-]{1,100}(?:;[\w=.+-]{1,100}){0,9},[^\s)>"']*/gm;
/** In UTF-16 code units; what is longer is not in a line of code. */
const CODE_SPAN = /(?<!`)(`{1,3})(?!`)[^\n]{0,1000}?(?<!`)\1(?!`)/g;

/** Finds what is hidden in a Markdown text: comments, data, the tags that fold parts. What stands in code is shown. */
export function shownParts(text: string): ShownParts {
  const outside = withoutCode(text);
  const comments = commentsIn(outside);
  const uncommented = blanked(outside, comments);
  const hidden = [DATA, FOLDING].flatMap((pattern) =>
    [...uncommented.matchAll(pattern)].map(({ 0: part, index }) => ({ start: index, end: index + part.length })),
  );
  return { shown: blanked(blanked(text, comments), hidden), summaries: summariesIn(uncommented) };
}

function commentsIn(text: string): Span[] {
  const comments: Span[] = [];
  for (let end = 0; ; ) {
    const start = text.indexOf(COMMENT_OPEN, end);
    const close = start === -1 ? -1 : text.indexOf(COMMENT_CLOSE, start + COMMENT_OPEN.length);
    if (close === -1) return comments;
    end = close + COMMENT_CLOSE.length;
    comments.push({ start, end });
  }
}

/** The text with line breaks in the place of code fences and code in lines. */
function withoutCode(text: string): string {
  let fence: string | null = null;
  const lines = text.split('\n').map((line) => {
    const isCode = fence !== null;
    fence = fenceAfter(line.trim(), fence);
    return isCode || fence !== null ? '\n'.repeat(line.length) : line;
  });
  return lines.join('\n').replace(CODE_SPAN, (code) => '\n'.repeat(code.length));
}

function blanked(text: string, parts: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of parts.toSorted((one, other) => one.start - other.start)) {
    if (end <= from) continue;
    pieces.push(text.slice(from, start), '\n'.repeat(end - Math.max(from, start)));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

function summariesIn(text: string): ShownParts['summaries'] {
  const summaries: ShownParts['summaries'] = [];
  const open: (Span & { partEnd: number })[][] = [];
  let summaryStart: number | null = null;
  for (const { 0: tag, 1: slash, 2: name, index } of text.matchAll(FOLDING)) {
    if (name!.toLowerCase() === 'summary') {
      if (slash === '') summaryStart = index + tag.length;
      else if (summaryStart !== null) {
        const own = text.slice(summaryStart, index);
        const start = summaryStart + own.length - own.trimStart().length;
        const summary = { start, end: start + own.trim().length, partEnd: text.length };
        summaries.push(summary);
        open.at(-1)?.push(summary);
        summaryStart = null;
      }
    } else if (slash === '') open.push([]);
    else for (const summary of open.pop() ?? []) summary.partEnd = index;
  }
  return summaries;
}
