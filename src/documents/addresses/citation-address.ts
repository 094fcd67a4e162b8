import { cellsOf, itemOf, linesOfQuote } from '../../protocol/quotes/quote-lines.ts';
import { DIRECTIVES, pageAddress, QUOTE_PLACE } from './page-address.ts';

/** In UTF-16 code units; browsers that make such links write longer texts as their first and last words, too. */
const MAX_WHOLE = 300;
const WORDS_OF_END = 8;
const WORDS_IN_QUERY = 24;
/** Where so many words are, unless they are very long; of a long text all words would take longer than they are worth. */
const LOOKED_AT = 2000;
/** Marks of Markdown around words, which a page does not show. */
const EMPHASIS = /(?<![\p{L}\p{N}])(\*\*|__|[*_`])(?=\S)([^\n]{1,1000}?\S)\1(?![\p{L}\p{N}])/gu;
const LINK = /!?\[([^[\]\n]{0,1000})\]\([^()\s]{0,1000}\)/g;
const HEADING = /^#{1,6}[ \t]+/gm;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Where a quote is shown: on the page of its document, else by the reader, relative to the server. Never an address that stands in an answer. */
export function citationAddress(
  { documentUrl, documentId, number }: { documentUrl: string | null; documentId: string; number: number },
  quote: string,
): string {
  if (documentUrl !== null) return addressOnPage(documentUrl, quote);
  return `/documents/${encodeURIComponent(documentId)}#paragraph-${number}`;
}

/**
 * The address where a document's own page shows a quote: its place for one filled, else with a text fragment, which browsers scroll to and mark
 * (https://wicg.github.io/scroll-to-text-fragment/).
 *
 * @param address As `addressSchema` has it.
 */
export function addressOnPage(address: string, quote: string): string {
  const lines = shownLines(quote);
  const directive = textDirective(lines);
  if (directive === null) return pageAddress(address);
  if (address.includes(QUOTE_PLACE)) {
    const place = address.indexOf(DIRECTIVES);
    const [before, behind] = place < 0 ? [address, ''] : [address.slice(0, place), address.slice(place)];
    const said = encoded(firstWords(lines.join(' '), WORDS_IN_QUERY));
    return new URL(before.replaceAll(QUOTE_PLACE, said) + behind.replaceAll(QUOTE_PLACE, directive)).href;
  }
  const page = pageAddress(address);
  return `${page}${page.includes('#') ? '' : '#'}${DIRECTIVES}text=${directive}`;
}

/** The words that a page shows of a quote, line by line; of a row of a table each cell. */
function shownLines(quote: string): string[] {
  const plain = quote
    .replace(/\p{Cs}/gu, ' ')
    .replace(HEADING, '')
    .replace(LINK, '$1')
    .replace(EMPHASIS, '$2');
  return linesOfQuote(plain)
    .flatMap((line) => cellsOf(line) ?? [itemOf(line)?.text ?? line])
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** The text to mark: all of it, or where it begins and ends, since a text that is given whole must stand in one block of the page. Null without words. */
function textDirective(lines: readonly string[]): string | null {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (lines.length === 1 && first.length <= MAX_WHOLE) return encoded(first);
  return `${encoded(firstWords(first, WORDS_OF_END))},${encoded(lastWords(last, WORDS_OF_END))}`;
}

function firstWords(text: string, count: number): string {
  const parts = [...words.segment(text.slice(0, LOOKED_AT))];
  const ends = parts.flatMap(({ isWordLike, index, segment }) => (isWordLike ? [index + segment.length] : []));
  return ends.length <= count ? text : text.slice(0, ends[count - 1]);
}

function lastWords(text: string, count: number): string {
  const parts = [...words.segment(text.slice(-LOOKED_AT))];
  const starts = parts.flatMap(({ isWordLike, index }) => (isWordLike ? [index] : []));
  return starts.length <= count ? text : text.slice(-LOOKED_AT).slice(starts.at(-count));
}

/** Percent-encoded, also the signs that part the terms of a text fragment, and brackets, which would end a link in Markdown. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
