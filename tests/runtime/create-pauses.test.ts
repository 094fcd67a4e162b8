import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPauses, mapWithPauses } from '../../src/runtime/create-pauses.ts';

/** Counts the turns that others have while `work` goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await nextTurn();
      turns += 1;
    }
  })();
  await work();
  isOver = true;
  await others;
  return turns - 1;
}

/** A clock that goes on by so many milliseconds whenever it is read. */
function clockOf(stepMs: number): () => number {
  let now = 0;
  return () => {
    now += stepMs;
    return now;
  };
}

describe('work with pauses', () => {
  it('lets others have their turn once a few milliseconds are used up, and not before', async () => {
    const items = Array.from({ length: 6 }, (_, index) => index);
    const mapped = (stepMs: number) => () => mapWithPauses(items, (item) => item, createPauses(clockOf(stepMs)));
    assert.equal(await turnsDuring(mapped(0.1)), 0);
    assert.equal(await turnsDuring(mapped(9)), items.length);
    const both = await turnsDuring(() => Promise.all([mapped(9)(), mapped(9)()]));
    assert.equal(both, 2 * items.length, 'two at once do not share a turn');
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
