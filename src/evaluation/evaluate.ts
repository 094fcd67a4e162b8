import type { Assistant } from '../assistant.ts';
import { onOneLine } from '../documents/document.ts';
import type { Answer, Citation, FoundParagraph } from '../protocol/answer.ts';
import type { BaselineRanks, RankByBaselines } from './baselines/rank-by-baselines.ts';
import { judgeStatements, type StatementResult } from './judge-statements.ts';
import { containsEveryGroup, rankOfFirst } from './metrics.ts';
import { type EvaluationQuestion, isGoldPlace } from './questions.ts';

/** What evaluation needs of an assistant. */
type EvaluatedAssistant = Pick<Assistant, 'ask' | 'document' | 'checkGrounding'>;

/** A question, what was answered, and how good that was. */
export interface QuestionResult {
  question: EvaluationQuestion;
  answer: Answer;
  /** Place of the first gold paragraph in the answer's ranking, from 1; null when it is not there or there is none. */
  goldRank: number | null;
  /** The same by plain rankings of all paragraphs; null where they were not made. */
  baselineRanks: BaselineRanks | null;
  /** The text with its quotes has a string of every group; an unanswered question never has, nor has a reply. */
  saysAnswer: boolean;
  /** The quotes alone have: what `confidence` promises. */
  quotesAnswer: boolean;
  /** As many gold paragraphs are cited as a good answer cites. */
  citesEnough: boolean;
  /** One a citation, in their order. */
  citations: { isGold: boolean; isVerified: boolean }[];
  /** One a statement of the answer, in their order. */
  statements: StatementResult[];
}

/** Asks every question, one after another, and judges the answers, with plain rankings beside where `rankByBaselines` makes them. */
export async function evaluateQuestions(
  assistant: EvaluatedAssistant,
  questions: readonly EvaluationQuestion[],
  {
    rankByBaselines = async () => null,
    onProgress = () => {},
  }: { rankByBaselines?: RankByBaselines; onProgress?: (progress: { done: number; total: number }) => void } = {},
): Promise<QuestionResult[]> {
  const texts = new Map<string, string | null>();
  const canonicalText = async (documentId: string) => {
    if (!texts.has(documentId)) texts.set(documentId, (await assistant.document(documentId))?.text ?? null);
    return texts.get(documentId) ?? null;
  };
  const results: QuestionResult[] = [];
  for (const question of questions) {
    const answer = await assistant.ask({
      message: question.question,
      history: question.history,
      documentIds: question.documentId === null ? undefined : [question.documentId],
    });
    const verified = new Set<Citation>();
    for (const citation of answer.citations) {
      const text = await canonicalText(citation.documentId);
      if (text?.slice(citation.start, citation.end) === citation.quote) verified.add(citation);
    }
    const statements = await judgeStatements(answer, assistant.checkGrounding);
    const baselineRanks = await rankByBaselines(question);
    const isVerified = (citation: Citation) => verified.has(citation);
    results.push(judgeAnswer(question, answer, { isVerified, statements, baselineRanks }));
    onProgress({ done: results.length, total: questions.length });
  }
  return results;
}

/** Compares an answer with what is known of its question. */
export function judgeAnswer(
  question: EvaluationQuestion,
  answer: Answer,
  {
    isVerified,
    statements = [],
    baselineRanks = null,
  }: {
    isVerified: (citation: Citation) => boolean;
    statements?: StatementResult[];
    baselineRanks?: BaselineRanks | null;
  },
): QuestionResult {
  const { gold } = question;
  const isGold = (place: Pick<FoundParagraph, 'documentId' | 'paragraph'>) => isGoldPlace(question, place);
  // Joined with a character no group contains: words of two quotes must not make up a phrase.
  const quotes = answer.citations.map(({ quote }) => onOneLine(quote)).join('\u0000');
  const isSaid = gold !== null && answer.kind !== 'unanswered' && answer.kind !== 'reply';
  const cited = new Set(answer.citations.filter(isGold).map(({ paragraph }) => paragraph));
  return {
    question,
    answer,
    goldRank: rankOfFirst(answer.paragraphs, isGold),
    baselineRanks,
    saysAnswer: isSaid && containsEveryGroup(`${answer.text}\u0000${quotes}`, gold.answer),
    quotesAnswer: gold !== null && containsEveryGroup(quotes, gold.answer),
    citesEnough: gold !== null && cited.size >= gold.minParagraphs,
    citations: answer.citations.map((citation) => ({ isGold: isGold(citation), isVerified: isVerified(citation) })),
    statements,
  };
}

/** Why a question counts as missed; empty when it does not. */
export function missesOf({ question, answer, goldRank, saysAnswer, citations }: QuestionResult): string[] {
  const misses: string[] = [];
  if (question.gold !== null) {
    if (goldRank === null || goldRank > 5) misses.push('no gold paragraph among the first five');
    if (!saysAnswer) misses.push('the answer does not have the words');
  } else if (question.kind === 'small-talk') {
    if (answer.kind !== 'reply') misses.push('it asks nothing of the documents');
  } else if (answer.kind === 'answered' || (answer.kind === 'related' && question.kind === 'unanswerable')) {
    misses.push('the documents do not say it');
  }
  if (answer.reason === 'model-unavailable') misses.push('the chat model did not answer');
  if (citations.some(({ isVerified }) => !isVerified)) misses.push('a quote is not in the document');
  return misses;
}
