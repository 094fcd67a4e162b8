import { z } from 'zod';
import { extensible } from './extensible.ts';

/* Places in documents. Offsets are UTF-16 code units into the canonical text, start inclusive, end exclusive. */

export const offset = z.int().min(0).describe('UTF-16 code units into the canonical text of the document');
export const documentId = z.string().describe('id of a document');
export const paragraphNumber = z.int().min(1).describe('number of a paragraph in its document, from 1');
export const pageNumber = z
  .int()
  .min(1)
  .exactOptional()
  .describe('where the paragraph starts, from 1; of documents with pages');

/** What the pages of a document are, where they are none. */
export const pageKind = z.enum(['slide', 'sheet', 'cell']);
export type PageKind = z.infer<typeof pageKind>;
/** Beside the number of a page. */
export const kindOfPage = pageKind.exactOptional().describe('what the page is: a slide, a sheet, a cell of a notebook');

/** Bounds of a piece of text: UTF-16 code units, end exclusive. */
export const spanSchema = extensible({ start: z.int(), end: z.int() });
export type Span = z.infer<typeof spanSchema>;

/** A paragraph of a document. */
export const paragraphPlaceSchema = extensible({ documentId, paragraph: paragraphNumber });
export type ParagraphPlace = z.infer<typeof paragraphPlaceSchema>;
