import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutSigns } from '../../src/widget/view/answer/without-signs.ts';

describe('words without the signs of Markdown', () => {
  for (const [text, shown] of [
    ['плата **40 000 рублей** в месяц', 'плата 40 000 рублей в месяц'],
    ['**«Важно»:** да', '«Важно»: да'],
    ['to the [fifth day](https://example.com/x) of it', 'to the fifth day of it'],
    ['call `--flag` or `now()`', 'call --flag or now()'],
    ['## Оплата\nв срок', 'Оплата\nв срок'],
  ] as const) {
    it(`leaves out those of "${text}"`, () => assert.equal(withoutSigns(text), shown));
  }

  for (const text of ['2**10 = 1024', 'a[1] (x)', '5 * 3 * 2', 'it`s so', 'см. # 5']) {
    it(`keeps "${text}"`, () => assert.equal(withoutSigns(text), text));
  }
});
