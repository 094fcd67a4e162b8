import { onOneLine } from '../../documents/document.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { Search } from '../../retrieval/search-paragraphs.ts';
import type { StoredParagraph } from '../../stores/document-reader.ts';
import type { Quote } from '../answer.ts';
import { recognizeSmallTalk } from '../small-talk/recognize-small-talk.ts';
import { answerRequestIn } from './answer-request.ts';
import { quotesIn } from './topic-of.ts';

/** What the answers to the last real question quoted, each on one line. */
export interface QuotedBefore {
  /** By the latest answer that quoted anything. */
  last: string[];
  /** By all of them: the answer, and what was shown when more was asked for. */
  all: string[];
}

/** Reads what was quoted since the last question that asked about the documents. */
export function quotedBefore(history: readonly ChatTurn[]): QuotedBefore {
  const asked = history.findLastIndex(
    ({ role, content }) => role === 'user' && recognizeSmallTalk(content) === null && answerRequestIn(content) === null,
  );
  const answers = history
    .slice(Math.max(asked, 0))
    .flatMap(({ role, content }) => (role === 'assistant' ? [quotesIn(content)] : []))
    .filter((quotes) => quotes.length > 0);
  return { last: answers.at(-1) ?? [], all: answers.flat() };
}

/**
 * Finds quotes in the documents again: clients that keep their conversation themselves send the text of an answer, without its citations. A quote
 * that is in none of them any more is left out.
 *
 * @param options.near The paragraphs found for the question: most quotes are in one of them.
 */
export async function findQuotes(
  quotes: readonly string[],
  {
    near,
    search,
    documentIds,
  }: { near: readonly StoredParagraph[]; search: Search; documentIds?: readonly string[] | undefined },
): Promise<Quote[]> {
  const found = quotes.map(async (quote) => {
    const known = quoteIn(near, quote);
    if (known) return [known];
    const { paragraphs } = await search({ question: quote, context: [] }, documentIds);
    return quoteIn(
      paragraphs.map(({ paragraph }) => paragraph),
      quote,
    );
  });
  return (await Promise.all(found)).flatMap((quote) => quote ?? []);
}

function quoteIn(paragraphs: readonly StoredParagraph[], quote: string): Quote | null {
  for (const words of [quote, ...withoutNames(quote)]) {
    const written = writtenAs(words);
    for (const paragraph of paragraphs) {
      const match = written.exec(paragraph.text);
      if (!match) continue;
      const start = paragraph.start + match.index;
      return { paragraph, start, end: start + match[0].length };
    }
  }
  return null;
}

/** What follows each further opening mark: the first may open the name of the document, «Устав»: «Собрание созывает председатель.» */
function withoutNames(quote: string): string[] {
  return [...quote.matchAll(/[«“](?=\S)/gu)].map(({ index }) => quote.slice(index + 1));
}

/** The words of a quote, however they are broken into lines; `quoted` writes (1) for [1]. */
function writtenAs(quote: string): RegExp {
  const words = onOneLine(quote)
    .split(' ')
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\\\((\d+)\\\)/g, '[([]$1[)\\]]'));
  return new RegExp(words.join('\\s+'), 'u');
}
