import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Cluster, startCluster } from '../support/cluster.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { formatOutage, problemsOfOutage, stopDatabaseUnderLoad } from './stop-database.ts';

/** `npm run cluster-test` for a long run. */
const SHORT = { clients: 3, questions: 4, lengthMs: 300 };

describe('servers whose database stops while they are asked', () => {
  let postgres: TestPostgres;
  let proxy: TcpProxy;
  let cluster: Cluster;
  before(async () => {
    postgres = await startPostgres();
    const url = new URL(postgres.config.url);
    proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    cluster = await startCluster({ database: { ...postgres.config, url: url.href }, servers: 2 });
  });
  after(async () => {
    await cluster?.stop();
    await proxy?.stop();
    await postgres?.stop();
  });

  for (const [how, begin] of [
    ['is stopped', () => proxy.refuse()],
    ['does not answer', () => proxy.hold()],
  ] as const) {
    it(`report it when it ${how}, complete each request, answer again when it is back, and lose nothing`, async () => {
      const outage = { begin: async () => begin(), end: async () => proxy.forward() };
      const report = await stopDatabaseUnderLoad(cluster, outage, SHORT);
      assert.deepEqual(problemsOfOutage(report), [], JSON.stringify(formatOutage(report)));
      assert.ok(report.changes.acknowledged > 0, JSON.stringify(report.changes));
    });
  }
});
