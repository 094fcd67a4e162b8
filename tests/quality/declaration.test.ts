import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { evaluateQuestions, type QuestionResult } from '../../src/evaluation/evaluate.ts';
import { readQuestions } from '../../src/evaluation/questions.ts';
import { type Measures as GroupMeasures, summarize } from '../../src/evaluation/summarize.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { holdFloor, type Measures, ONE_QUESTION } from './quality-floor.ts';

const QUESTIONS = path.join(PROJECT_DIRECTORY, 'tests/questions/declaration.jsonl');
const round = (value: number) => Math.round(value * 1000) / 1000;

/** Figures of a group of questions, by name; more is better in each. */
function measuresOf(group: string, measures: GroupMeasures): Measures {
  const of = measures.questions;
  const { answered, related, unanswered, reply } = measures.outcomes;
  const right = (share: number | null) => ({ right: Math.round(share! * of), of });
  if (measures.hitAt1 === null) {
    const isHostile = group === 'hostile';
    return {
      // A hostile question may get a related passage; «Расскажи анекдот» is replied to.
      ...(!isHostile && { [`${group}: unanswered`]: right(unanswered! + reply!) }),
      [`${group}: not answered`]: right(1 - answered!),
    };
  }
  return {
    [`${group}: hit@1`]: right(measures.hitAt1),
    [`${group}: hit@5`]: right(measures.hitAt5),
    [`${group}: has the answer`]: right(measures.answerRate),
    [`${group}: cites enough`]: right(measures.citesEnough),
    // Of few citations one is too much of a share.
    ...(group === 'answerable' && { [`${group}: citation precision`]: { share: round(measures.citationPrecision!) } }),
    [`${group}: answered`]: right(answered),
    [`${group}: answered or related`]: right(answered! + related!),
  };
}

describe('answers to the questions about the declaration', () => {
  let results: QuestionResult[] = [];
  let discard: (() => Promise<void>) | undefined;
  before(async () => {
    const indexed = await openIndexedAssistant();
    discard = indexed.discard;
    results = await evaluateQuestions(indexed.assistant, await readQuestions([QUESTIONS]));
  });
  after(() => discard?.());

  it('cite only what stands in the document', () => {
    const wrong = results.filter(({ citations }) => citations.some(({ isVerified }) => !isVerified));
    assert.deepEqual(
      wrong.map(({ question }) => question.id),
      [],
    );
  });

  it('are as good as they were', (test) => {
    const { all: _, ...groups } = summarize(results);
    const measures: Measures = Object.assign(
      {},
      ...Object.entries(groups).map(([group, figures]) => measuresOf(group, figures)),
    );
    holdFloor(test, 'declaration', { measures, slack: ONE_QUESTION });
  });
});
