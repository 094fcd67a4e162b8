import { onOneLine } from '../documents/document.ts';
import type { Span } from '../protocol/places.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import { splitSentences } from '../text/split-sentences.ts';

/** What a paragraph says at one place: a sentence, also in an item of a list, or a row of a table. Offsets into the canonical text. */
export interface Statement extends Span {
  /** On one line. */
  text: string;
  /** What it is to be read with: headings, the header of the table, what leads into the list. */
  readWith: string[];
  /** The header of the table that it is a row of; null for no row. */
  header: string | null;
  /** Whether it only names what follows: a heading, the header of a table, what leads into a list. */
  isHeader: boolean;
  /** Which item of the paragraph's list it is of; null for none. */
  item: number | null;
}

type Read = Pick<StoredParagraph, 'text' | 'start' | 'heading' | 'context'>;

/** "Police — 117", "Rent: 690 €": a line that says something by itself. */
const LINE = /^\S.{0,80}?(?:\s[–—-]\s|:\s|\t|\s{3,}|\.{3,}|…)\s*\S.{0,200}$/u;
const MARKED = /^(?:[-–—*•]|\(?\p{N}{1,3}[.)]|\p{L}\))\s/u;
const LEADS_IN = /:$/u;
/** What says something only with the sentence after it. */
const ONLY_AGREES = /^(?:да|нет|конечно|yes|no|of course|certainly|ja|nein|s[ií]|oui|non)[.!]$/iu;

/** The statements of a paragraph, in the order of its text. */
export function statementsOf(paragraph: Read): Statement[] {
  const { start, heading, text } = paragraph;
  const { caption, header, leadIn, items, rows, isHeading = false } = paragraph.context ?? {};
  const above = heading === null ? [] : [heading];
  const isTable = rows !== undefined;
  const lines = isTable || items ? undefined : linesOf(paragraph);
  const parts = rows ?? items ?? lines ?? [];
  const opening = { start, end: parts[0]?.start ?? start + text.length };
  const before = sentencesIn(paragraph, opening).map((one) => ({
    ...one,
    readWith: above,
    header: null,
    isHeader: isHeading || isTable,
    item: null,
  }));
  const last = before.at(-1);
  if (last && LEADS_IN.test(last.text)) last.isHeader = true;
  const named = [caption, header, leadIn].filter((part) => part !== undefined);
  const readWith = [...above, ...named, ...(last ? [last.text] : [])];
  const own = isTable
    ? parts.map((part) => ({ ...statementAt(paragraph, part), item: null }))
    : parts.flatMap((part, item) => sentencesIn(paragraph, part).map((one) => ({ ...one, item })));
  const headerOfRows = isTable ? [header ?? '', ...before.map((one) => one.text)].join('\n') : null;
  return [...before, ...own.map((one) => ({ ...one, readWith, header: headerOfRows, isHeader: false }))];
}

/** The lines of a paragraph that is a list which its format does not mark: with signs before them, or each with a name and what belongs to it. */
function linesOf({ text, start }: Read): Span[] | undefined {
  if (!text.includes('\n')) return undefined;
  const lines = [...text.matchAll(/[^\n]+/gu)].map(({ 0: line, index }) => ({
    line: line.trim(),
    index,
    end: index + line.length,
  }));
  const from = LEADS_IN.test(lines[0]!.line) ? 1 : 0;
  const items = lines.slice(from);
  const isList = [MARKED, LINE].some((form) => items.length > 1 && items.every(({ line }) => form.test(line)));
  return isList ? items.map(({ index, end }) => ({ start: start + index, end: start + end })) : undefined;
}

function sentencesIn(paragraph: Read, { start, end }: Span) {
  const { text, start: from } = paragraph;
  const sentences = splitSentences(text.slice(start - from, end - from)).map((sentence) =>
    statementAt(paragraph, { start: start + sentence.start, end: start + sentence.end }),
  );
  const [first, second] = sentences;
  if (!first || !second || !ONLY_AGREES.test(first.text)) return sentences;
  return [statementAt(paragraph, { start: first.start, end: second.end }), ...sentences.slice(2)];
}

function statementAt({ text, start: from }: Read, { start, end }: Span) {
  return { start, end, text: onOneLine(text.slice(start - from, end - from)) };
}
