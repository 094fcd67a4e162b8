import { onOneLine } from '../../documents/document.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { DocumentStructure } from './read-structure.ts';

/** The quotes of an answer, each before its marker, on one line. */
const QUOTE = /[«“](?<quote>[^\n]+)[»”] \[\d+\]/gu;

/**
 * Those of some documents that the conversation is about: that the last answer quotes, or that the paragraph is of which the question is asked.
 * None where that is not known.
 *
 * @param history An answer that is no quote, and the texts of a client that writes its own, name no document.
 */
export function documentsInFocus(
  structures: readonly DocumentStructure[],
  history: readonly ChatTurn[] = [],
): DocumentStructure[] {
  const last = history.at(-1);
  if (!last) return [];
  const quotes =
    last.role === 'user' ? [last.content] : [...last.content.matchAll(QUOTE)].map(({ groups }) => groups!.quote!);
  if (quotes.length === 0) return [];
  return structures.filter(({ document }) => {
    const text = onOneLine(document.text);
    return quotes.some((quote) => text.includes(onOneLine(quote)));
  });
}
