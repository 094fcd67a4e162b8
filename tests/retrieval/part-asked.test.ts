import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partAsked, partLabels } from '../../src/retrieval/part-asked.ts';
import { statementsOf } from '../../src/retrieval/statements-of-paragraph.ts';
import { fineAnswerTypesInRow } from '../../src/text/fine-answer-type.ts';

const CLAUSES = { clauses: [10, 40].map((start, index) => ({ start, number: `2.${index + 1}` })) };
const PLACE = { heading: 'Lease › 2 Fees', page: 3, context: CLAUSES };

describe('the part that a question asks for by its number', () => {
  for (const [question, share] of [
    ['What does section 2.2 say?', 1],
    ['Что сказано в разделе 2?', 1],
    ['What is on page 3?', 1],
    ['что на 3-й странице', 1],
    ['ч. 2.1 ст. 9', 0.5],
    ['What is on page 4?', 0],
    ['How much is it?', 0],
  ] as const) {
    it(`is ${share} in a place of it: ${question}`, () => assert.equal(partAsked(question).shareAt(PLACE), share));
  }

  it('is that of the very clause within a paragraph', () => {
    const { shareAt } = partAsked('paragraph 2.1');
    assert.deepEqual(
      [12, 50].map((start) => shareAt(PLACE, { start, end: start + 5 })),
      [1, 0],
    );
  });

  it('has the labels of the paragraphs in it', () => {
    const labels = partLabels(PLACE);
    for (const label of partAsked('section 2, page 3').labels) assert.ok(labels.includes(label), `no ${label}`);
    assert.ok(!labels.includes('page-4'), 'a page that it is not on');
  });
});

describe('the statements of a paragraph', () => {
  const text = 'Boat | Price\nKayak | 9. Or less\nCanoe | 12';
  const rows = [13, 32].map((start, index) => ({ start, end: [31, text.length][index]! }));

  it('are the rows of a table, each read with its header and headings', () => {
    const found = statementsOf({ text, start: 0, heading: 'Hire', context: { rows } });
    assert.deepEqual(
      found.map((one) => [one.text, one.isHeader, one.readWith]),
      [
        ['Boat | Price', true, ['Hire']],
        ['Kayak | 9. Or less', false, ['Hire', 'Boat | Price']],
        ['Canoe | 12', false, ['Hire', 'Boat | Price']],
      ],
    );
  });

  it('know that a number under a price is one', () => {
    assert.ok(fineAnswerTypesInRow('Canoe | 12', 'Boat | Price').has('money'), 'no price');
    assert.ok(!fineAnswerTypesInRow('Canoe | none', 'Boat | Price').has('money'), 'a price without a number');
  });
});
