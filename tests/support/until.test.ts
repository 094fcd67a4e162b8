import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from './until.ts';

describe('until', () => {
  it('returns what the condition returned when it held', async () => {
    let looks = 0;
    const third = () => {
      looks += 1;
      return looks === 3 ? { looks } : null;
    };
    const { looks: returned } = await until(third, { what: 'the third look', everyMs: 1 });
    assert.equal(returned, 3);
    assert.equal(await until(async () => 'ready', { what: 'a promise' }), 'ready');
  });

  it('throws what it waited for and what it saw last when the time is over', async () => {
    let running = 5;
    const noneRuns = () => {
      running -= 1;
      return running < 0;
    };
    const waiting = until(noneRuns, {
      what: 'the answers to end',
      timeoutMs: 30,
      everyMs: 20,
      state: () => ({ running }),
    });
    await assert.rejects(waiting, {
      message: /^Waited 30 ms for the answers to end; the last state was { running: \d }$/,
    });
    const returned = until(() => '', { what: 'a line', timeoutMs: 10 });
    await assert.rejects(returned, { message: "Waited 10 ms for a line; the last state was ''" });
  });

  it('throws also when the condition never returns, and does not ask it again', async () => {
    let looks = 0;
    const stuck = async () => {
      looks += 1;
      await pause(40);
      return false;
    };
    await assert.rejects(until(stuck, { what: 'a stuck server', timeoutMs: 10, everyMs: 1 }), {
      message: 'Waited 10 ms for a stuck server; the last state was undefined',
    });
    await pause(60);
    assert.equal(looks, 1);
  });

  it('throws the error of the condition at once', async () => {
    const broken = () => {
      throw new Error('refused');
    };
    await assert.rejects(until(broken, { what: 'a server' }), { message: 'refused' });
  });
});
