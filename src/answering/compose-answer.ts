import type { Answer, AnswerEvent, AnswerReason, Citation, FoundParagraph } from '../protocol/answer.ts';
import type { Language, LanguageTag } from '../protocol/language.ts';
import { withoutMarkup } from '../protocol/quotes/quote-lines.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { AnswerStart, CanonicalText, Quote, QuoteSelection } from './answer.ts';
import { verifyCitations } from './grounding/verify-citations.ts';
import { leadIn, unansweredText } from './phrases.ts';
import { writeExcerpts } from './write-excerpts.ts';

/**
 * Writes an answer out of selected quotes, event by event: every quote with its verified citation, and the whole answer at the end.
 *
 * A quote that is not true to its document is left out; an answer without any true quote becomes `unanswered`.
 */
export async function* composeAnswer(
  selection: QuoteSelection,
  {
    question,
    start,
    paragraphs,
    canonicalText,
    fallbackReason = null,
  }: {
    question: { message: string };
    start: AnswerStart;
    paragraphs: FoundParagraph[];
    canonicalText: CanonicalText;
    /** Why an answer is made of excerpts although it should not be. */
    fallbackReason?: AnswerReason | null;
  },
): AsyncGenerator<AnswerEvent> {
  const proven = await proveQuotes(selection.quotes, canonicalText);
  const citations = proven.map(({ citation }) => citation);
  const pieces = piecesOf(selection, proven, { language: start.language, asked: detectLanguage(question.message) });
  for (const [index, citation] of citations.entries()) {
    yield { event: 'text-delta', data: { text: pieces[index]! } };
    yield { event: 'citation-added', data: citation };
  }

  const isProven = citations.length > 0;
  const reason = isProven ? null : (selection.reason ?? 'not-in-document');
  const said = isProven || selection.kind === 'unanswered' ? selection.closing : undefined;
  const closing = said && withoutMarkup(said);
  const last = reason === null ? (closing ? `\n${closing}` : '') : (closing ?? unansweredText(reason, start.language));
  if (last !== '') yield { event: 'text-delta', data: { text: last } };
  const answer: Answer = {
    id: start.id,
    kind: isProven ? selection.kind : 'unanswered',
    // Words left out answer nothing, however sure the answerer was of them.
    confidence: isProven || selection.quotes.length === 0 ? selection.confidence : 0,
    language: start.language,
    text: pieces.join('') + last,
    reason: reason ?? fallbackReason,
    citations,
    paragraphs,
    conversationId: start.conversationId,
  };
  yield { event: 'answer-end', data: answer };
}

interface ProvenQuote {
  quote: Quote;
  citation: Citation;
}

/** The quotes that are true, those of each document together, in the order of the first of each. */
async function proveQuotes(quotes: readonly Quote[], canonicalText: CanonicalText): Promise<ProvenQuote[]> {
  const ids = new Set(quotes.map(({ paragraph }) => paragraph.documentId));
  const byDocument = [...ids].flatMap((id) => quotes.filter(({ paragraph }) => paragraph.documentId === id));
  const verified = await verifyCitations(byDocument, canonicalText);
  return byDocument.flatMap((quote, index) => {
    const citation = verified[index]!;
    return citation === null ? [] : [{ quote, citation }];
  });
}

/** The text of each quote; that of the first has the line before the quotes. */
function piecesOf(
  { kind, opening, showsPlaces }: QuoteSelection,
  proven: readonly ProvenQuote[],
  { language, asked }: { language: Language; asked: LanguageTag },
): string[] {
  const quoted = proven.map(({ quote }) => quote.paragraph);
  return writeExcerpts(
    proven.map(({ citation }) => citation),
    {
      language,
      lead: (opening && withoutMarkup(opening)) ?? leadIn(kind, { language, question: asked, quoted }),
      // What is opened with a line of its own says itself which documents it quotes.
      leads: proven.map(({ quote }) => {
        const own = quote.lead ?? (opening === undefined ? null : '');
        return own && withoutMarkup(own);
      }),
      showsPlaces: showsPlaces === true,
    },
  );
}
