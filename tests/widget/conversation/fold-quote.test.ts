import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldQuote } from '../../../src/widget/conversation/fold-quote.ts';

const items = (count: number, length = 20) =>
  Array.from({ length: count }, (_, index) => `- ${index}`.padEnd(length, 'a'));

describe('foldQuote', () => {
  it('leaves a quote whole that is a little over eight lines', () => {
    const lines = items(10);
    assert.equal(foldQuote(lines), lines);
    assert.equal(foldQuote(items(11)).length, 8);
  });

  it('counts long lines as several', () => {
    assert.deepEqual(
      foldQuote(items(12, 150)).map(({ length }) => length),
      [150, 150, 121],
    );
  });

  it('cuts an item of a language without blanks where the room ends', () => {
    assert.equal(foldQuote([`- ${'本'.repeat(900)}`])[0], `- ${'本'.repeat(478)}…`);
  });

  it('cuts a long line between words, with an ellipsis', () => {
    const [line, ...more] = foldQuote(['word '.repeat(200).trim()]);
    assert.deepEqual(more, []);
    assert.match(line!, /^(word )+word…$/);
    assert.equal(line!.length, 480);
  });
});
