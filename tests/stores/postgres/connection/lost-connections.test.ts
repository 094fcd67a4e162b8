import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type Database, openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';

const AWAY = { code: 'DATABASE_UNAVAILABLE' };

describe('a database whose connections are lost', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let proxy: TcpProxy;
  let database: Database;
  /** The way through the proxy. */
  const configOver = (port: number) => {
    const url = new URL(postgres.config.url);
    url.port = String(port);
    return { ...postgres.config, url: url.href, timeoutMs: 2000 };
  };
  before(async () => {
    postgres = await startPostgres();
    const direct = openDatabase(postgres.config);
    await direct.query(`CREATE SCHEMA "${postgres.config.schema}"`);
    await direct.query('CREATE TABLE kept (key int)');
    await direct.close();
  });
  after(() => postgres.stop());
  beforeEach(async () => {
    proxy = await startTcpProxy(Number(new URL(postgres.config.url).port));
    database = openDatabase(configOver(proxy.port));
  });
  afterEach(async () => {
    await database.close();
    await proxy.stop();
  });

  /** Fills the pool. */
  const warmUp = () => Promise.all(Array.from({ length: 5 }, () => database.query('SELECT 1')));

  it('reads on a new connection when those of the pool are dead', async () => {
    await warmUp();
    const before = proxy.connections();
    proxy.cutStale();
    assert.deepEqual(await database.query('SELECT 2 AS two'), [{ two: 2 }]);
    assert.equal(proxy.connections(), before + 1);
  });

  it('begins a transaction on a new connection when those of the pool are dead', async () => {
    await warmUp();
    proxy.cutStale();
    let attempts = 0;
    const rows = await database.transaction((query) => {
      attempts += 1;
      return query('SELECT 2 AS two');
    });
    assert.deepEqual([rows, attempts], [[{ two: 2 }], 1]);
  });

  it('does not retry a write that may have been committed, and reports the lost connection', async () => {
    await warmUp();
    let isFirst = true;
    proxy.treat((bytes) => {
      if (!isFirst || !bytes.includes('INSERT')) return 'forward';
      isFirst = false;
      return 'cut';
    });
    await assert.rejects(database.query('INSERT INTO kept VALUES ($1)', [1]), AWAY);
    assert.deepEqual(await database.query('SELECT key FROM kept'), []);
  });

  it('does not retry a commit whose result is unknown, and says so', async () => {
    let attempts = 0;
    proxy.treat((bytes) => (bytes.includes('COMMIT') ? 'cut' : 'forward'));
    const unknown = database.transaction(async (query) => {
      attempts += 1;
      await query('INSERT INTO kept VALUES (2)');
    });
    await assert.rejects(unknown, { ...AWAY, message: /^Cannot say whether the database kept this: .*; look before/ });
    assert.equal(attempts, 1);
  });

  it('reports a connection that closes in the middle of a transaction', async () => {
    proxy.treat((bytes) => (bytes.includes('INSERT') ? 'cut' : 'forward'));
    const lost = database.transaction(async (query) => {
      await query('SELECT 1');
      await query('INSERT INTO kept VALUES (3)');
    });
    await assert.rejects(lost, AWAY);
    assert.deepEqual(await database.query('SELECT key FROM kept WHERE key = 3'), []);
  });

  it('times out when a connection stops responding in the middle of a statement', async () => {
    const hasty = openDatabase({ ...configOver(proxy.port), timeoutMs: 100 });
    await hasty.query('SELECT 1');
    proxy.treat('swallow');
    await assert.rejects(hasty.query('SELECT 2'), { ...AWAY, message: /timeout/ });
    proxy.treat('forward');
    assert.deepEqual(await hasty.query('SELECT 3 AS three'), [{ three: 3 }]);
    await hasty.close();
  });

  it('times out when a connection never responds', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const sslmode of ['disable', 'require']) {
      const url = `postgres://u:Geheim@127.0.0.1:${port}/d?sslmode=${sslmode}`;
      const silent = openDatabase({ ...postgres.config, url, timeoutMs: 100 });
      await assert.rejects(Promise.all([silent.query('SELECT 1'), silent.query('SELECT 2')]), AWAY);
      await assert.rejects(
        silent.transaction(async () => {}),
        (error) => !inspect(error, { depth: 9 }).includes('Geheim'),
      );
      await silent.close();
    }
    server.close();
  });

  it('says what to do when the port is closed or the host is unknown', async () => {
    for (const host of ['127.0.0.1:1', 'nobody.invalid']) {
      const nowhere = openDatabase({ ...postgres.config, url: `postgres://u:Geheim@${host}/d` });
      await assert.rejects(nowhere.query('SELECT 1'), (error: Error) => {
        assert.match(error.message, /^Cannot reach the database: .*(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN).*; see that/);
        return !inspect(error, { depth: 9 }).includes('Geheim');
      });
      await nowhere.close();
    }
  });

  it('says what to do when there is no encryption', async () => {
    const { url } = postgres.config;
    const encrypted = openDatabase({ ...postgres.config, url: `${url}?sslmode=require` });
    await assert.rejects(encrypted.query('SELECT 1'), { code: 'DATABASE_UNUSABLE', message: /set sslmode=disable/ });
    await encrypted.close();
  });

  it('goes on when the database was restarted', async (context) => {
    if (postgres.isReal) return context.skip('the database of DATABASE_URL is not ours to restart');
    const direct = openDatabase(postgres.config);
    await Promise.all(Array.from({ length: 5 }, () => direct.query('SELECT 1')));
    await postgres.kill();
    await assert.rejects(direct.query('SELECT 1'), AWAY);
    await postgres.restart();
    assert.deepEqual(await direct.query('SELECT 2 AS two'), [{ two: 2 }]);
    await direct.close();
  });
});
