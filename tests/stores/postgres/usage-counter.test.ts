import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { openPostgresUsageCounter } from '../../../src/stores/postgres/usage-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { describeUsageCounter } from '../usage-counter-contract.ts';

let postgres: TestPostgres;

before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function openEmpty() {
  const database = openDatabase(postgres.emptySchema());
  await upgradeSchema(database);
  return database;
}

describeUsageCounter('PostgreSQL', async () => {
  const database = await openEmpty();
  return { open: () => openPostgresUsageCounter(database), discard: () => database.close() };
});

describe('a counter of usage in PostgreSQL', { timeout: 60_000 }, () => {
  it('erases the digests of addresses with their day, and never has an address', async () => {
    const database = await openEmpty();
    const counter = openPostgresUsageCounter(database);
    const usages = [{ key: 'client 203.0.113.7', limits: { calls: null, tokens: null } }];
    await counter.count('2026-05-01', usages, 5);
    assert.doesNotMatch(JSON.stringify(await database.query('SELECT * FROM model_usage')), /203/);
    await openPostgresUsageCounter(database).close();
    assert.deepEqual(await database.query('SELECT * FROM model_usage'), []);
    await counter.close();
    await database.close();
  });
});
