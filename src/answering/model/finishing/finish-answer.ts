import type { Answer, AnswerEvent, ModelReport } from '../../../protocol/answer.ts';
import type { AnswerContext, CanonicalText, QuoteSelection } from '../../answer.ts';
import { composeAnswer } from '../../compose-answer.ts';
import { refusedText, unansweredText } from '../../phrases.ts';
import type { AnswerWriter, WrittenAnswer } from '../writing/write-answer.ts';
import { appendExcerpts } from './append-excerpts.ts';

/** Excerpts of this confidence are shown although the model found no answer in them: they are right 96 times of 100. */
const SURE = 0.7;

/** Ends an answer of which a model has written something: excerpts take its place, or stand below it, where that is too little. */
export async function* finishAnswer(
  selection: QuoteSelection,
  {
    context,
    writer: { written },
    isCut,
    report,
    canonicalText,
  }: {
    context: AnswerContext;
    writer: AnswerWriter;
    isCut: boolean;
    report: ModelReport;
    canonicalText: CanonicalText;
  },
): AsyncGenerator<AnswerEvent> {
  const { start, paragraphs } = context;
  const omitted = written.omitted && { omitted: written.omitted };
  if (!written.isRefused && written.text === '') {
    const fallback = { ...context, canonicalText, fallbackReason: 'model-unsupported' } as const;
    yield* withReport(composeAnswer(selection, fallback), report, omitted);
    return;
  }
  if (written.isRefused && selection.kind === 'answered' && selection.confidence >= SURE) {
    const excerpts = { ...selection, kind: 'related', opening: refusedText(start.language) } as const;
    const shown = { ...context, canonicalText, fallbackReason: 'model-refused' } as const;
    yield* withReport(composeAnswer(excerpts, shown), report, omitted);
    return;
  }
  let { text, citations } = written;
  if (text === '') {
    text = unansweredText('not-in-document', start.language);
    yield { event: 'text-delta', data: { text } };
  } else if (isMostlyRefused(written)) {
    ({ text, citations } = yield* appendExcerpts(written, selection, { ...context, canonicalText }));
  }
  const answer: Answer = {
    id: start.id,
    ...outcomeOf(written, selection),
    language: start.language,
    text,
    citations,
    paragraphs,
    conversationId: start.conversationId,
    model: report,
    ...(isCut && { truncated: true }),
    ...(written.unsupported.length > 0 && { unsupported: written.unsupported }),
    ...omitted,
  };
  yield { event: 'answer-end', data: answer };
}

/** The events of an answer that a model was asked for, excerpts included. */
export async function* withReport(
  events: AsyncIterable<AnswerEvent>,
  model: ModelReport,
  omitted: Pick<Answer, 'omitted'> | null = null,
): AsyncGenerator<AnswerEvent> {
  for await (const event of events) {
    yield event.event === 'answer-end' ? { ...event, data: { ...event.data, model, ...omitted } } : event;
  }
}

/** Whether more is left out than is shown, which was sent before that was known. */
function isMostlyRefused({ supported, refused, omitted }: WrittenAnswer): boolean {
  return omitted !== null && supported > 0 && refused > supported;
}

function outcomeOf(
  written: WrittenAnswer,
  { kind, confidence }: QuoteSelection,
): Pick<Answer, 'kind' | 'confidence' | 'reason'> {
  if (written.isRefused) return { kind: 'unanswered', confidence: 0, reason: 'not-in-document' };
  if (written.supported === 0) return { kind: 'related', confidence: 0, reason: 'model-unsupported' };
  if (isMostlyRefused(written)) return { kind, confidence, reason: 'model-unsupported' };
  const { outcome } = written;
  return { kind: outcome?.kind ?? 'related', confidence: outcome?.confidence ?? 0, reason: null };
}
