import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readComparison } from '../../../src/answering/comparison/read-comparison.ts';

describe('readComparison', () => {
  it('reads the two sides, each with what only the other one says', () => {
    for (const [question, sides] of [
      ['Compare the roof with the cellar', ['roof', 'cellar']],
      ['What is the difference between day and night tickets?', ['day tickets', 'night tickets']],
      ['How does the old pump differ from the new pump?', ['old pump', 'new pump']],
      ['Compare the price of plums and pears', ['price of plums', 'price of pears']],
      ['What is different between the 2023 and 2024 menu?', ['2023 menu', '2024 menu']],
      ['What changed between the 2023 menu and the 2024 menu?', ['2023 menu', '2024 menu']],
      ['Что изменилось между 2019 и 2021 годом?', ['2019 годом', '2021 годом']],
      ['Сравни плату в будни и в праздники', ['плату в будни', 'плату в праздники']],
      ['Чем отличается зимний пропуск от летнего?', ['зимний пропуск', 'летнего пропуск']],
      ['В чём разница между вожатым и врачом?', ['вожатым', 'врачом']],
    ] as const)
      assert.deepEqual(readComparison(question)?.sides, sides, question);
  });

  it('keeps the sides as they are named', () => {
    assert.deepEqual(readComparison('Compare the rules of the pool with the charter')?.named, [
      'rules of the pool',
      'charter',
    ]);
  });

  it('takes no question that compares nothing', () => {
    for (const question of [
      'What is the price of plums and pears?',
      'Когда приняли устав и договор?',
      'How different?',
    ])
      assert.equal(readComparison(question), null, question);
  });
});
