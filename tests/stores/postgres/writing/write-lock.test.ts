import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { upgradeSchema } from '../../../../src/stores/postgres/schema/upgrade-schema.ts';
import { createWriteLock } from '../../../../src/stores/postgres/writing/write-lock.ts';
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';

describe('the write lock of a database', () => {
  let postgres: TestPostgres;
  let proxy: TcpProxy;
  let database: Database;
  before(async () => {
    postgres = await startPostgres();
    const url = new URL(postgres.config.url);
    proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    database = openDatabase({ ...postgres.config, url: url.href });
    await upgradeSchema(database);
  });
  after(async () => {
    await database?.close();
    await proxy?.stop();
    await postgres?.stop();
  });

  it('is released by the next process when the database was unavailable at the end of the work', async () => {
    const { withWriteLock } = createWriteLock(database, { timeoutMs: 0 });
    const work = withWriteLock(async () => {
      proxy.refuse();
      await database.query('SELECT 1');
    });
    await assert.rejects(work, { code: 'DATABASE_UNAVAILABLE' });
    await assert.rejects(
      withWriteLock(async () => {}),
      { code: 'DATABASE_UNAVAILABLE' },
    );
    proxy.forward();
    assert.equal(await withWriteLock(async () => 'written'), 'written');
    assert.deepEqual(await database.query('SELECT holder FROM write_locks'), []);
  });

  it('is released by the next process when the database stopped while it was acquired', async () => {
    const { withWriteLock } = createWriteLock(database, { timeoutMs: 0 });
    proxy.treat((bytes) => {
      if (!bytes.includes('COMMIT')) return 'forward';
      // It is committed, but the client receives no reply.
      setImmediate(proxy.refuse);
      return 'forward';
    });
    await assert.rejects(
      withWriteLock(async () => {}),
      { code: 'DATABASE_UNAVAILABLE' },
    );
    proxy.treat('forward');
    proxy.forward();
    assert.equal(await withWriteLock(async () => 'written'), 'written');
  });
});
