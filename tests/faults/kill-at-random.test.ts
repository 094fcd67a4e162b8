import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatKills, killAtRandom } from './kill-at-random.ts';

/** `npm run kill-test -- 200` for a long run. */
const KILLS = 12;

describe('a process that is killed', () => {
  it(`loses nothing that it acknowledged, ${KILLS} times, while it indexes, saves conversations or compacts`, async () => {
    const report = await killAtRandom({ kills: KILLS, seed: 7 });
    const { lost, wrong, unopened, lookedFor } = report;
    assert.deepEqual({ lost, wrong, unopened }, { lost: [], wrong: [], unopened: [] }, formatKills(report));
    assert.ok(lookedFor > KILLS, formatKills(report));
  });
});
