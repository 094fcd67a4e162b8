import type { ExpandedTerm } from '../stores/paragraph-search.ts';
import type { ExactTerm } from '../text/exact-terms/exact-terms.ts';
import { tokenize } from '../text/tokenize.ts';

/**
 * Lets the words of a date, a code or a part of a document be found where it is found as a whole, however it is written there: the «апреля»
 * of «4 апреля 2024» is in "2024-04-04". A part that no paragraph names as one is left to its words: «пункт 4» may be written "4."
 */
export function foundAsWhole(terms: ExpandedTerm[], exact: readonly ExactTerm[]): ExpandedTerm[] {
  if (exact.length === 0) return terms;
  const expansionOf = new Map(terms.map(({ term, expansion }) => [term, expansion]));
  const wholes = exact.map(({ term, written }) => ({
    words: new Set(tokenize(written)),
    keys: [...(expansionOf.get(term) ?? [])],
  }));
  const isMissing = (term: string) => (expansionOf.get(term)?.size ?? 0) === 0;
  const missingParts = new Set(exact.flatMap(({ kind, term }) => (kind === 'part' && isMissing(term) ? [term] : [])));
  return terms
    .filter(({ term }) => !missingParts.has(term))
    .map(({ term, weight, expansion }) => {
      const whole = wholes.flatMap(({ words, keys }) => (words.has(term) ? keys : []));
      return { term, weight, expansion: whole.length === 0 ? expansion : new Map([...expansion, ...whole]) };
    });
}
