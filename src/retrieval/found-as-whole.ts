import type { ExpandedTerm, ParagraphSearch } from '../stores/paragraph-search.ts';
import { isDocumentPart } from '../text/exact-terms/document-parts.ts';
import type { ExactTerm } from '../text/exact-terms/exact-term.ts';
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

/**
 * Leaves out parts of documents that no paragraph of the searched ones names, so that what is elsewhere in the index changes nothing.
 *
 * @param documentIds The only documents searched; all of them when undefined: then nothing is missing that has an expansion.
 */
export async function withoutMissingParts(
  terms: ExpandedTerm[],
  { store, documentIds }: { store: Pick<ParagraphSearch, 'scoreWords'>; documentIds: readonly string[] | undefined },
): Promise<ExpandedTerm[]> {
  const parts = documentIds ? terms.filter(({ term }) => isDocumentPart(term)) : [];
  if (parts.length === 0) return terms;
  const found = await Promise.all(parts.map((part) => store.scoreWords([part], { limit: 1, documentIds })));
  const missing = new Set(parts.filter((_, index) => found[index]!.scores.size === 0));
  return terms.filter((term) => !missing.has(term));
}
