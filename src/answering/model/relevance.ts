import type { AnswerKind } from '../../protocol/answer.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { QuoteSelection } from '../answer.ts';
import type { CitedStatement, StatementJudge, StatementJudgement } from '../extractive/judge-statement.ts';

/*
 * How far the score of a statement may be behind that of the best excerpt; negative: how far it has to be ahead. Chosen with the questions of
 * `embeddings/calibration/`, and statements that were right sentences of the prompt, the same in the words of the question, and other sentences.
 */

/**
 * A statement that is further behind is beside the point. Excerpts with a confidence of .7 and more are right 96 times of 100, below .5 69 times: the less sure they are,
 * the further behind a statement may be that has the words of the question. Excerpts that are only `related` are several: what is behind all of them answers no better.
 */
const ON_POINT = 1;
const MAX_ON_POINT = 5;
const SURE = 0.7;
const ON_POINT_FOR_DOUBT = 12;
/** So near it says what the excerpt says: .82 of right sentences, .91 of those in the words of the question, .03 of others. */
const SAME = 1;
/** So far ahead it says what the excerpts do not: .78 of what repeats the words of the question, of a right sentence as it stands one in a hundred, of others none. */
const AHEAD = -0.25;

/** What becomes of the answer that a model's statements are. */
interface Outcome {
  kind: AnswerKind;
  confidence: number;
}

/** Follows how well the statements of a model answer, beside the excerpts. */
export interface Relevance {
  /** Takes a statement that is supported. @returns Whether some statement so far is on the point. @throws MODEL_UNAVAILABLE */
  take(statement: CitedStatement): Promise<boolean>;
  /** Of the best statement; null while none is on the point. */
  readonly outcome: Outcome | null;
}

/** Creates it for an answer to what was found, whose excerpts are `selection`. */
export function createRelevance(
  judge: StatementJudge,
  { found, selection }: { found: SearchResult; selection: Pick<QuoteSelection, 'kind' | 'confidence'> },
): Relevance {
  /** Of those to the point. */
  let best: StatementJudgement | null = null;
  const doubt = selection.kind === 'answered' ? Math.max(0, SURE - selection.confidence) : 0;
  const furthest = Math.min(MAX_ON_POINT, ON_POINT + ON_POINT_FOR_DOUBT * doubt);
  return {
    async take(statement) {
      const judgement = await judge(found, statement);
      const isOnPoint = judgement !== null && judgement.behind <= (judgement.isCovering ? furthest : ON_POINT);
      if (isOnPoint && (best === null || judgement.behind < best.behind)) best = judgement;
      return best !== null;
    },
    get outcome() {
      return best && outcomeOf(best, selection);
    },
  };
}

function outcomeOf(
  { kind, behind, odds, lacksName }: StatementJudgement,
  selection: Pick<QuoteSelection, 'kind' | 'confidence'>,
): Outcome {
  if (selection.kind === 'answered' && behind <= SAME) {
    return { kind: 'answered', confidence: Math.max(odds.confidence, selection.confidence) };
  }
  const isAhead = behind <= AHEAD && kind !== 'unanswered' && !odds.lacksPlainType && !lacksName;
  return { kind: kind === 'answered' || isAhead ? 'answered' : 'related', confidence: odds.confidence };
}
