import { BETWEEN_HEADINGS } from '../documents/canonical-text/heading-trail.ts';
import { numberOfHeading } from '../documents/canonical-text/number-of.ts';
import { clauseAt } from '../documents/paragraph-context.ts';
import type { Span } from '../protocol/places.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import { isWithinDocument } from '../text/exact-terms/document-parts.ts';
import { exactTermsIn } from '../text/exact-terms/exact-terms.ts';
import { tokenize } from '../text/tokenize.ts';

/** "on page 3", «на стр. 3», «на 3-й странице». */
const PAGE =
  /(?:\bpage|\bp\.|стр(?:\.|аниц\p{L}*))\s*(?<after>\p{N}+)|(?<before>\p{N}{1,9})(?:-?\p{L}{1,2})?\s+(?:стр\.|страниц\p{L}*|page\b)/giu;
/** Numbers in a clause or heading: «Статья 5», "2.1 а)", "§ 4". */
const NUMBER = /\p{N}+(?:\.\p{N}+)*/gu;

type Place = Pick<StoredParagraph, 'heading' | 'page' | 'context'>;

/** Measures how far a place of a document is in the parts that a question asks for by their numbers. */
export interface PartAsked {
  /** Whether the question names a part: an article, a clause, a page. */
  isAsked: boolean;
  /** The terms that name it: in the part itself they are found. */
  words: ReadonlySet<string>;
  /** The labels of paragraphs in a named part: see `partLabels`. */
  labels: string[];
  /** Share of the named parts that the place is in, 0…1; 0 when none is named. */
  shareAt(paragraph: Place, at?: Span): number;
}

/** Reads which parts a question names: «пункт 2.2», "section 4", «ч. 2 ст. 92», "page 3". */
export function partAsked(question: string): PartAsked {
  const parts = exactTermsIn(question).filter(({ kind, term }) => kind === 'part' && isWithinDocument(term));
  const numbers = parts.map(({ term }) => term.slice(term.indexOf(' ') + 1));
  const onPages = [...question.matchAll(PAGE)];
  const pages = onPages.map(({ groups }) => Number(groups!.after ?? groups!.before));
  const count = numbers.length + pages.length;
  return {
    isAsked: count > 0,
    words: new Set([
      ...parts.flatMap(({ term, written }) => [term, ...tokenize(written)]),
      ...onPages.flatMap(([written]) => tokenize(written)),
    ]),
    labels: [...numbers.map(labelOfNumber), ...pages.map(labelOfPage)],
    shareAt(paragraph, at) {
      if (count === 0) return 0;
      const own = new Set(numbersOf(paragraph, at));
      const found = numbers.filter((number) => own.has(number)).length;
      return (found + pages.filter((page) => page === paragraph.page).length) / count;
    },
  };
}

const labelOfNumber = (number: string) => `part-${number}`;
const labelOfPage = (page: number) => `page-${page}`;

/** Under which labels a paragraph is found when a question names its part: its page, its clauses, the numbers of its headings. */
export function partLabels(paragraph: Place): string[] {
  const numbers = numbersOf(paragraph, undefined).map(labelOfNumber);
  return [...new Set(paragraph.page === null ? numbers : [...numbers, labelOfPage(paragraph.page)])];
}

/** The numbers of the headings above a place and of its clause. */
function numbersOf({ heading, context }: Place, at: Span | undefined): string[] {
  const headings = (heading?.split(BETWEEN_HEADINGS) ?? []).map(numberOfHeading);
  const clauses = at ? [clauseAt(context, at.start)] : (context?.clauses ?? []).map(({ number }) => number);
  return [...headings, ...clauses.flatMap((clause) => clause?.match(NUMBER) ?? [])].filter((number) => number !== null);
}
