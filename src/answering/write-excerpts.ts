import type { Citation } from '../protocol/answer.ts';
import type { Language } from '../protocol/language.ts';
import { QUOTATION_MARKS } from '../protocol/quotes/answer-parts.ts';
import { describePlace } from '../protocol/quotes/describe-place.ts';
import { labelQuotes } from '../protocol/quotes/quote-labels.ts';
import { writeQuote } from '../protocol/quotes/quote-lines.ts';

/**
 * Writes the text of an answer made of quotes, a piece for each citation: the quote with its marker, its labels before it, and `lead` before the
 * first one. A quote of several lines and a labelled one are paragraphs of their own.
 *
 * @param options.leads What is said right before each quote, in place of its labels; null for one that has none.
 * @param options.showsPlaces Whether each quote is followed by where it stands.
 */
export function writeExcerpts(
  citations: readonly Citation[],
  {
    language,
    lead,
    leads,
    showsPlaces,
  }: { language: Language; lead: string | null; leads: readonly (string | null)[]; showsPlaces: boolean },
): string[] {
  const labels = labelQuotes(citations).map((own, index) => (leads[index] === null ? own : []));
  const quotes = citations.map((citation, index) => {
    const quote = writeQuote(citation.quote, QUOTATION_MARKS[language]);
    const place = showsPlaces ? ` — ${describePlace(citation, language)}` : '';
    return `${leads[index] ?? ''}${quote} [${citation.marker}]${place}`;
  });
  return quotes.map((quote, index) => {
    const before = quotes[index - 1] ?? lead;
    const isApart = labels[index]!.length > 0 || (index > 0 && [before, quote].some((text) => text?.includes('\n')));
    const opening = index === 0 ? (lead ?? '') : '';
    const gap = before === null ? '' : isApart ? '\n\n' : '\n';
    return [opening + gap, ...labels[index]!.map((line) => `${line}\n`), quote].join('');
  });
}
