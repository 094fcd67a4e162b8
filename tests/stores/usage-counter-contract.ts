import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LimitedUsage, UsageCounter } from '../../src/stores/usage-counter.ts';

/** Where usage is counted. Several counters may be open on it at once. */
export interface UsagePlace {
  open(): UsageCounter;
  discard(): Promise<void>;
}

const DAY = '2999-05-01';
const usage = (key: string, calls: number | null, tokens: number | null = null): LimitedUsage => ({
  key,
  limits: { calls, tokens },
});

/** What every counter of usage promises. Call it once per implementation. */
export function describeUsageCounter(name: string, makePlace: () => Promise<UsagePlace>): void {
  async function withCounter(visit: (counter: UsageCounter, place: UsagePlace) => Promise<void>): Promise<void> {
    const place = await makePlace();
    const counter = place.open();
    try {
      await visit(counter, place);
    } finally {
      await counter.close();
      await place.discard();
    }
  }

  describe(`${name} keeps the contract of usage`, { timeout: 60_000 }, () => {
    it('counts calls up to a limit, and none beyond', async () => {
      await withCounter(async (counter) => {
        const all = usage('all', 2);
        assert.equal(await counter.count(DAY, [all], 10), null);
        assert.equal(await counter.count(DAY, [all], 10), null);
        for (let time = 0; time < 3; time += 1) {
          assert.deepEqual(await counter.count(DAY, [all], 10), { key: 'all', what: 'calls' });
        }
        assert.equal(await counter.count(DAY, [usage('all', 3)], 10), null);
        await counter.correct(DAY, ['all'], { calls: -1, tokens: -10 });
        assert.equal(await counter.count(DAY, [usage('all', 3)], 10), null);
        assert.notEqual(await counter.count(DAY, [usage('all', 3)], 10), null);
      });
    });

    it('counts tokens, and corrects them once they are known', async () => {
      await withCounter(async (counter) => {
        const all = usage('all', null, 100);
        assert.equal(await counter.count(DAY, [all], 90), null);
        await counter.correct(DAY, ['all'], { calls: 0, tokens: -60 });
        assert.equal(await counter.count(DAY, [all], 50), null);
        await counter.correct(DAY, ['all'], { calls: 0, tokens: 20 });
        assert.deepEqual(await counter.count(DAY, [all], 1), { key: 'all', what: 'tokens' });
        await counter.correct(DAY, ['all'], { calls: 0, tokens: -1000 });
        assert.equal(await counter.count(DAY, [all], 1), null);
      });
    });

    it('counts for nobody where one of them is at its limit', async () => {
      await withCounter(async (counter) => {
        const [one, other, all] = [usage('one', 1), usage('other', 1), usage('all', 2)];
        assert.equal(await counter.count(DAY, [one, all], 1), null);
        for (let time = 0; time < 3; time += 1) {
          assert.deepEqual(await counter.count(DAY, [one, all], 1), { key: 'one', what: 'calls' });
        }
        assert.equal(await counter.count(DAY, [other, all], 1), null, 'those that were refused count for nobody');
        assert.deepEqual(await counter.count(DAY, [usage('third', 1), all], 1), { key: 'all', what: 'calls' });
        assert.equal(await counter.count(DAY, [usage('third', 1)], 1), null);
      });
    });

    it('begins at nothing each day', async () => {
      await withCounter(async (counter) => {
        const all = usage('all', 1);
        assert.equal(await counter.count(DAY, [all], 1), null);
        assert.notEqual(await counter.count(DAY, [all], 1), null);
        assert.equal(await counter.count('2999-05-02', [all], 1), null);
      });
    });

    it('shares its counts, and has them when it is opened again', async () => {
      await withCounter(async (counter, place) => {
        const other = place.open();
        const taken = await Promise.all(
          Array.from({ length: 20 }, (_, index) => [counter, other][index % 2]!.count(DAY, [usage('all', 7)], 1)),
        );
        assert.equal(taken.filter((reached) => reached === null).length, 7);
        await other.close();
        const again = place.open();
        assert.deepEqual(await again.count(DAY, [usage('all', 7)], 1), { key: 'all', what: 'calls' });
        await again.close();
      });
    });

    it('takes any key, and tells them apart', async () => {
      await withCounter(async (counter) => {
        for (const key of ['', '\u0000', '\ud800', "'; DROP TABLE model_usage", 'x'.repeat(100_000), 'ключ']) {
          assert.equal(await counter.count(DAY, [usage(key, 1)], 1), null);
          assert.notEqual(await counter.count(DAY, [usage(key, 1)], 1), null);
        }
      });
    });
  });
}
