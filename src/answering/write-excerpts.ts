import type { Citation } from '../protocol/answer.ts';
import type { Language } from '../protocol/language.ts';
import { QUOTATION_MARKS } from '../protocol/quotes/answer-parts.ts';
import { describePlace } from '../protocol/quotes/describe-place.ts';
import { labelQuotes } from '../protocol/quotes/quote-labels.ts';
import { withoutMarkup, writeQuote } from '../protocol/quotes/quote-lines.ts';

/**
 * Writes the text of an answer made of quotes, a piece for each citation: the quote with its marker, its labels before it, and `lead` before the
 * first one. A quote of several lines, a labelled one and one below a title are paragraphs of their own.
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
  const written = citations.map(({ quote }) => writeQuote(quote, QUOTATION_MARKS[language]));
  return citations.map((citation, index) => {
    const before = written[index - 1] ?? lead;
    const isTitled = index === 0 && leads[0]?.includes('\n') === true;
    const hasLines = index > 0 && [before, written[index]].some((text) => text?.includes('\n'));
    const gap = before === null ? '' : labels[index]!.length > 0 || isTitled || hasLines ? '\n\n' : '\n';
    const place = showsPlaces ? ` — ${withoutMarkup(describePlace(citation, language))}` : '';
    return [
      index === 0 ? (lead ?? '') : '',
      gap,
      ...labels[index]!.map((line) => `${line}\n`),
      `${leads[index] ?? ''}${written[index]} [${citation.marker}]${place}`,
    ].join('');
  });
}
