import type { Citation } from '../answer.ts';
import { describePage } from '../describe-page.ts';
import type { Language } from '../language.ts';
import type { PageKind } from '../places.ts';
import { nameOfPart, type PlaceWords } from './place-words.ts';

/** Where a quote stands, as far as it is known or to be said. */
interface Place {
  documentTitle?: string | undefined;
  heading?: string | undefined;
  clause?: string | undefined;
  page?: number | undefined;
  pageKind?: PageKind | undefined;
}

/** Stands between the headings of a path. */
const BELOW = ' › ';

/** Has the word for what it is: «Статья 5», "§ 4". */
const NAMED = /^(?:\p{L}{2}|§)/u;

/** Where a quote stands, in words: «Договор аренды › 3. Оплата · п. 3.2 · с. 2». What is not given is left out; empty without anything. */
export function describePlace(
  { documentTitle, heading, clause, page, pageKind }: Place,
  words: Language | PlaceWords,
): string {
  const below = heading === undefined ? '' : withoutTitle(heading, documentTitle);
  const path = [documentTitle ?? '', below].filter((part) => part !== '').join(BELOW);
  // The heading may be that of the clause: «Статья 5. Оплата».
  const isNamed = clause !== undefined && heading !== undefined && innermost(heading).startsWith(clause);
  return [
    path,
    clause === undefined || isNamed ? '' : NAMED.test(clause) ? clause : nameOfPart('clause', clause, words),
    page === undefined ? '' : describePage(page, pageKind, words),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Headings without the first of them where that is the title of the document itself, in other capitals too. */
export function withoutTitle(heading: string, documentTitle: string | undefined): string {
  const [first, ...rest] = heading.split(BELOW);
  return first!.toLowerCase() === documentTitle?.toLowerCase() ? rest.join(BELOW) : heading;
}

/** The question that a quote stands under as its answer, as in a list of frequent questions; null where its heading is none. */
export function questionAbove({ heading = '' }: Pick<Citation, 'heading'>): string | null {
  const name = innermost(heading);
  return name.endsWith('?') ? name : null;
}

function innermost(heading: string): string {
  return heading.split(BELOW).at(-1)!;
}
