import type { Citation } from '../../protocol/answer.ts';
import { partsOfAnswer } from '../../protocol/quotes/answer-parts.ts';
import { describePlace } from '../../protocol/quotes/describe-place.ts';
import type { PlaceWords } from '../../protocol/quotes/place-words.ts';
import { linesOfQuote } from '../../protocol/quotes/quote-lines.ts';
import { inQuotationMarks } from '../text-language.ts';

/** Splits prose at its markers: texts and citations, in order. A number in brackets without a citation stays text. */
export function splitMarkers(text: string, citations: Citation[]): (string | Citation)[] {
  return text
    .split(/(\[\d+\])/)
    .map((part) => citations.find(({ marker }) => part === `[${marker}]`) ?? part)
    .filter((part) => part !== '');
}

/** The address where the words of a citation are shown, as `paragraphAddress`. */
export function citationAddress(citation: Citation, server: URL): string | undefined {
  const { start, end, url } = citation;
  const address = paragraphAddress(citation, server);
  return address === url ? address : address?.replace('#', `?quote=${start}-${end}#`);
}

/**
 * The address where a paragraph is shown: the page of its document that the server names, or the reader's, which is built from its fields; none where
 * the server has none.
 */
export function paragraphAddress(
  { documentId, paragraph, url }: Pick<Citation, 'documentId' | 'paragraph' | 'url'>,
  server: URL,
): string | undefined {
  if (!url || /^https?:/.test(url)) return url;
  return new URL(`documents/${encodeURIComponent(documentId)}#paragraph-${Number(paragraph)}`, server).href;
}

/** An answer as plain text with its sources, for the clipboard. */
export function copiedText(
  { question, text, citations }: { question: string; text: string; citations: Citation[] },
  { server, sources, places }: { server: URL; sources: string; places: PlaceWords },
): string {
  const said = partsOfAnswer(text, citations).map((part) => part.kind === 'excerpt' && part.citation);
  const notes = citations.map((citation) => {
    const quoted = said.includes(citation) ? '' : ` ${inQuotationMarks(linesOfQuote(citation.quote).join(' '))}`;
    const place = `${describePlace(citation, places)}, ¶${citation.paragraph}`;
    return [`[${citation.marker}]${quoted} ${place}`, citationAddress(citation, server) ?? []].flat().join(': ');
  });
  // Two blanks at the end of a line are a break in Markdown.
  const answer = `${question}\n\n${text.replace(/(?<! ) +$/gm, '')}`;
  return notes.length === 0 ? answer : `${answer}\n\n${sources}:\n${notes.join('\n')}`;
}
