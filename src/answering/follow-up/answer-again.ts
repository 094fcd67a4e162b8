import type { ChatTurn } from '../../protocol/requests.ts';
import { fitOf } from '../../retrieval/score-sentences.ts';
import type { Search, SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { Quote, QuotedParagraph, QuoteSelection } from '../answer.ts';
import { answerRequestIn } from './answer-request.ts';
import { findQuotes, quotedBefore } from './find-quotes.ts';

/** Paragraphs shown whole at once, at most. */
const MAX_PARAGRAPHS = 3;
/** A further paragraph is shown when a sentence of it has this share of the question's words, 0…1. */
const MIN_COVERAGE = 0.5;

/**
 * Selects what answers a message about the last answer; null where the message asks about the documents, or nothing was quoted.
 *
 * @param searched What was found for the question that was answered, and what is selected for it.
 */
export type AnswerAgain = (
  asked: { message: string; history?: ChatTurn[] | undefined; documentIds?: string[] | undefined },
  searched: { found: SearchResult; selection: QuoteSelection },
) => Promise<QuoteSelection | null>;

/** Creates what answers "more", "shorter", "are you sure?" and "where does it say that?" with the quotes of the last answer. */
export function createAnswerAgain({ search }: { search: Search }): AnswerAgain {
  return async ({ message, history = [], documentIds }, { found, selection }) => {
    if (history.at(-1)?.role !== 'assistant') return null;
    const request = answerRequestIn(message);
    if (request === null) return null;
    const { last, all } = quotedBefore(history);
    const near = found.paragraphs.map(({ paragraph }) => paragraph);
    const quotesOf = (texts: readonly string[]) => findQuotes(texts, { near, search, documentIds });
    const quotes = await quotesOf(last);
    if (quotes.length === 0) return null;
    const { confidence } = selection;
    const answered: QuoteSelection = {
      kind: selection.kind === 'answered' ? 'answered' : 'related',
      confidence,
      reason: null,
      quotes,
    };
    if (request === 'shorter') return { ...answered, quotes: quotes.slice(0, 1) };
    if (request === 'where' || request === 'sure') return { ...answered, showsPlaces: true };
    const whole = wholeParagraphs(quotes);
    if (request === 'whole' || whole.some(isLonger(quotes))) return { ...answered, quotes: whole };
    const further = furtherParagraphs(found, await quotesOf(all));
    return further.length > 0
      ? { kind: 'related', confidence, reason: null, quotes: further }
      : { kind: 'unanswered', confidence, reason: 'nothing-more', quotes: [] };
  };
}

function wholeParagraphs(quotes: readonly Quote[]): Quote[] {
  const paragraphs = new Map(quotes.map(({ paragraph }) => [nameOf(paragraph), paragraph]));
  return [...paragraphs.values()].slice(0, MAX_PARAGRAPHS).map(whole);
}

function nameOf({ documentId, number }: QuotedParagraph): string {
  return `${documentId}#${number}`;
}

function whole(paragraph: QuotedParagraph): Quote {
  const { text, start } = paragraph;
  const blanks = text.length - text.trimStart().length;
  return { paragraph, start: start + blanks, end: start + text.trimEnd().length };
}

/** Whether a whole paragraph has words that none of the quotes has. */
function isLonger(quotes: readonly Quote[]) {
  return ({ paragraph, start, end }: Quote) => {
    const own = quotes.filter((quote) => nameOf(quote.paragraph) === nameOf(paragraph));
    const quoted = own.reduce((length, quote) => length + quote.end - quote.start, 0);
    const between = own.length - 1;
    return end - start > quoted + between;
  };
}

/** The nearest paragraphs that were not shown yet, those that have much of what was asked. */
function furtherParagraphs(found: SearchResult, shown: readonly Quote[]): Quote[] {
  const known = new Set(shown.map(({ paragraph }) => nameOf(paragraph)));
  const near = found.sentences.filter(
    ({ paragraph, coverage, isHeader }) => !known.has(nameOf(paragraph)) && !isHeader && coverage >= MIN_COVERAGE,
  );
  return wholeParagraphs(near.sort((a, b) => fitOf(b) - fitOf(a)));
}
