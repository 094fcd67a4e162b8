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
  /** Whether it only names what follows: a heading, the header of a table. */
  isHeader: boolean;
}

type Read = Pick<StoredParagraph, 'text' | 'start' | 'heading' | 'context'>;

/** The statements of a paragraph, in the order of its text. */
export function statementsOf(paragraph: Read): Statement[] {
  const { start, heading, text } = paragraph;
  const { caption, header, leadIn, items, rows, isHeading = false } = paragraph.context ?? {};
  const above = heading === null ? [] : [heading];
  const isTable = rows !== undefined;
  const parts = rows ?? items ?? [];
  const opening = { start, end: parts[0]?.start ?? start + text.length };
  const before = sentencesIn(paragraph, opening).map((one) => ({
    ...one,
    readWith: above,
    header: null,
    isHeader: isHeading || isTable,
  }));
  const named = [caption, header, leadIn].filter((part) => part !== undefined);
  const readWith = [...above, ...named, ...before.slice(-1).map((one) => one.text)];
  const own = isTable
    ? parts.map((part) => statementAt(paragraph, part))
    : parts.flatMap((part) => sentencesIn(paragraph, part));
  const headerOfRows = isTable ? [header ?? '', ...before.map((one) => one.text)].join('\n') : null;
  return [...before, ...own.map((one) => ({ ...one, readWith, header: headerOfRows, isHeader: false }))];
}

function sentencesIn(paragraph: Read, { start, end }: Span) {
  const { text, start: from } = paragraph;
  return splitSentences(text.slice(start - from, end - from)).map((sentence) =>
    statementAt(paragraph, { start: start + sentence.start, end: start + sentence.end }),
  );
}

function statementAt({ text, start: from }: Read, { start, end }: Span) {
  return { start, end, text: onOneLine(text.slice(start - from, end - from)) };
}
