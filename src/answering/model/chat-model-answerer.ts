import type { Log } from '../../log.ts';
import type { Answer, AnswerEvent, ModelReport } from '../../protocol/answer.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { AnswerContext, Answerer, CanonicalText, QuoteSelection, QuoteSelector } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';
import type { StatementJudge } from '../extractive/judge-statement.ts';
import type { GroundingCheck } from '../grounding/check-grounding.ts';
import { refusedText, unansweredText } from '../phrases.ts';
import { appendExcerpts } from './append-excerpts.ts';
import type { ChatModel } from './client/chat-model.ts';
import { ChatModelError } from './client/chat-model-failure.ts';
import { startReport } from './model-report.ts';
import { findInstructions } from './prompt/find-instructions.ts';
import { type LabelledSentence, type Neighbours, type PackedPassages, packPassages } from './prompt/pack-passages.ts';
import { createPassageBudget } from './prompt/passage-budget.ts';
import type { Prompts } from './prompt/prompts.ts';
import { createRelevance } from './relevance.ts';
import { type Writing, writeWithModel } from './write-with-model.ts';
import { type AnswerWriter, createAnswerWriter, type WrittenAnswer } from './writing/write-answer.ts';

/** Excerpts of this confidence are shown although the model found no answer in them: they are right 96 times of 100. */
const SURE = 0.7;

/** What the chat model answerer is made of. */
interface ChatModelAnswererParts {
  model: ChatModel;
  prompts: Prompts;
  /** Chooses the quotes: whether there is anything to answer from, and what is shown when the model does not answer. */
  selectQuotes: QuoteSelector;
  checkGrounding: GroundingCheck;
  judgeStatement: StatementJudge;
  neighbours: Neighbours;
  canonicalText: CanonicalText;
  grounding: 'strict' | 'mark';
  /** Budget for the paragraphs in a prompt. */
  contextTokens: number;
  log: Log;
}

/**
 * Creates the answerer that lets a chat model write, and shows of it what the text supports.
 *
 * Without a relevant paragraph the model is not asked. When it fails before anything was shown, or nothing of what it wrote is
 * supported, the excerpts answer.
 */
export function createChatModelAnswerer(parts: ChatModelAnswererParts): Answerer {
  const { selectQuotes, canonicalText, log } = parts;
  const budget = createPassageBudget(parts.contextTokens);
  return {
    async *answer(found, context) {
      const selection = await selectQuotes(found);
      if (selection.kind === 'unanswered') {
        yield* composeAnswer(selection, { ...context, canonicalText });
        return;
      }
      yield { event: 'excerpts', data: await excerptsOf(selection, { ...context, canonicalText }) };
      const report = startReport(parts.model.name);
      const writing: Writing = { writer: null, isCut: false, failure: null };
      const pack = (budgetTokens: number) => packFound(found, { ...parts, question: context.question, budgetTokens });
      const quoted = new Set(selection.quotes.map(({ paragraph }) => paragraph.documentId));
      const isNear = ({ paragraph }: LabelledSentence) => quoted.has(paragraph.documentId);
      const createWriter = ({ sentences }: PackedPassages) => {
        const relevance = createRelevance(parts.judgeStatement, { found, selection });
        return createAnswerWriter({ ...parts, sentences, question: context.question.message, isNear, relevance });
      };
      const tools = { ...parts, budget, pack, createWriter, onDelta: report.take };
      try {
        yield* writeWithModel(writing, { context, parts: tools });
      } catch (error) {
        if (!(error instanceof ChatModelError)) throw error;
        Object.assign(writing, { isCut: true, failure: error });
      }
      if (writing.failure) {
        log.warn(writing.failure.message);
        log.debug('What the chat model said', { error: writing.failure });
      }
      const { writer, isCut, failure } = writing;
      const model = report.end(failure);
      if (writer === null || (failure && writer.written.text === '')) {
        const excerpts = composeAnswer(selection, { ...context, canonicalText, fallbackReason: 'model-unavailable' });
        yield* withReport(excerpts, model);
        return;
      }
      yield* finishAnswer(selection, { context, writer, isCut, report: model, canonicalText });
    },
  };
}

/** The answer that the excerpts are: what is shown until the model writes. */
async function excerptsOf(...composed: Parameters<typeof composeAnswer>): Promise<Answer> {
  for await (const event of composeAnswer(...composed)) if (event.event === 'answer-end') return event.data;
  throw new Error('The excerpts ended without an answer');
}

/**
 * What the model is given to read, and the sentences of it that it may cite: an instruction to the model proves nothing, so that what a
 * model writes by its order is never shown.
 */
async function packFound(
  found: SearchResult,
  {
    question,
    budgetTokens,
    neighbours,
    log,
  }: Pick<ChatModelAnswererParts, 'neighbours' | 'log'> & { question: AnswerContext['question']; budgetTokens: number },
): Promise<PackedPassages> {
  const packed = await packPassages(found.paragraphs, { budgetTokens, neighbours });
  const isInstruction = (text: string) => {
    const [span] = findInstructions(text);
    if (span)
      log.warn(`This reads like an instruction to the model, and is data: "${text.slice(span.start, span.end)}"`);
    return span !== undefined;
  };
  // What people ask is not for the levels that are kept.
  if (findInstructions(question.message).length > 0) log.debug('The question reads like an instruction to the model');
  return { text: packed.text, sentences: packed.sentences.filter(({ text }) => !isInstruction(text)) };
}

async function* finishAnswer(
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
async function* withReport(
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
