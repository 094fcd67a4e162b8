import { appendTo } from '../runtime/append-to.ts';
import type { ExpandedTerm } from '../stores/paragraph-search.ts';

/** A term of a question that a word may stand for: its place among the terms, and how like it is, 0…1. */
interface TermMeant {
  index: number;
  likeness: number;
}

/** The lowest bits of keys that are looked up: a power of two. */
const FILTER_SIZE = 4096;

/**
 * Reads which terms of a question words of the corpus stand for. A question looks at ten thousand, and most stand for
 * none, which the lowest bits of their keys show already.
 *
 * @returns By key of the vocabulary the terms, in their order; undefined for none.
 */
export function readTermsMeant(terms: readonly ExpandedTerm[]): (termKey: number) => readonly TermMeant[] | undefined {
  const meant = new Map<number, TermMeant[]>();
  const mayBeMeant = new Uint8Array(FILTER_SIZE);
  for (const [index, { expansion }] of terms.entries()) {
    for (const [termKey, likeness] of expansion) {
      mayBeMeant[termKey & (FILTER_SIZE - 1)] = 1;
      appendTo(meant, termKey, { index, likeness });
    }
  }
  return (termKey) => (mayBeMeant[termKey & (FILTER_SIZE - 1)] === 0 ? undefined : meant.get(termKey));
}
