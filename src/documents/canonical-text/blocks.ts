import type { DrawnText } from '../positions/drawn-text.ts';

/** Where a block or a part of it starts in its file. */
interface Placed {
  /** The page, slide or sheet where it starts, from 1; null where there are none. */
  page: number | null;
}

/** A text whose place on the pages of its file is known. */
interface Drawn {
  /** What was drawn of it, in the order of the text. */
  drawn?: readonly DrawnText[];
}

/**
 * What the reader of a format found, in order. Texts may have line breaks; a mark of a note is written by `noteReference`.
 *
 * Raised digits are Unicode superscripts (10⁶), by `raised`; numbers of headings and clauses are part of their text, as the document shows them.
 */
export type Block = HeadingBlock | ParagraphBlock | ListBlock | TableBlock | NoteBlock;

export interface HeadingBlock extends Placed, Drawn {
  kind: 'heading';
  /** 1–6. */
  level: number;
  text: string;
}

export interface ParagraphBlock extends Placed, Drawn {
  kind: 'paragraph';
  text: string;
  /** Code and the like: blanks at the start of lines stay. */
  isPreformatted?: true;
}

export interface ListBlock extends Placed {
  kind: 'list';
  items: ListItem[];
}

export interface ListItem extends Drawn {
  /** As the document shows it, with its punctuation: "7.", "а)", "1.2."; null for a bullet. */
  marker: string | null;
  /** 0 for the outermost list. */
  depth: number;
  text: string;
  /** Where it starts, when that is not the page of the block. */
  page?: number | null;
}

export interface TableBlock extends Placed {
  kind: 'table';
  caption?: string;
  rows: TableRow[];
}

export interface TableRow {
  isHeader: boolean;
  /** Every column has its cell: those that a cell spans beside or below it are not listed. */
  cells: TableCell[];
  page?: number | null;
}

export interface TableCell extends Drawn {
  text: string;
  /** Columns that it spans, from 1; by default 1. */
  columns?: number;
  /** Rows that it spans, from 1; by default 1. Its text is repeated in each row, so that a row can be read alone. */
  rows?: number;
}

export interface NoteBlock extends Placed, Drawn {
  kind: 'note';
  /** The same as in its `noteReference`s. */
  id: string;
  /** As the document shows it. */
  marker: string;
  text: string;
}
