import type { Log } from '../../log.ts';
import type { Answer } from '../../protocol/answer.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { AnswerContext, Answerer, CanonicalText, QuoteSelector } from '../answer.ts';
import { composeAnswer } from '../compose-answer.ts';
import type { StatementJudge } from '../extractive/judge-statement.ts';
import type { GroundingCheck } from '../grounding/check-grounding.ts';
import type { ChatModel } from './client/chat-model.ts';
import { ChatModelError } from './client/chat-model-failure.ts';
import { finishAnswer, withReport } from './finishing/finish-answer.ts';
import { startReport } from './model-report.ts';
import type { DocumentDetails } from './prompt/document-details.ts';
import { findInstructions } from './prompt/find-instructions.ts';
import { type LabelledSentence, type Neighbours, type PackedPassages, packPassages } from './prompt/pack-passages.ts';
import { createPassageBudget } from './prompt/passage-budget.ts';
import type { Prompts } from './prompt/prompts.ts';
import { createRelevance } from './relevance.ts';
import { type Writing, writeWithModel } from './write-with-model.ts';
import { createAnswerWriter } from './writing/write-answer.ts';

/** What the chat model answerer is made of. */
interface ChatModelAnswererParts {
  model: ChatModel;
  prompts: Prompts;
  /** Chooses the quotes: whether there is anything to answer from, and what is shown when the model does not answer. */
  selectQuotes: QuoteSelector;
  checkGrounding: GroundingCheck;
  judgeStatement: StatementJudge;
  neighbours: Neighbours;
  detailsOf: DocumentDetails;
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
  /** From the second answer on the model is read as the last one showed. */
  let hasAnswered = false;
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
        const about = { question: context.question.message, isNear, relevance, mayReasonUnmarked: !hasAnswered };
        return createAnswerWriter({ ...parts, sentences, ...about });
      };
      const tools = { ...parts, budget, pack, createWriter, onDelta: report.take };
      try {
        yield* writeWithModel(writing, { context, parts: tools });
      } catch (error) {
        if (!(error instanceof ChatModelError)) throw error;
        Object.assign(writing, { isCut: true, failure: error });
      }
      // That a limit is reached is said once a day, where it is counted.
      if (writing.failure && writing.failure.kind !== 'limit') {
        log.warn(writing.failure.message);
        log.debug('What the chat model said', { error: writing.failure });
      }
      const { writer, isCut, failure } = writing;
      hasAnswered ||= !isCut;
      const model = report.end(failure);
      if (writer === null || (failure && writer.written.text === '')) {
        const fallbackReason = failure?.kind === 'limit' ? 'model-limit' : 'model-unavailable';
        const excerpts = composeAnswer(selection, { ...context, canonicalText, fallbackReason });
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
    log,
    ...sources
  }: Pick<ChatModelAnswererParts, 'neighbours' | 'detailsOf' | 'log'> & {
    question: AnswerContext['question'];
    budgetTokens: number;
  },
): Promise<PackedPassages> {
  const packed = await packPassages(found.paragraphs, { budgetTokens, ...sources });
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
