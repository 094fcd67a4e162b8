import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapWithPauses } from '../../src/runtime/pauses.ts';
import { assertAbove } from '../support/assertions.ts';
import { turnsDuring } from '../support/turns-during.ts';

/** Work that takes so many milliseconds. */
function workFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('work with pauses', () => {
  it('lets others have their turn once a few milliseconds are used up, and not before', async () => {
    const items = Array.from({ length: 6 }, (_, index) => index);
    const mapped = (ms: number) => () => mapWithPauses(items, () => workFor(ms));
    assert.equal(await turnsDuring(mapped(0.01)), 0);
    assertAbove(await turnsDuring(mapped(10)), items.length - 2);
  });

  it('takes turns with other such work, and does not add to it in one turn', async () => {
    const turns: number[] = [];
    let turn = 0;
    let isOver = false;
    const count = (async () => {
      while (!isOver) {
        await sleep(0);
        turn += 1;
      }
    })();
    const work = () =>
      mapWithPauses(Array(5), () => {
        turns.push(turn);
        workFor(10);
      });
    await Promise.all([work(), work(), work()]);
    isOver = true;
    await count;
    assert.equal(turns.length, 15);
    // A timer that is due comes between any two of them.
    assertAbove(new Set(turns).size, 12);
  });

  it('makes something of each item, in their order', async () => {
    const made = await mapWithPauses(['a', 'b', 'c'].entries(), ([index, letter]) => `${index}${letter}`);
    assert.deepEqual(made, ['0a', '1b', '2c']);
  });

  it('is rejected with what an item throws', async () => {
    const fail = () => mapWithPauses([1], () => assert.fail('cannot be made'));
    await assert.rejects(fail, /cannot be made/);
  });
});
