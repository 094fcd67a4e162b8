import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresConversationStore } from '../../../src/stores/postgres/conversation-store.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { answer, describeConversationStore, keep } from '../conversation-store-contract.ts';
import { describeLatestTurns } from '../latest-turns-contract.ts';

const DAY_MS = 86_400_000;
let postgres: TestPostgres;

before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function openEmpty(): Promise<Database> {
  const database = openDatabase(postgres.emptySchema());
  await upgradeSchema(database);
  return database;
}

describeConversationStore(
  'PostgreSQL',
  async () => {
    const database = await openEmpty();
    return { open: (options) => openPostgresConversationStore(database, options), discard: () => database.close() };
  },
  { asKept: (text) => text },
);

describeLatestTurns('PostgreSQL', async () => {
  const database = await openEmpty();
  return { open: (options) => openPostgresConversationStore(database, options), discard: () => database.close() };
});

describe('a store of conversations in PostgreSQL', { timeout: 60_000 }, () => {
  it('erases what has expired when it is opened, with its turns', async () => {
    const database = await openEmpty();
    let now = Date.parse('2026-01-01');
    const open = () => openPostgresConversationStore(database, { timeToLiveMs: DAY_MS, now: () => now });
    const store = open();
    await keep(store, { question: 'a', about: null, answer: answer('1', 'old') });
    now += DAY_MS / 2;
    await keep(store, { question: 'b', about: null, answer: answer('2', 'new') });
    now += DAY_MS / 2;
    await open().close();
    assert.deepEqual(await database.query('SELECT conversation_id AS id FROM turns'), [{ id: 'new' }]);
    assert.deepEqual(await database.query('SELECT id FROM conversations'), [{ id: 'new' }]);
    await store.close();
    await database.close();
  });

  it('does not stop the server when expired conversations cannot be erased for the moment', async () => {
    const database = await openEmpty();
    await database.query('DROP TABLE turns; DROP TABLE conversations');
    const store = openPostgresConversationStore(database, { timeToLiveMs: DAY_MS });
    await store.close();
    await database.close();
  });

  it('stores readable texts unescaped', async () => {
    const database = await openEmpty();
    const store = openPostgresConversationStore(database, { timeToLiveMs: DAY_MS });
    await keep(store, { question: 'Что решили? 🕊️', about: null, answer: answer('1', 'c') });
    assert.deepEqual(await database.query('SELECT question FROM turns'), [{ question: 'Что решили? 🕊️' }]);
    await store.close();
    await database.close();
  });

  it('has what was saved before the database was killed', async (context) => {
    if (postgres.isReal) return context.skip('the database of DATABASE_URL is not ours to kill');
    const own = await startPostgres({ isOnDisk: true });
    const database = openDatabase(own.config);
    await upgradeSchema(database);
    const store = openPostgresConversationStore(database, { timeToLiveMs: DAY_MS });
    for (const id of ['1', '2']) await keep(store, { question: id, about: null, answer: answer(id, 'c') });
    await own.restart();
    assert.equal((await store.conversation('c'))!.turns.length, 2);
    await store.close();
    await database.close();
    await own.stop();
  });

  it('reports that the database is unavailable', async () => {
    const database = openDatabase({ ...postgres.config, url: 'postgres://postgres@127.0.0.1:1/postgres' });
    const store = openPostgresConversationStore(database, { timeToLiveMs: DAY_MS });
    await assert.rejects(store.conversation('c'), { code: 'DATABASE_UNAVAILABLE' });
    await assert.rejects(store.keepTurn({ question: 'a', about: null, answer: answer('1', 'c') }, { begins: true }), {
      code: 'DATABASE_UNAVAILABLE',
    });
    await store.close();
    await database.close();
  });
});
