import { onOneLine } from '../documents/document.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';

/** The ids of the documents that were quoted just before: what a question leaves out is most likely said in them. */
export function documentsInFocus(paragraphs: Iterable<StoredParagraph>, quotes: readonly string[]): Set<string> {
  const isQuoted = ({ text }: StoredParagraph) => {
    const line = onOneLine(text);
    return quotes.some((quote) => line.includes(quote));
  };
  return new Set(quotes.length === 0 ? [] : [...paragraphs].filter(isQuoted).map(({ documentId }) => documentId));
}
