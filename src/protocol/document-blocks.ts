import { z } from 'zod';
import { extensible } from './extensible.ts';
import { kindOfPage, offset, pageNumber } from './places.ts';

/* What a document is made of, beside its canonical text: blocks in the order of the text, none inside another. */

const place = { start: offset, end: offset, page: pageNumber, pageKind: kindOfPage };
/** Bounds of a piece of the canonical text. */
const span = extensible({ start: offset, end: offset });

const headingBlock = extensible({
  kind: z.literal('heading'),
  ...place,
  level: z.int().min(1).max(6),
  number: z.string().exactOptional().describe('as the document shows it, such as "2.1" or "IV"'),
});

const paragraphBlock = extensible({
  kind: z.literal('paragraph'),
  ...place,
  number: z.string().exactOptional().describe('of the clause, as the document shows it, such as "2.1" or "а)"'),
  isPreformatted: z
    .literal(true)
    .exactOptional()
    .describe('code and the like, whose blanks and line breaks mean something'),
});

const listBlock = extensible({
  kind: z.literal('list'),
  ...place,
  leadIn: span.exactOptional().describe('the text before it that it completes: "The fee covers:"'),
  items: z.array(
    extensible({
      start: offset,
      end: offset,
      marker: z.string().exactOptional().describe('its number or letter as the document shows it; none for a bullet'),
      depth: z.int().min(0).describe('0 for the outermost list'),
    }),
  ),
});

const tableBlock = extensible({
  kind: z.literal('table'),
  ...place,
  caption: span.exactOptional(),
  rows: z.array(
    extensible({
      start: offset,
      end: offset,
      isHeader: z.boolean(),
      cells: z.array(
        extensible({
          start: offset,
          end: offset,
          columns: z.int().min(2).exactOptional().describe('how many columns it spans'),
          rows: z.int().min(2).exactOptional().describe('how many rows it spans'),
          isRepeated: z.literal(true).exactOptional().describe('a cell that spans rows, in a row below its first'),
        }),
      ),
    }),
  ),
});

const noteBlock = extensible({
  kind: z.literal('note'),
  ...place,
  marker: z.string().describe('as the document shows it, such as "1" or "*"'),
  references: z.array(span).describe('the marks in the text that point to it'),
});

/** A block of a document: offsets are into the canonical text, and a block ends before the next one starts. */
export const documentBlockSchema = z.discriminatedUnion('kind', [
  headingBlock,
  paragraphBlock,
  listBlock,
  tableBlock,
  noteBlock,
]);
export type DocumentBlock = z.infer<typeof documentBlockSchema>;

/** What a file holds that could not be read, or not for certain. */
export const omissionSchema = extensible({
  kind: z.enum([
    'pages-without-text',
    'pages-not-read',
    'pages-recognised',
    'pages-recognised-weakly',
    'pages-not-recognised',
    'chapters-missing',
    'formulas-not-read',
    'parts-not-read',
    'characters-not-read',
  ]),
  count: z.int().min(1),
  of: z.int().min(1).exactOptional().describe('of how many'),
  pages: z.array(z.int()).exactOptional().describe('their numbers, from 1; the first ones'),
  places: z
    .array(z.union([z.int(), z.string()]))
    .exactOptional()
    .describe('names or numbers of other parts; the first ones'),
  languages: z
    .array(z.string())
    .exactOptional()
    .describe('of recognised pages: those that were expected, as tesseract names them'),
});
export type Omission = z.infer<typeof omissionSchema>;
