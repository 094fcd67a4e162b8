import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { fetchThrough } from '../../../../../src/answering/model/client/wire/fetch-through.ts';

/** A proxy on this machine that leads every connection to one server, whatever host is asked for. */
async function startProxy(port: number) {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url!);
    const there = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    there.pipe(socket).pipe(there);
    for (const end of [there, socket]) end.on('error', () => {});
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  after(() => void proxy.close());
  return { asked, address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

describe('fetchThrough', async () => {
  const server = createServer((_request, response) => void response.end('Да.'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks through the proxy, but not what it is not for, and not this machine', async () => {
    const { asked, address } = await startProxy(port);
    const proxied = await fetchThrough({ http: address, https: null, except: 'other.example.org' });
    assert.equal(await (await proxied('http://model.example.org/v1', { method: 'POST', body: '{}' })).text(), 'Да.');
    assert.deepEqual(asked, ['model.example.org:80']);
    assert.equal(await (await proxied(`http://127.0.0.1:${port}/v1`)).text(), 'Да.');
    await assert.rejects(proxied('http://other.example.org:1/v1'));
    assert.equal(asked.length, 1);
  });

  it('is the fetch of Node.js without proxies', async () => {
    assert.equal(await fetchThrough(null), fetch);
  });
});
