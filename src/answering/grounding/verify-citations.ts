import { citationAddress } from '../../documents/addresses/citation-address.ts';
import { clauseAt, kindOfPageIn } from '../../documents/paragraph-context.ts';
import { columnsOf } from '../../documents/table-columns.ts';
import type { Citation } from '../../protocol/answer.ts';
import type { Quote } from '../answer.ts';

/** Text shown before and after a quote, in UTF-16 code units: enough to find the place again in a changed document. */
const CONTEXT_LENGTH = 40;

/**
 * Makes citations of quotes, each compared with the document it is said to come from.
 *
 * @param canonicalText The canonical text of a document, or null when there is none.
 * @returns A citation a quote, in order; null for a quote that is not true to the text.
 */
export async function verifyCitations(
  quotes: Quote[],
  canonicalText: (documentId: string) => Promise<string | null>,
): Promise<(Citation | null)[]> {
  let marker = 0;
  const citations: (Citation | null)[] = [];
  const texts = new Map<string, Promise<string | null>>();
  for (const { paragraph, start, end } of quotes) {
    const { documentId } = paragraph;
    if (!texts.has(documentId)) texts.set(documentId, canonicalText(documentId));
    const text = await texts.get(documentId)!;
    const quote = paragraph.text.slice(start - paragraph.start, end - paragraph.start);
    const isTrue =
      text !== null &&
      quote.trim() !== '' &&
      start >= paragraph.start &&
      end <= paragraph.end &&
      text.slice(start, end) === quote &&
      wholeCharacters(quote) === quote;
    if (!isTrue) {
      citations.push(null);
      continue;
    }
    marker += 1;
    const clause = clauseAt(paragraph.context, start);
    const columns = columnsOf(paragraph, { start, end });
    citations.push({
      marker,
      documentId: paragraph.documentId,
      documentTitle: paragraph.documentTitle,
      paragraph: paragraph.number,
      ...(paragraph.page !== null && { page: paragraph.page, ...kindOfPageIn(paragraph.context) }),
      ...(paragraph.heading !== null && { heading: paragraph.heading }),
      ...(clause !== null && { clause }),
      ...(columns !== null && { columns }),
      quote,
      start,
      end,
      prefix: wholeCharacters(text.slice(Math.max(0, start - CONTEXT_LENGTH), start)),
      suffix: wholeCharacters(text.slice(end, end + CONTEXT_LENGTH)),
      url: citationAddress(paragraph, quote),
    });
  }
  return citations;
}

/** Drops half a surrogate pair that cutting left at either end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
