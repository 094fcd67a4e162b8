import type { Document } from '../../documents/document.ts';
import type { Span } from '../../protocol/places.ts';
import type { Quote, QuotedParagraph } from '../answer.ts';
import type { DocumentStructure } from './read-structure.ts';

/** Creates what makes quotes of spans of a document: a quote for each paragraph that a span reaches into. */
export function createQuoter({ document, contexts, statements }: DocumentStructure) {
  const isStatement = new Set(statements);
  return (span: Span): Quote[] => {
    const quotes = document.paragraphs.flatMap((paragraph, index) => {
      const bounds = trimmed(document.text, {
        start: Math.max(span.start, paragraph.start),
        end: Math.min(span.end, paragraph.end),
      });
      const quote = { paragraph: quotedParagraph(document, index, contexts[index] ?? null), ...bounds };
      return bounds.start < bounds.end ? [{ quote, isStatement: isStatement.has(paragraph) }] : [];
    });
    // A heading, or a note, is what stands there only where nothing else does.
    const stating = quotes.filter((found) => found.isStatement);
    return (stating.length > 0 ? stating : quotes).map(({ quote }) => quote);
  };
}

function quotedParagraph(document: Document, index: number, context: QuotedParagraph['context']): QuotedParagraph {
  const { id, title, url, language, text } = document;
  const paragraph = document.paragraphs[index]!;
  const { start, end } = paragraph;
  const named = { documentId: id, documentTitle: title, documentUrl: url };
  return { ...paragraph, ...named, language, text: text.slice(start, end), context };
}

function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}
