import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainAnswer } from '../../src/answering/explain-answer.ts';
import { loadBuiltInCalibration } from '../../src/retrieval/calibration.ts';
import { OWN_LANGUAGE } from '../../src/retrieval/rank-paragraphs.ts';
import { assertIncludes } from '../support/assertions.ts';
import { indexDeclaration } from './indexed-declaration.ts';

const declaration = await indexDeclaration();
const calibration = await loadBuiltInCalibration();
const explain = async (question: string) =>
  explainAnswer(await declaration.search({ question, context: [] }), { calibration, context: [] });

describe('explainAnswer', () => {
  it('says what each term stands for, which signals a score is made of and what was decided', async () => {
    const question = 'Кто председательствовал в ОДКБ в 2024 году?';
    const { terms, candidates, spans, decision } = await explain(question);
    assertIncludes(terms.find(({ term }) => term === 'одкб')!.words[0]!.word, 'одкб');
    for (const { score, parts } of candidates) {
      const sum = Object.values(parts).reduce((total, part) => total + part, 0);
      assert.ok(
        [0, OWN_LANGUAGE].some((ahead) => Math.abs(score - sum - ahead) < 1e-6),
        `${score} is made of ${sum}`,
      );
    }
    assert.deepEqual(
      [spans[0]!.documentId, spans[0]!.paragraph, decision?.kind],
      ['csto-declaration-2024', 32, 'answered'],
    );
    const { kind, confidence } = await declaration.selectQuotes(await declaration.search({ question, context: [] }));
    assert.deepEqual([decision?.kind, decision?.confidence], [kind, confidence]);
  });

  it('explains a question that nothing is found for', async () => {
    const { decision, spans } = await explain('What is the boiling point of nitrogen?');
    assert.ok(spans.length > 0, 'the nearest spans are shown');
    assert.equal(decision?.kind, 'unanswered');
  });
});
