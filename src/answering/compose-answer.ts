import type { Answer, AnswerEvent, AnswerReason, Citation, FoundParagraph } from '../protocol/answer.ts';
import type { Language, LanguageTag } from '../protocol/language.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { AnswerStart, CanonicalText, Quote, QuoteSelection } from './answer.ts';
import { verifyCitations } from './grounding/verify-citations.ts';
import { leadIn, unansweredText } from './phrases.ts';
import { writeExcerpts } from './write-excerpts.ts';

/**
 * Writes an answer out of selected quotes, event by event: every quote with its verified citation, and the whole answer at the end.
 *
 * Quotes of one document stand together, in the order they were selected in. A quote that is not true to its document is left out; an answer without any true quote becomes `unanswered`.
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
    /** The text of each quote, with the line before the first one. */
function piecesOf(
  { kind, opening, showsPlaces = false }: QuoteSelection,
  proven: { quote: Quote; citation: Citation }[],
  { language, asked }: { language: Language; asked: LanguageTag },
): string[] {
  const quoted = proven.map(({ quote }) => quote.paragraph);
  return writeExcerpts(
    proven.map(({ citation }) => citation),
    {
      language,
      lead: opening ?? leadIn(kind, { language, question: asked, quoted }),
      leads: proven.map(({ quote }) => quote.lead ?? null),
      showsPlaces,
    },
  );
}

/** Why an answer is made of excerpts although it should not be. */
    fallbackReason?: AnswerReason | null;
  },
): AsyncGenerator<AnswerEvent> {
  const quotes = byDocument(selection.quotes);
  const verified = await verifyCitations(quotes, canonicalText);
  const proven = quotes.flatMap((quote, index) => {
    const citation = verified[index]!;
    return citation === null ? [] : [{ quote, citation }];
  });
  const citations = proven.map(({ citation }) => citation);
  const asked = detectLanguage(question.message);
  const pieces = piecesOf(selection, proven, { language: start.language, asked });
  for (const [index, citation] of citations.entries()) {
    yield { event: 'text-delta', data: { text: pieces[index]! } };
    yield { event: 'citation-added', data: citation };
  }

  const isProven = citations.length > 0;
  const reason = isProven ? null : (selection.reason ?? 'not-in-document');
  const closing = reason === null || selection.kind === 'unanswered' ? selection.closing : undefined;
  const said = reason === null ? pieces.join('') : (closing ?? unansweredText(reason, start.language));
  const rest = reason === null && closing !== undefined ? `\n${closing}` : '';
  const text = said + rest;
  if (reason !== null) yield { event: 'text-delta', data: { text } };
  else if (rest !== '') yield { event: 'text-delta', data: { text: rest } };
  const answer: Answer = {
    id: start.id,
    kind: isProven ? selection.kind : 'unanswered',
    // Words left out answer nothing, however sure the answerer was of them.
    confidence: isProven || selection.quotes.length === 0 ? selection.confidence : 0,
    language: start.language,
    text,
    reason: reason ?? fallbackReason,
    citations,
    paragraphs,
    conversationId: start.conversationId,
  };
  yield { event: 'answer-end', data: answer };
}

function byDocument(quotes: readonly Quote[]): Quote[] {
  const ids = new Set(quotes.map(({ paragraph }) => paragraph.documentId));
  return [...ids].flatMap((id) => quotes.filter(({ paragraph }) => paragraph.documentId === id));
}
