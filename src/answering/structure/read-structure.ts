import type { Document, Paragraph } from '../../documents/document.ts';
import { onOneLine } from '../../documents/document.ts';
import { contextsOf, type ParagraphContext } from '../../documents/paragraph-context.ts';
import type { Span } from '../../protocol/places.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import { PART_WORDS } from './part-words.ts';
import { type DocumentPart, partsOfDocument } from './parts-of-document.ts';

/** A table with its caption, where it has one right before it. */
interface Table extends Span {
  /** The number of its caption: "Table 7". */
  number: string | null;
}

/** «Таблица 7», "Table 2.1" at the start of a caption. */
const CAPTION = new RegExp(`^(?:${PART_WORDS.table})\\.?\\s*(?:№\\s*)?(?<number>\\p{N}+(?:\\.\\p{N}+)*)`, 'iu');

/** What places of a document are found in. */
export interface DocumentStructure {
  document: Document;
  /** Of each paragraph. */
  contexts: (ParagraphContext | null)[];
  parts: DocumentPart[];
  /** The sections of the highest level, without the title: each heading with what stands under it. */
  sections: DocumentPart[];
  /** The clauses that have a number and are no section of clauses: 2.1, and 3 where nothing is 3.1. */
  clauses: DocumentPart[];
  /** The paragraphs that are more than a heading or a note. */
  statements: Paragraph[];
  tables: Table[];
}

/** Reads the structure of a document, with pauses. */
export async function readStructure(document: Document): Promise<DocumentStructure> {
  const { blocks, paragraphs, title } = document;
  const parts = await partsOfDocument(document);
  await pauseDue();
  const headings = parts.filter(({ kind }) => kind === 'heading');
  const isTitle = ({ label }: DocumentPart) => onOneLine(label).toLowerCase() === title.toLowerCase();
  const titleParts = new Set(
    headings.filter((heading, index) => isTitle(heading) || isWhole(heading, index, document)),
  );
  const clauses = parts.filter(({ kind, number, name }) => kind !== 'heading' && name === null && isDigits(number));
  const parentClauses = new Set(clauses.map(({ parent }) => parent));
  const headingStarts = new Set(headings.map(({ start }) => start));
  const namesOnly = blocks.filter(({ kind, start }) => kind === 'note' || headingStarts.has(start));
  await pauseDue();
  const contexts = contextsOf(document);
  await pauseDue();
  return {
    document,
    contexts,
    parts,
    sections: headings.filter((part) => !titleParts.has(part) && (!part.parent || titleParts.has(part.parent))),
    clauses: clauses.filter((part) => !parentClauses.has(part)),
    statements: paragraphs.filter(({ start, end }) => !isWithin({ start, end }, namesOnly)),
    tables: tablesOf(document),
  };
}

function tablesOf({ text, blocks }: Document): Table[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'table') return [];
    const before: Span | undefined = block.caption ?? blocks[index - 1];
    const { number } = (before && CAPTION.exec(text.slice(before.start, before.end))?.groups) ?? {};
    return [
      before && number
        ? { start: before.start, end: block.end, number }
        : { start: block.start, end: block.end, number: null },
    ];
  });
}

/** The first heading, with all others under it. */
function isWhole({ number, end }: DocumentPart, index: number, { blocks }: Document): boolean {
  return (
    index === 0 &&
    number === null &&
    end === blocks.at(-1)!.end &&
    blocks.filter(({ kind }) => kind === 'heading').length > 1
  );
}

const isDigits = (number: string | null) => number !== null && /^\p{N}/u.test(number);

/** Whether a span is in one of some others, which are in the order of the text and do not overlap. */
function isWithin({ start, end }: Span, others: readonly Span[]): boolean {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (others[middle]!.end < end) low = middle + 1;
    else high = middle;
  }
  return low < others.length && others[low]!.start <= start;
}
