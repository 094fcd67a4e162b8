import type { Citation } from '../../protocol/answer.ts';
import { inQuotationMarks } from '../text-language.ts';

/** A piece of an answer: a quote of a document, or prose about it. */
type AnswerBlock = { kind: 'excerpt'; quote: string; citation: Citation } | { kind: 'prose'; text: string };

/** An answer's line that is nothing but a quote in quotation marks and its marker. */
const QUOTE_LINE = /^[«“](?<quote>.*)[»”] \[(?<marker>\d+)\]$/u;

/** Splits an answer into excerpts and prose. A line is an excerpt only when it says exactly what its citation quotes. */
export function answerBlocks(text: string, citations: Citation[]): AnswerBlock[] {
  const blocks: AnswerBlock[] = [];
  for (const line of text.split('\n')) {
    const citation = citationQuotedBy(line, citations);
    const last = blocks.at(-1);
    if (citation) blocks.push({ kind: 'excerpt', quote: onOneLine(citation.quote), citation });
    else if (last?.kind === 'prose') last.text += `\n${line}`;
    else blocks.push({ kind: 'prose', text: line });
  }
  return blocks.filter((block) => block.kind === 'excerpt' || block.text.trim() !== '');
}

function citationQuotedBy(line: string, citations: Citation[]): Citation | undefined {
  const { quote, marker } = QUOTE_LINE.exec(line)?.groups ?? {};
  return citations.find(
    (citation) => String(citation.marker) === marker && withoutOwnMarkers(onOneLine(citation.quote)) === quote,
  );
}

/** The server writes a quote's own `[7]` as `(7)`, because `[7]` is a marker. */
function withoutOwnMarkers(quote: string): string {
  return quote.replace(/\[(\d+)\]/g, '($1)');
}

/** Splits prose at its markers: texts and citations, in order. A number in brackets without a citation stays text. */
export function splitMarkers(text: string, citations: Citation[]): (string | Citation)[] {
  return text
    .split(/(\[\d+\])/)
    .map((part) => citations.find(({ marker }) => part === `[${marker}]`) ?? part)
    .filter((part) => part !== '');
}

/** A text on one line. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
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
  { server, sources }: { server: URL; sources: string },
): string {
  const notes = citations.map((citation) => {
    const { marker, documentTitle, paragraph } = citation;
    const quote = onOneLine(citation.quote);
    const quoted = text.includes(withoutOwnMarkers(quote)) ? '' : ` ${inQuotationMarks(quote)}`;
    return `[${marker}]${quoted} ${documentTitle}, ¶${paragraph}: ${citationAddress(citation, server)}`;
  });
  const answer = `${question}\n\n${text}`;
  return notes.length === 0 ? answer : `${answer}\n\n${sources}:\n${notes.join('\n')}`;
}
