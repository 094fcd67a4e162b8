import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCallSlots } from '../../src/runtime/call-slots.ts';

describe('createCallSlots', () => {
  it('lets so many calls through at once, the others in the order in which they came', async () => {
    const slots = createCallSlots(2);
    const order: number[] = [];
    const calls = [0, 1, 2, 3].map(async (number) => {
      const release = await slots.take(undefined);
      order.push(number);
      return release;
    });
    const first = await calls[0]!;
    await calls[1];
    assert.deepEqual(order, [0, 1]);
    first();
    first(); // gives back one slot, not two
    await calls[2];
    assert.deepEqual(order, [0, 1, 2]);
    (await calls[2])!();
    await calls[3];
    assert.deepEqual(order, [0, 1, 2, 3]);
  });

  it('passes over a call that was left while it waited', async () => {
    const slots = createCallSlots(1);
    const release = await slots.take(undefined);
    const leaving = new AbortController();
    const left = slots.take(leaving.signal);
    const next = slots.take(undefined);
    leaving.abort(new Error('the reader left'));
    await assert.rejects(left, { message: 'the reader left' });
    release();
    (await next)();
    await assert.rejects(slots.take(AbortSignal.abort()), { name: 'AbortError' });
  });

  it('lets one call through at a time once it is narrowed', async () => {
    const slots = createCallSlots(Number.POSITIVE_INFINITY);
    const [first, second] = await Promise.all([slots.take(undefined), slots.take(undefined)]);
    slots.narrow();
    let isIn = false;
    const third = slots.take(undefined).then((release) => {
      isIn = true;
      return release;
    });
    first!();
    await new Promise(setImmediate);
    assert.equal(isIn, false);
    second!();
    await third;
  });
});
