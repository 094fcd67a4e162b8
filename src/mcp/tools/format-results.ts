import type { Answer, Citation, FoundParagraph } from '../../protocol/answer.ts';
import { describePlace } from '../../protocol/quotes/describe-place.ts';
import { shownAt } from '../../protocol/quotes/shown-at.ts';

/** An answer as a model reads it: the text with its markers, each quote with its place, and how sure it is; of a reply, that it is none of these. */
export function formatAnswer({ text, kind, confidence, citations }: Answer, serverAddress: string | null): string {
  if (kind === 'reply') return `${text}\n\nOutcome: reply. Nothing was asked of the documents, and none was searched.`;
  const quotes =
    citations.length === 0
      ? []
      : [['Quotes, verbatim:', ...citations.map((citation) => formatCitation(citation, serverAddress))].join('\n')];
  return [text, ...quotes, `Outcome: ${kind}. Confidence: ${confidence.toFixed(2)}.`].join('\n\n');
}

/** Found paragraphs as a model reads them, best first. */
export function formatParagraphs(paragraphs: readonly FoundParagraph[]): string {
  if (paragraphs.length === 0) return 'No paragraph was found.';
  return paragraphs
    .map(({ documentId, paragraph, page, text }) => `${documentId} ¶${paragraph}${ofPage(page)}: ${text}`)
    .join('\n\n');
}

function formatCitation(citation: Citation, serverAddress: string | null): string {
  const { marker, quote, paragraph } = citation;
  const place = [describePlace(citation, 'en'), `¶${paragraph}`, shownAt(citation, serverAddress) ?? []].flat();
  return `[${marker}] «${quote}» — ${place.join(', ')}`;
}

function ofPage(page: number | undefined): string {
  return page === undefined ? '' : `, p. ${page}`;
}
