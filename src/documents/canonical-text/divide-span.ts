import type { Span } from '../../protocol/places.ts';
import { splitSentences } from '../../text/split-sentences.ts';

/** The longest paragraph, in UTF-16 code units: what is cited should be read at a glance. */
export const MAX_PARAGRAPH_LENGTH = 2000;
/** What has no line break for longer than this is no prose: it is not searched for sentences, which would take long. */
const MAX_READABLE = 20_000;
/** A list item above this is a paragraph of its own. */
const LONG_ITEM = 200;
const LIST_ITEM = /^\s{0,3}(?:[-*+•–—]|\d{1,4}[.)])\s/;

/**
 * Divides what is too long for a paragraph: at the ends of its lines, of its sentences, of its words.
 *
 * @returns Spans in order, each with a visible character at both ends; between them stand blanks only.
 */
export function divideSpan(text: string, span: Span, { max = MAX_PARAGRAPH_LENGTH } = {}): Span[] {
  if (span.end - span.start <= max) return [span];
  const lines = piecesOf(text, span, /[^\n]+/g);
  if (lines.length > 1) return groupSpans(lines, { max }).flatMap((part) => divideSpan(text, part, { max }));
  const isReadable = span.end - span.start <= MAX_READABLE;
  const sentences = (isReadable ? splitSentences(text.slice(span.start, span.end)) : []).map(({ start, end }) =>
    shifted(span, start, end),
  );
  if (sentences.length > 1) return groupSpans(sentences, { max }).flatMap((part) => divideSpan(text, part, { max }));
  const words = piecesOf(text, span, /\S+/g);
  return groupSpans(
    words.flatMap((word) => cut(text, word, max)),
    { max },
  );
}

/** The same, and a list of long items is divided at its items. */
export function divideLines(text: string, span: Span): Span[] {
  const items: Span[] = [];
  let listed = 0;
  for (const line of piecesOf(text, span, /[^\n]+/g)) {
    const isItem = LIST_ITEM.test(text.slice(line.start, line.end));
    if (isItem) listed += 1;
    if (isItem || items.length === 0) items.push(line);
    else items.at(-1)!.end = line.end;
  }
  const isLongList = listed > 1 && items.some(({ start, end }) => end - start > LONG_ITEM);
  return (isLongList ? items : [span]).flatMap((part) => divideSpan(text, part));
}

/** Puts neighbours together up to a length, of about the same length each. */
export function groupSpans<Part extends Span>(parts: readonly Part[], { max = MAX_PARAGRAPH_LENGTH } = {}): Part[] {
  const whole = (parts.at(-1)?.end ?? 0) - (parts[0]?.start ?? 0);
  const aim = whole / Math.ceil(whole / max);
  const groups: Part[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const isOpen = last && last.end - last.start < aim && part.end - last.start <= max;
    if (isOpen) last.end = part.end;
    else groups.push({ ...part });
  }
  return groups;
}

function piecesOf(text: string, { start, end }: Span, pattern: RegExp): Span[] {
  return [...text.slice(start, end).matchAll(pattern)].flatMap(({ 0: piece, index }) => {
    const visible = piece.trim();
    const from = start + index + piece.indexOf(visible);
    return visible === '' ? [] : [{ start: from, end: from + visible.length }];
  });
}

function shifted(span: Span, start: number, end: number): Span {
  return { start: span.start + start, end: span.start + end };
}

/** Cuts a run without blanks, never inside a surrogate pair. */
function cut(text: string, { start, end }: Span, max: number): Span[] {
  const parts: Span[] = [];
  for (let from = start; from < end; ) {
    let to = Math.min(from + max, end);
    if (to < end && /[\udc00-\udfff]/.test(text[to]!)) to -= 1;
    parts.push({ start: from, end: to });
    from = to;
  }
  return parts;
}
