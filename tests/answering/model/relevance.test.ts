import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatementJudgement } from '../../../src/answering/extractive/judge-statement.ts';
import { createRelevance } from '../../../src/answering/model/relevance.ts';
import type { AnswerKind } from '../../../src/protocol/answer.ts';
import { foundOf } from '../found.ts';

const ODDS = { confidence: 0.4, relevance: 0.9, isOtherLanguage: false, hasUnknownWords: false, lacksPlainType: false };
const judgement = (behind: number, more: Partial<StatementJudgement> = {}): StatementJudgement => ({
  kind: 'related',
  odds: ODDS,
  lacksName: false,
  isCovering: true,
  behind,
  ...more,
});

/** What becomes of statements that are judged so, one after the other. */
async function outcomeOf(kind: AnswerKind, judgements: (StatementJudgement | null)[], confidence = 0.8) {
  const left = [...judgements];
  const relevance = createRelevance(async () => left.shift()!, {
    found: foundOf({ question: 'x' }),
    selection: { kind, confidence },
  });
  const onPoint: boolean[] = [];
  for (const _ of judgements) onPoint.push(await relevance.take({ text: 'x', cited: [] }));
  return { onPoint, outcome: relevance.outcome };
}

describe('the relevance of what a model says', () => {
  it('is there from the first statement on that is near the best excerpt', async () => {
    const { onPoint } = await outcomeOf('answered', [judgement(6), judgement(0.4), judgement(7)]);
    assert.deepEqual(onPoint, [false, true, true]);
  });

  it('lets what is further behind be to the point where the excerpts are not sure', async () => {
    const isThere = async (behind: number, confidence: number) =>
      (await outcomeOf('answered', [judgement(behind)], confidence)).onPoint[0];
    assert.deepEqual(await Promise.all([isThere(2, 0.8), isThere(2, 0.5), isThere(6, 0.5)]), [false, true, false]);
    const { onPoint } = await outcomeOf('answered', [judgement(2, { isCovering: false })], 0.5);
    assert.deepEqual(onPoint, [false], 'one with hardly a word of the question');
  });

  it('is missing where all is beside the point, or nothing could be judged', async () => {
    assert.equal((await outcomeOf('answered', [judgement(5), null])).outcome, null);
    assert.equal((await outcomeOf('related', [])).outcome, null);
  });

  it('answers as the excerpts do where it says what they say', async () => {
    assert.deepEqual((await outcomeOf('answered', [judgement(0.5)])).outcome, { kind: 'answered', confidence: 0.8 });
    assert.deepEqual((await outcomeOf('related', [judgement(0.5)])).outcome, { kind: 'related', confidence: 0.4 });
  });

  it('answers what the excerpts did not where it is ahead of them, unless it lacks what is asked for', async () => {
    const kindOf = async (more: Partial<StatementJudgement>) =>
      (await outcomeOf('related', [judgement(-1, more)])).outcome!.kind;
    assert.equal(await kindOf({}), 'answered');
    assert.equal(await kindOf({ lacksName: true }), 'related');
    assert.equal(await kindOf({ odds: { ...ODDS, lacksPlainType: true } }), 'related');
    assert.equal(await kindOf({ kind: 'unanswered' }), 'related');
  });
});
