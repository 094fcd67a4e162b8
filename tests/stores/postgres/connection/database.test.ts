import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type Database, openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts';
import { nastyTexts } from '../../nasty-texts.ts';

/** Fails as the database does when this happens. */
const raise = (state: string) => `DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '${state}'; END $$`;

describe('a database', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let database: Database;
  before(async () => {
    postgres = await startPostgres();
    database = openDatabase(postgres.config);
    const { schema } = postgres.config;
    await database.query(`CREATE SCHEMA "${schema}"`);
    await database.query('CREATE TABLE kept (key int PRIMARY KEY, text text)');
  });
  after(async () => {
    await database.close();
    await postgres.stop();
  });

  it('returns rows as plain objects, and integers as numbers', async () => {
    const sql = `SELECT 9007199254740991::bigint AS big, 1::int AS small, count(*), NULL AS none, 0.5::float8 AS half,
      '{1,NULL,9007199254740991}'::bigint[] AS list FROM kept`;
    const rows = await database.query(sql);
    assert.deepEqual(rows, [
      {
        big: Number.MAX_SAFE_INTEGER,
        small: 1,
        count: 0,
        none: null,
        half: 0.5,
        list: [1, null, Number.MAX_SAFE_INTEGER],
      },
    ]);
  });

  it('passes any text as a value, alone and in a list, and never as SQL', async () => {
    const texts = nastyTexts().filter((text) => text.isWellFormed() && !text.includes('\u0000'));
    const [row] = await database.query<{ list: string[]; text: string }>('SELECT $1::text[] AS list', [texts]);
    assert.deepEqual(row!.list, texts);
    for (const text of texts) {
      assert.deepEqual(await database.query('SELECT $1::text AS text', [text]), [{ text }]);
    }
  });

  it('uses its schema first, with the application name pilcrow', async () => {
    const [row] = await database.query(
      `SELECT current_schema() AS schema, current_setting('application_name') AS name`,
    );
    assert.deepEqual(row, { schema: postgres.config.schema, name: 'pilcrow' });
  });

  it('rolls back a transaction whose work fails, and throws that failure', async () => {
    const failure = new Error('no');
    const failing = database.transaction(async (query) => {
      await query('INSERT INTO kept VALUES (1)');
      throw failure;
    });
    await assert.rejects(failing, (error) => error === failure);
    assert.deepEqual(await database.query('SELECT key FROM kept'), []);
  });

  it('commits a whole transaction, whose statements may be concurrent', async () => {
    const keys = await database.transaction(async (query) => {
      await Promise.all([10, 11, 12].map((key) => query('INSERT INTO kept VALUES ($1)', [key])));
      return query<{ key: number }>('SELECT key FROM kept ORDER BY key');
    });
    assert.deepEqual(keys, [{ key: 10 }, { key: 11 }, { key: 12 }]);
    assert.equal((await database.query('DELETE FROM kept RETURNING key')).length, 3);
  });

  it('commits nothing when a statement failed, though the work went on', async () => {
    const careless = database.transaction(async (query) => {
      await query('INSERT INTO kept VALUES (1)');
      await query('SELECT 1 / 0').catch(() => {});
    });
    await assert.rejects(careless, /Cannot commit: a statement of the transaction failed/);
    assert.deepEqual(await database.query('SELECT key FROM kept'), []);
  });

  it('refuses statements after the end of their transaction', async () => {
    let leaked: Database['query'];
    const failing = database.transaction(async (query) => {
      leaked = query;
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    await assert.rejects(leaked!('INSERT INTO kept VALUES (1)'), /in a transaction that is over/);
  });

  for (const state of ['40001', '40P01', '23505']) {
    it(`retries a transaction from the start after ${state}`, async () => {
      let attempts = 0;
      const result = await database.transaction(async (query) => {
        attempts += 1;
        await query('INSERT INTO kept VALUES (1)');
        if (attempts < 3) await query(raise(state));
        return 'done';
      });
      assert.deepEqual([result, attempts], ['done', 3]);
      assert.equal((await database.query('DELETE FROM kept RETURNING key')).length, 1);
    });
  }

  it('gives up after a few attempts', async () => {
    for (const [state, code] of [
      ['40001', 'DATABASE_UNAVAILABLE'],
      ['23505', '23505'],
    ]) {
      let attempts = 0;
      const failing = database.transaction(async (query) => {
        attempts += 1;
        await query(raise(state!));
      });
      await assert.rejects(failing, { code });
      assert.equal(attempts, 5);
    }
  });

  it('does not retry an invalid statement', async () => {
    let attempts = 0;
    const failing = database.transaction(async (query) => {
      attempts += 1;
      await query('SELECT 1 / 0');
    });
    await assert.rejects(failing, { code: '22012' });
    assert.equal(attempts, 1);
    await assert.rejects(database.query('SELECT 1 / 0'), { code: '22012' });
  });

  it('does not repeat row data in its errors', async () => {
    await database.query(`INSERT INTO kept VALUES (1, 'Geheim')`);
    await assert.rejects(
      database.query(`INSERT INTO kept VALUES (1, 'Geheim')`),
      (error) => !/\(1\)|Geheim/.test(inspect(error)),
    );
    await database.query('DELETE FROM kept');
  });

  it('lets callers wait for a free connection, for a limited time', async () => {
    const small = openDatabase({ ...postgres.config, poolSize: 1, timeoutMs: 300 });
    let end = () => {};
    const busy = small.transaction(() => new Promise<void>((resolve) => (end = resolve)));
    await assert.rejects(small.query('SELECT 1'), { code: 'DATABASE_UNAVAILABLE', message: /timeout/ });
    end();
    await busy;
    assert.deepEqual(await small.query('SELECT 1 AS one'), [{ one: 1 }]);
    await small.close();
  });

  it('cancels a statement that takes too long', async (context) => {
    if (!postgres.isReal) return context.skip('PGlite has no statement_timeout; set DATABASE_URL');
    const hasty = openDatabase({ ...postgres.config, timeoutMs: 100 });
    const refusal = { code: 'DATABASE_UNAVAILABLE', message: /statement timeout; .*DATABASE_TIMEOUT_SECONDS/ };
    await assert.rejects(hasty.query('SELECT pg_sleep(30)'), refusal);
    const long = hasty.transaction((query) => query(`SELECT 'done' AS state FROM pg_sleep(0.2)`), {
      timeoutMs: 30_000,
    });
    assert.deepEqual(await long, [{ state: 'done' }]);
    await hasty.close();
  });

  it('can be closed twice, and is unavailable afterwards', async () => {
    const closed = openDatabase(postgres.config);
    await closed.query('SELECT 1');
    await Promise.all([closed.close(), closed.close()]);
    await assert.rejects(closed.query('SELECT 1'), { code: 'DATABASE_UNAVAILABLE' });
  });
});
