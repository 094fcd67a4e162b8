import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoopFinder } from '../../../../../src/answering/model/client/text/find-loop.ts';

/** How much of a text is kept that comes in pieces of this length; null when all of it is. */
function keptOf(text: string, size: number): number | null {
  const finder = createLoopFinder();
  for (let at = 0; at < text.length; at += size) {
    const kept = finder.push(text.slice(at, at + size));
    if (kept !== null) return at + kept;
  }
  return null;
}

const TEXT = `Срок подачи заявления — 30 дней. Нет. Нет. Заявление подаёт собственник помещения.
| Год | Сумма |
|-----|-------|
| 2024 | 100 |
| 2025 | 100 |
It costs 4.99 a month. It costs 4.99 a year.
`;

describe('createLoopFinder', () => {
  for (const size of [1, 7, 100_000]) {
    it(`keeps a text that does not repeat itself, in pieces of ${size}`, () => {
      assert.equal(keptOf(TEXT, size), null);
    });

    it(`stops before the end of a sentence that stood just before, in pieces of ${size}`, () => {
      const sentence = 'Срок подачи заявления — 30 дней [1].';
      assert.equal(keptOf(`${sentence} ${sentence}`, size), 2 * sentence.length);
      assert.equal(keptOf(`- ${sentence}\n- **Срок** подачи заявления: 30 дней [1].`, size)! > sentence.length, true);
    });

    it(`stops at the second of two sentences that both stood before, in pieces of ${size}`, () => {
      const [fee, pool, more] = [
        'The fee is 40 crowns a year.',
        'The pool closes at nine o’clock.',
        'The hall is heated in winter.',
      ];
      const round = `${fee} ${pool} ${more} `;
      assert.equal(keptOf(`${round}${fee} So, as was said above, ${more}`, size), null);
      const kept = keptOf(round.repeat(3), size);
      assert.equal(kept, round.length + `${fee} ${pool}`.length - 1);
    });

    for (const run of [' ', '\t', '\n \t', '[', '-=', 'ha ', 'да, ', 'the same words ']) {
      it(`stops a run of ${JSON.stringify(run)}, in pieces of ${size}`, () => {
        const kept = keptOf(`It is so.${run.repeat(20_000)}`, size);
        assert.ok(kept !== null && kept < 600, `kept ${kept}`);
      });
    }
  }
});
