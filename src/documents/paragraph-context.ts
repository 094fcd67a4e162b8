import type { DocumentBlock } from '../protocol/document-blocks.ts';
import type { PageKind, Span } from '../protocol/places.ts';
import { type Document, onOneLine, type Paragraph } from './document.ts';

/** What a paragraph is to be read with, beside its headings. Texts are those of the document, on one line; what is in the paragraph itself is left out. */
export interface ParagraphContext {
  /** The numbers of clauses and items in it, as the document shows them, each with where it begins in the canonical text. */
  clauses?: { start: number; number: string }[];
  /** The text before the list it is of: "The fee covers:". */
  leadIn?: string;
  /** Whether that list has other paragraphs as well. */
  isListDivided?: true;
  /** The caption of the table it is of. */
  caption?: string;
  /** The header rows of that table. */
  header?: string;
  /** The items of a list in it. Offsets into the canonical text. */
  items?: Span[];
  /** The rows of a table in it, without header rows. Offsets into the canonical text. */
  rows?: Span[];
  /** What its page is, where that is no page. */
  pageKind?: PageKind;
  /** Whether it is nothing but a heading. */
  isHeading?: true;
  /** The notes that its marks point to, without their marker. */
  notes?: string[];
}

/** Length to which each text is cut, in UTF-16 code units. */
const MAX_TEXT_LENGTH = 300;
/** Notes of one paragraph. */
const MAX_NOTES = 10;
/** What stands around a number: "7." is 7, "(а)" stays. */
const AFTER_NUMBER = /[.:]$/;

type BlockOf<Kind extends DocumentBlock['kind']> = Extract<DocumentBlock, { kind: Kind }>;

/** Finds what each paragraph of a document is to be read with, in the order of the paragraphs; null for one that needs nothing. */
export function contextsOf({
  text,
  paragraphs,
  blocks,
}: Pick<Document, 'text' | 'paragraphs' | 'blocks'>): (ParagraphContext | null)[] {
  const numbers = numbersOfClauses(text, blocks);
  const marks = blocks.flatMap((block) =>
    block.kind === 'note' ? block.references.map((span) => ({ ...span, block })) : [],
  );
  marks.sort((a, b) => a.start - b.start);
  let [block, number, mark] = [0, 0, 0];
  const shown = (span: Span) => onOneLine(text.slice(span.start, span.end)).slice(0, MAX_TEXT_LENGTH);
  return paragraphs.map((paragraph) => {
    // All are in the order of the text.
    while (block < blocks.length - 1 && blocks[block]!.end <= paragraph.start) block += 1;
    while (number < numbers.length && numbers[number]!.end <= paragraph.start) number += 1;
    while (mark < marks.length && marks[mark]!.end <= paragraph.start) mark += 1;
    const clauses = startingIn(paragraph, numbers, number).map(({ start, number: own }) => ({ start, number: own }));
    const notes = [...new Set(startingIn(paragraph, marks, mark).map((found) => found.block))]
      .slice(0, MAX_NOTES)
      .map((note) => textOfNote(shown(note), note.marker));
    const context = {
      ...contextOfBlock(paragraph, blocks[block], shown),
      ...kindOfPageIn(blocks[block] ?? null),
      ...(clauses.length > 0 ? { clauses } : {}),
      ...(notes.length > 0 ? { notes } : {}),
    };
    return Object.keys(context).length > 0 ? context : null;
  });
}

/** The number of the clause or item that a place of the canonical text is in; null where none is known. */
export function clauseAt(context: ParagraphContext | null, offset: number): string | null {
  return context?.clauses?.findLast(({ start }) => start <= offset)?.number ?? null;
}

/** What the page of a paragraph or block is, where it is no page. */
export function kindOfPageIn(of: Pick<ParagraphContext, 'pageKind'> | null): Pick<ParagraphContext, 'pageKind'> {
  return of?.pageKind ? { pageKind: of.pageKind } : {};
}

function contextOfBlock(
  paragraph: Paragraph,
  block: DocumentBlock | undefined,
  shown: (span: Span) => string,
): ParagraphContext {
  const isIn = (span: Span) => paragraph.start <= span.start && span.end <= paragraph.end;
  const isWhole = block !== undefined && isIn(block);
  if (block?.kind === 'heading') return { isHeading: true };
  if (block?.kind === 'list') {
    return {
      ...named('items', block.items.filter(isIn)),
      ...(block.leadIn && !isIn(block.leadIn) ? { leadIn: shown(block.leadIn) } : {}),
      ...(block.leadIn && !isIn(block.leadIn) && !isWhole ? { isListDivided: true } : {}),
    };
  }
  if (block?.kind !== 'table') return {};
  const header = block.rows.filter((row) => row.isHeader && !isIn(row)).map(shown);
  return {
    ...(block.caption && !isIn(block.caption) ? { caption: shown(block.caption) } : {}),
    ...named(
      'rows',
      block.rows.filter((row) => !row.isHeader && isIn(row)),
    ),
    ...(header.length > 0 && !isWhole ? { header: header.join('\n') } : {}),
  };
}

function named(name: 'items' | 'rows', parts: readonly Span[]): ParagraphContext {
  return parts.length > 0 ? { [name]: parts.map(({ start, end }) => ({ start, end })) } : {};
}

interface NumberedSpan extends Span {
  number: string;
}

/** Numbers with what they number, in the order of the text. Those of items stand behind those of the items and the paragraph above them. */
function numbersOfClauses(text: string, blocks: readonly DocumentBlock[]): NumberedSpan[] {
  return blocks.flatMap((block, index) => {
    if (block.kind === 'list') return numbersOfItems(block, numberBefore(text, block, blocks[index - 1]));
    if (block.kind !== 'paragraph' || block.number === undefined) return [];
    return [{ start: block.start, end: block.end, number: shownNumber(text, block) }];
  });
}

/** The number of the paragraph that leads into a list. */
function numberBefore(text: string, { leadIn }: BlockOf<'list'>, before: DocumentBlock | undefined): string | null {
  if (!leadIn || before?.kind !== 'paragraph' || before.number === undefined) return null;
  return shownNumber(text, before);
}

function numbersOfItems({ items }: BlockOf<'list'>, above: string | null): NumberedSpan[] {
  const open: (string | null)[] = [];
  return items.flatMap(({ start, end, marker, depth }) => {
    open.length = Math.min(open.length, depth);
    while (open.length < depth) open.push(null);
    open.push(marker?.replace(AFTER_NUMBER, '') ?? null);
    if (marker === undefined) return [];
    const path = [above, ...open].filter((number) => number !== null);
    return [{ start, end, number: joinNumbers(path) }];
  });
}

/** What a part of a divided list or table is searched by as well: a whole one has it in or before it. */
export function searchedTexts(context: ParagraphContext | null): string[] {
  const { caption, header, leadIn, isListDivided } = context ?? {};
  return [caption, header, isListDivided ? leadIn : undefined].filter((text) => text !== undefined);
}

/** "7" and "а)" are "7 а)"; a number that has those above in it stands alone: "2" and "2.1" are "2.1". */
function joinNumbers(path: readonly string[]): string {
  return path.filter((number, index) => !path[index + 1]?.startsWith(`${number}.`)).join(' ');
}

/** With the word before it, where there is one: «Статья 5», "§ 4", "2.1". */
function shownNumber(text: string, { start, end, number = '' }: BlockOf<'paragraph'>): string {
  const opening = text.slice(start, end);
  return onOneLine(opening.slice(0, opening.indexOf(number) + number.length));
}

function textOfNote(text: string, marker: string): string {
  const sign = `[${marker}]`;
  return text.startsWith(sign) ? text.slice(sign.length).trim() : text;
}

/** Those of spans in order, from an index on, that begin in a paragraph. */
function startingIn<Found extends Span>(paragraph: Paragraph, spans: readonly Found[], from: number): Found[] {
  const found: Found[] = [];
  for (let index = from; index < spans.length && spans[index]!.start < paragraph.end; index += 1)
    found.push(spans[index]!);
  return found;
}
