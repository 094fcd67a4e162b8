import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CallOutcome, createCircuitBreaker } from '../../src/runtime/circuit-breaker.ts';

function openBreaker() {
  let time = 0;
  const breaker = createCircuitBreaker({ failures: 3, pauseMs: 30_000, now: () => time });
  return {
    breaker,
    later: (ms: number) => {
      time += ms;
    },
    /** Calls one after another; false where a call was not let through. */
    calls: (...outcomes: CallOutcome[]) =>
      outcomes.map((outcome) => {
        const end = breaker.begin();
        end?.(outcome);
        return end !== null;
      }),
  };
}

describe('a circuit breaker', () => {
  it('lets nothing through after three failures in a row', () => {
    const { breaker, calls } = openBreaker();
    assert.deepEqual(calls('failed', 'failed', 'failed', 'succeeded'), [true, true, true, false]);
    assert.equal(breaker.begin(), null);
  });

  it('counts failures in a row only', () => {
    const { calls, breaker } = openBreaker();
    calls('failed', 'failed', 'succeeded', 'failed', 'failed');
    assert.notEqual(breaker.begin(), null);
  });

  it('counts a reader who left neither as a failure nor as a success', () => {
    const { calls } = openBreaker();
    assert.deepEqual(calls('failed', 'left', 'failed', 'left', 'failed', 'left').at(-1), false);
    assert.deepEqual(openBreaker().calls('left', 'left', 'left', 'left'), [true, true, true, true]);
  });

  it('lets one trial through when the pause is over, and no other before that one ended', () => {
    const { breaker, calls, later } = openBreaker();
    calls('failed', 'failed', 'failed');
    later(29_999);
    assert.equal(breaker.begin(), null);
    later(1);
    const endTrial = breaker.begin();
    assert.ok(endTrial, 'the breaker let no call through');
    assert.equal(breaker.begin(), null);
    endTrial('succeeded');
    assert.deepEqual(calls('failed', 'failed', 'succeeded'), [true, true, true]);
  });

  it('pauses again when the trial fails', () => {
    const { breaker, calls, later } = openBreaker();
    calls('failed', 'failed', 'failed');
    later(30_000);
    assert.deepEqual(calls('failed', 'succeeded'), [true, false]);
    later(30_000);
    assert.notEqual(breaker.begin(), null);
  });

  it('lets the next trial through when the reader of one left', () => {
    const { calls, later } = openBreaker();
    calls('failed', 'failed', 'failed');
    later(30_000);
    assert.deepEqual(calls('left', 'succeeded', 'succeeded'), [true, true, true]);
  });

  it('does not count the end of a call from before the pause as the end of the trial', () => {
    const { breaker, calls, later } = openBreaker();
    const endEarlier = breaker.begin()!;
    calls('failed', 'failed', 'failed');
    later(30_000);
    breaker.begin();
    endEarlier('left');
    assert.equal(breaker.begin(), null);
  });
});
