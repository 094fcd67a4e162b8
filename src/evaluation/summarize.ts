import type { AnswerKind } from '../protocol/answer.ts';
import type { PlainBaseline } from './baselines/plain-baselines.ts';
import type { QuestionResult } from './evaluate.ts';
import { expectedCalibrationError, hitRate, meanReciprocalRank, shareOf } from './metrics.ts';
import { QUESTION_KINDS } from './questions.ts';

/** How good a group of answers is. Shares and probabilities are 0…1; null where there was nothing to measure. */
export interface Measures {
  questions: number;
  /** Questions with an answer whose ranking has a gold paragraph among the first 1, 3, 5. */
  hitAt1: number | null;
  hitAt3: number | null;
  hitAt5: number | null;
  meanReciprocalRank: number | null;
  /** `hitAt1` of plain rankings of all paragraphs searched. */
  baselinesHitAt1: Record<PlainBaseline, number | null>;
  /** Questions with an answer whose answer, text with quotes, has the words of every group. */
  answerRate: number | null;
  /** Citations of questions with an answer that cite a gold paragraph. */
  citationPrecision: number | null;
  /** Questions with an answer that cite as many gold paragraphs as a good answer does. */
  citesEnough: number | null;
  citations: number;
  /** Citations whose quote stands in the document at the offsets given. */
  citationsVerified: number | null;
  /** Statements that everything their answer cites, taken together, supports. */
  faithfulness: number | null;
  /**
   * Statements that what they cite supports, those without a citation counted as not; and citations that their statement needs.
   * Both by the definitions of ALCE (Gao et al., 2023; see `judgeStatements`), over all statements of the group, not answer by answer.
   */
  alceRecall: number | null;
  alcePrecision: number | null;
  outcomes: Record<AnswerKind, number | null>;
  /** Expected calibration error of `confidence`, as the probability that the quotes have the words of every group; without the replies. */
  calibrationError: number | null;
}

/** Measures by group, in the order of the report; groups without questions are left out. */
export type Summary = Record<string, Measures>;

const WITHOUT_ANSWER: readonly string[] = ['unanswerable', 'hostile', 'small-talk'];

/** Measures every kind of question, and the groups that matter: with an answer, without one near and far, all. */
export function summarize(results: readonly QuestionResult[]): Summary {
  const withAnswer = results.filter(({ question }) => question.gold !== null);
  const withoutAnswer = results.filter(({ question }) => question.kind === 'unanswerable');
  const ofKind = (kind: string) => results.filter(({ question }) => question.kind === kind);
  const ofDistance = (distance: string) => withoutAnswer.filter(({ question }) => question.distance === distance);
  const answerableKinds = QUESTION_KINDS.filter((kind) => !WITHOUT_ANSWER.includes(kind));
  const groups: [string, QuestionResult[]][] = [
    ...answerableKinds.map((kind): [string, QuestionResult[]] => [kind, ofKind(kind)]),
    ['answerable', withAnswer],
    ['unanswerable near', ofDistance('near')],
    ['unanswerable far', ofDistance('far')],
    ['unanswerable', withoutAnswer],
    ['hostile', ofKind('hostile')],
    ['small-talk', ofKind('small-talk')],
    ['all', [...results]],
  ];
  return Object.fromEntries(
    groups.filter(([, group]) => group.length > 0).map(([name, group]) => [name, measureGroup(group)]),
  );
}

function measureGroup(group: readonly QuestionResult[]): Measures {
  const withAnswer = group.filter(({ question }) => question.gold !== null);
  const ranks = withAnswer.map(({ goldRank }) => goldRank);
  const citations = group.flatMap((result) => result.citations);
  const statements = group.flatMap((result) => result.statements);
  const baselineHits = (baseline: PlainBaseline) =>
    hitRate(
      withAnswer.flatMap(({ baselineRanks }) => (baselineRanks ? [baselineRanks[baseline]] : [])),
      1,
    );
  const outcomeShare = (kind: AnswerKind) => shareOf(group.map(({ answer }) => answer.kind === kind));
  return {
    questions: group.length,
    hitAt1: hitRate(ranks, 1),
    hitAt3: hitRate(ranks, 3),
    hitAt5: hitRate(ranks, 5),
    meanReciprocalRank: meanReciprocalRank(ranks),
    baselinesHitAt1: {
      bm25Words: baselineHits('bm25Words'),
      bm25Grams: baselineHits('bm25Grams'),
      gramsAndSimilarity: baselineHits('gramsAndSimilarity'),
    },
    answerRate: shareOf(withAnswer.map(({ saysAnswer }) => saysAnswer)),
    citationPrecision: shareOf(withAnswer.flatMap((result) => result.citations.map(({ isGold }) => isGold))),
    citesEnough: shareOf(withAnswer.map((result) => result.citesEnough)),
    citations: citations.length,
    citationsVerified: shareOf(citations.map(({ isVerified }) => isVerified)),
    faithfulness: shareOf(statements.map(({ isFaithful }) => isFaithful)),
    alceRecall: shareOf(statements.map(({ isSupported }) => isSupported)),
    alcePrecision: shareOf(statements.flatMap((statement) => statement.citations.map(({ isRelevant }) => isRelevant))),
    outcomes: {
      answered: outcomeShare('answered'),
      related: outcomeShare('related'),
      unanswered: outcomeShare('unanswered'),
      reply: outcomeShare('reply'),
    },
    calibrationError: expectedCalibrationError(
      group
        .filter(({ answer }) => answer.kind !== 'reply')
        .map(({ answer, quotesAnswer }) => ({ confidence: answer.confidence, isTrue: quotesAnswer })),
    ),
  };
}
