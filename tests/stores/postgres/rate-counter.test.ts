import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import { createErrorResponder } from '../../../src/http/error-response.ts';
import { createRateLimit } from '../../../src/http/security/rate-limit.ts';
import { createLog } from '../../../src/log.ts';
import { type Database, openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresRateCounter } from '../../../src/stores/postgres/rate-counter.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import type { RateCounter } from '../../../src/stores/rate-counter.ts';
import { assertAbove } from '../../support/assertions.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

const HOUR_MS = 3_600_000;

describe('counts that servers share', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let database: Database;
  let counter: RateCounter;
  before(async () => {
    postgres = await startPostgres();
    database = openDatabase(postgres.config);
    await upgradeSchema(database);
    counter = openPostgresRateCounter(database);
  });
  after(async () => {
    await counter.close();
    await database.close();
    await postgres.stop();
  });

  it('count each call once, of all servers together', async () => {
    const counters = [counter, openPostgresRateCounter(database)];
    const hits = await Promise.all(Array.from({ length: 40 }, (_, index) => counters[index % 2]!.hit('a', HOUR_MS)));
    const counted = hits.map((hit) => hit.hits).toSorted((a, b) => a - b);
    assert.deepEqual(
      counted,
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    assert.equal((await counter.hit('b', HOUR_MS)).hits, 1);
    await counters[1]!.close();
  });

  it('report when the window ends, which calls do not extend', async () => {
    const first = await counter.hit('window', HOUR_MS);
    const left = first.resetsAt.getTime() - Date.now();
    assert.ok(left > HOUR_MS / 2 && left <= HOUR_MS, String(left));
    await database.query(`UPDATE rate_limits SET resets_at = now() + interval '1 second'`);
    const { hits, resetsAt } = await counter.hit('window', HOUR_MS);
    assert.equal(hits, 2);
    assertAbove(first.resetsAt.getTime(), resetsAt.getTime());
  });

  it('restart when the window is over, and delete the old addresses', async () => {
    await counter.hit('again', HOUR_MS);
    await counter.hit('again', HOUR_MS);
    await database.query(`UPDATE rate_limits SET resets_at = now() - interval '1 second'`);
    assert.equal((await counter.hit('again', HOUR_MS)).hits, 1);
    await openPostgresRateCounter(database).close();
    assert.deepEqual(await database.query('SELECT hits FROM rate_limits'), [{ hits: 1 }]);
  });

  it('accept any address a proxy passes on, and store none in plain text', async () => {
    for (const address of ['', '\u0000', "'; DROP TABLE rate_limits; --", 'a'.repeat(100_000), '203.0.113.1']) {
      assert.equal((await counter.hit(address, HOUR_MS)).hits, 1);
      assert.equal((await counter.hit(address, HOUR_MS)).hits, 2);
    }
    assert.deepEqual(await database.query(`SELECT key FROM rate_limits WHERE key LIKE '%203.0.113%'`), []);
  });

  it('limit questions at all servers together, each limit for itself', async () => {
    const statuses = await statusesOf(
      [counter, openPostgresRateCounter(database)].map((each) =>
        createRateLimit(3, { counter: each, name: 'questions' }),
      ),
      [0, 1, 0, 1, 0],
    );
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
    const others = [createRateLimit(1, { counter, name: 'introductions' })];
    assert.deepEqual(await statusesOf(others, [0, 0]), [200, 429]);
  });

  it('let all requests in while the database is unavailable', async (context) => {
    const written = context.mock.method(console, 'error', () => {});
    const away = openDatabase({ ...postgres.config, url: 'postgres://postgres@127.0.0.1:1/postgres' });
    const limits = [createRateLimit(1, { counter: openPostgresRateCounter(away), name: 'questions' })];
    assert.deepEqual(await statusesOf(limits, [0, 0, 0]), [200, 200, 200]);
    assert.equal(written.mock.callCount(), 0);
    await away.close();
  });
});

/** What calls are answered with, each at the server whose limit it names. */
async function statusesOf(limits: ReturnType<typeof createRateLimit>[], calls: number[]): Promise<number[]> {
  const app = express();
  for (const [index, limit] of limits.entries())
    app.get(`/${index}`, limit, (_request, response) => void response.end());
  app.use(createErrorResponder(createLog('silent')));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const statuses: number[] = [];
  for (const index of calls) statuses.push((await fetch(`http://127.0.0.1:${port}/${index}`)).status);
  server.close();
  return statuses;
}
