import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { LIMITS, watchLimits } from '../../../src/documents/formats/reading-limits.ts';
import { until } from '../../support/until.ts';

/** Watches with a processor clock that the test moves. */
function watched(limits: Partial<typeof LIMITS> = {}) {
  const exceeded: string[] = [];
  let cpu = 0;
  const watch = watchLimits(
    { ...LIMITS, growthMb: 100_000, ...limits },
    { cpuMs: () => cpu, onExceeded: (state) => exceeded.push(state) },
  );
  after(() => watch.end());
  return { watch, exceeded, work: (ms: number) => (cpu += ms) };
}

describe('the limits of reading', () => {
  it('are exceeded by work without progress, once', async () => {
    const { exceeded, work } = watched();
    work(11_000);
    await until(() => exceeded.length > 0, { what: 'a limit to be exceeded' });
    assert.deepEqual(exceeded, ['it takes longer than 11 seconds to read']);
  });

  it('are exceeded by work that makes progress for too long', async () => {
    const { watch, exceeded, work } = watched();
    for (const ms of [9000, 9000, 9000, 9000]) {
      work(ms);
      watch.progress();
    }
    await until(() => exceeded.length > 0, { what: 'a limit to be exceeded' });
    assert.deepEqual(exceeded, ['it takes longer than 36 seconds to read']);
  });

  it('are exceeded by waiting for ever', async () => {
    const { exceeded } = watched({ stuckMs: 100, patience: 2 });
    await until(() => exceeded.length > 0, { what: 'a limit to be exceeded' });
    assert.match(exceeded[0]!, /^it takes longer than 0 seconds to read$/);
  });

  it('are not exceeded while reading is paused, nor by the time of a pause', async () => {
    const { watch, exceeded } = watched({ stuckMs: 150, wholeMs: 200, patience: 1 });
    const other = watched({ stuckMs: 150, wholeMs: 200, patience: 1 });
    watch.pause();
    await until(() => other.exceeded.length > 0, { what: 'a limit to be exceeded' });
    assert.deepEqual(exceeded, []);
    watch.progress();
    watch.end();
    assert.deepEqual(exceeded, []);
  });
});
