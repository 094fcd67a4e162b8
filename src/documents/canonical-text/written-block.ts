import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import type { DrawnText } from '../positions/drawn-text.ts';
import { divideSpan } from './divide-span.ts';

/** Where the canonical text is written. */
export interface Output {
  /** Appends a text, without its marks of notes. @param drawn What of it pages show. @returns Where it stands. */
  write(text: string, drawn?: readonly DrawnText[]): Span;
  text(): string;
}

/** A paragraph, before it has a number. */
export interface Piece extends Span {
  page: number | null;
}

/** What became of a block. */
export interface Written {
  block: DocumentBlock;
  /** None for a heading. */
  pieces: Piece[];
}

/** The paragraphs of a piece. */
export function divided(span: Span, page: number | null, output: Output): Piece[] {
  return divideSpan(output.text(), span).map(({ start, end }) => ({ start, end, page }));
}

/** The page of a block, as it is stored. */
export function onPage(page: number | null): { page?: number } {
  return page === null ? {} : { page };
}

/** The bounds of neighbours. */
export function around(parts: readonly Span[]): Span {
  return { start: parts[0]!.start, end: parts.at(-1)!.end };
}
