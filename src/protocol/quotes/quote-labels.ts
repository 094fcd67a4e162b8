import type { Citation } from '../answer.ts';
import { describePlace, questionAbove } from './describe-place.ts';
import { linesOfQuote, withoutMarkup } from './quote-lines.ts';

/** What may stand before a quote in an answer, each on a line of its own. */
interface Labels {
  document: string;
  heading: string;
  /** Document and heading. */
  both: string;
  question: string | null;
  columns: string | null;
}

/**
 * The lines that say of each quote what it is needed for to be understood: its document where several are quoted, its heading where quotes of
 * one document stand under several, the question that it answers, and what the columns of its table are called. None where the quote before it
 * has the same.
 */
export function labelQuotes(citations: readonly Citation[]): string[][] {
  const headings = new Map<string, Set<string | undefined>>(citations.map(({ documentId }) => [documentId, new Set()]));
  for (const { documentId, heading } of citations) headings.get(documentId)!.add(heading);
  const isOneDocument = headings.size < 2;
  const labels = citations.map((citation) => {
    const { document, heading, both, question, columns } = labelsOf(citation);
    const isUnderOneHeading = headings.get(citation.documentId)!.size < 2;
    const isHeadingNeeded = !isUnderOneHeading && question === null && citation.heading !== undefined;
    const isDocumentNeeded = !isOneDocument || (!isUnderOneHeading && citation.heading === undefined);
    const place = isDocumentNeeded ? (isHeadingNeeded ? both : document) : isHeadingNeeded ? heading : null;
    return [place, question, columns].filter((line) => line !== null);
  });
  return labels.map((lines, index) => (String(lines) === String(labels[index - 1]) ? [] : lines));
}

/** Whether a line of an answer is such a label of a quote. */
export function isLabelOf(line: string, citation: Citation): boolean {
  return Object.values(labelsOf(citation)).includes(line);
}

function labelsOf(citation: Citation): Labels {
  const { documentTitle, heading = '', columns, quote } = citation;
  const question = questionAbove(citation);
  const header = columns?.join(' | ') ?? null;
  return {
    document: toLabel(documentTitle),
    heading: toLabel(heading),
    both: toLabel(describePlace({ documentTitle, heading }, 'en')),
    question: question === null ? null : withoutMarkup(question),
    columns: header === null || linesOfQuote(quote).includes(header) ? null : toLabel(header),
  };
}

function toLabel(text: string): string {
  return `${withoutMarkup(text).replace(/:$/, '')}:`;
}
