import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutListMark } from '../../../../src/answering/grounding/reading/without-list-mark.ts';

describe('withoutListMark', () => {
  it('takes numbers, letters, bullets and words that count up from the beginning of a sentence', () => {
    for (const mark of [
      '2. ',
      '2) ',
      '(2) ',
      '2.1. ',
      'b) ',
      'IV. ',
      '- ',
      '• ',
      '**2.** ',
      'Step 2: ',
      'Шаг 2. ',
      'Во-вторых, ',
      'Second, ',
      '2 — ',
      '2\ufe0f\u20e3 ',
    ])
      assert.equal(withoutListMark(`${mark}Close the valve.`), 'Close the valve.', mark);
  });

  it('leaves numbers and words that the sentence is about', () => {
    for (const sentence of [
      '2 litres of water are enough.',
      '5 — столько стоит билет.',
      '2. Juni 2024',
      'Second-hand books are cheaper.',
      '14:30 is the departure.',
      'А потом закройте вентиль.',
    ])
      assert.equal(withoutListMark(sentence), sentence);
  });
});
