import type { Citation } from '../../protocol/answer.ts';
import { partsOfAnswer } from '../../protocol/quotes/answer-parts.ts';
import { describePlace } from '../../protocol/quotes/describe-place.ts';
import type { PlaceWords } from '../../protocol/quotes/place-words.ts';
import { onOneLine } from '../../protocol/quotes/quote-lines.ts';
import { inQuotationMarks } from '../text-language.ts';

/** Splits prose at its markers: texts and citations, in order. A number in brackets without a citation stays text. */
export function splitMarkers(text: string, citations: Citation[]): (string | Citation)[] {
  return text
    .split(/(\[\d+\])/)
    .map((part) => citations.find(({ marker }) => part === `[${marker}]`) ?? part)
    .filter((part) => part !== '');
}

/** The address where the reader shows the words of a citation. It is built from the citation's fields: no address that the server or a model sends is used. */
export function citationAddress(citation: Citation, server: URL): string {
  const { documentId, paragraph, start, end } = citation;
  return paragraphAddress({ documentId, paragraph }, server).replace('#', `?quote=${start}-${end}#`);
}

/** The address where the reader shows a paragraph. */
export function paragraphAddress(
  { documentId, paragraph }: { documentId: string; paragraph: number },
  server: URL,
): string {
  return new URL(`documents/${encodeURIComponent(documentId)}#paragraph-${Number(paragraph)}`, server).href;
}

/** An answer as plain text with its sources, for the clipboard. */
export function copiedText(
  { question, text, citations }: { question: string; text: string; citations: Citation[] },
  { server, sources, places }: { server: URL; sources: string; places: PlaceWords },
): string {
  const said = partsOfAnswer(text, citations).map((part) => part.kind === 'excerpt' && part.citation);
  const notes = citations.map((citation) => {
    const quoted = said.includes(citation) ? '' : ` ${inQuotationMarks(onOneLine(citation.quote))}`;
    const place = `${describePlace(citation, places)}, ¶${citation.paragraph}`;
    return `[${citation.marker}]${quoted} ${place}: ${citationAddress(citation, server)}`;
  });
  // Two blanks at the end of a line are a break in Markdown.
  const answer = `${question}\n\n${text.replace(/ +$/gm, '')}`;
  return notes.length === 0 ? answer : `${answer}\n\n${sources}:\n${notes.join('\n')}`;
}
