import { onOneLine } from '../documents/document.ts';
import type { Answer, AnswerEvent, AnswerReason, Citation, FoundParagraph } from '../protocol/answer.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { AnswerStart, CanonicalText, QuoteSelection } from './answer.ts';
import { describePlace } from './describe-place.ts';
import { verifyCitations } from './grounding/verify-citations.ts';
import { leadIn, quoted, unansweredText } from './phrases.ts';

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
  const asked = detectLanguage(question.message);
  const citations: Citation[] = [];
  let text = '';
  for (const [index, citation] of (await verifyCitations(selection.quotes, canonicalText)).entries()) {
    if (citation === null) continue;
    const languages = {
      language: start.language,
      question: asked,
      quoted: selection.quotes[index]!.paragraph.language,
    };
    const lead = citations.length === 0 ? (selection.opening ?? leadIn(selection.kind, languages)) : null;
    const ownLead = selection.quotes[index]!.lead ?? '';
    const place = selection.showsPlaces ? ` — ${describePlace(citation, start.language)}` : '';
    const line = `${ownLead}${quoted(onOneLine(citation.quote), start.language)} [${citation.marker}]${place}`;
    const delta = [text === '' ? '' : '\n', lead === null ? '' : `${lead}\n`, line].join('');
    citations.push(citation);
    text += delta;
    yield { event: 'text-delta', data: { text: delta } };
    yield { event: 'citation-added', data: citation };
  }

  const isProven = citations.length > 0;
  const reason = isProven ? null : (selection.reason ?? 'not-in-document');
  if (reason !== null) {
    const said = selection.kind === 'unanswered' ? selection.closing : undefined;
    text = said ?? unansweredText(reason, start.language);
    yield { event: 'text-delta', data: { text } };
  } else if (selection.closing !== undefined) {
    text += `\n${selection.closing}`;
    yield { event: 'text-delta', data: { text: `\n${selection.closing}` } };
  }
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
