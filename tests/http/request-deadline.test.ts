import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { allowWhileMoving, drainRequest, limitRequestTime } from '../../src/http/request-deadline.ts';

const HEAD = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n';

/** Serves while `visit` talks over a socket, and gives what was heard until it was closed. */
async function heardBy(listener: RequestListener, visit: (client: Socket) => Promise<void> | void): Promise<string> {
  const server: Server = createServer({ requestTimeout: 0 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => {});
  const heard = text(client).catch(() => '');
  await visit(client);
  await new Promise((resolve) => (client.closed ? resolve(null) : client.once('close', resolve)));
  server.close();
  return heard;
}

const sendSlowly = async (client: Socket, everyMs: number) => {
  client.write(HEAD);
  for (const byte of '123456') {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    if (!client.destroyed) client.write(byte);
  }
};
const answerWhole: RequestListener = (request, response) =>
  void request.resume().on('end', () => response.setHeader('Connection', 'close').end('whole'));

describe('the time limit of a request', { timeout: 20_000 }, () => {
  it('ends a slow request with 408, and its stream for the code that reads it', async () => {
    let isCutOff = false;
    const heard = await heardBy(
      (request, response) => {
        limitRequestTime(request, response, 100);
        request.on('error', () => {}).once('close', () => (isCutOff = !request.complete));
        answerWhole(request, response);
      },
      (client) => sendSlowly(client, 60),
    );
    assert.match(heard, /^HTTP\/1\.1 408/);
    assert.equal(isCutOff, true);
  });

  it('does not apply while an upload makes progress', async () => {
    const heard = await heardBy(
      (request, response) => {
        limitRequestTime(request, response, 100);
        allowWhileMoving(request, { idleMs: 100 });
        answerWhole(request, response);
      },
      (client) => sendSlowly(client, 60),
    );
    assert.match(heard, /^HTTP\/1\.1 200[\s\S]*whole$/);
  });

  it('ends an upload that stalls with 408', async () => {
    const heard = await heardBy(
      (request, response) => {
        limitRequestTime(request, response, 100);
        allowWhileMoving(request, { idleMs: 100 });
        request.on('error', () => {});
        answerWhole(request, response);
      },
      (client) => void client.write(`${HEAD}123`),
    );
    assert.match(heard, /^HTTP\/1\.1 408/);
  });

  it('lets a refused upload receive the reason, and stops reading it', async () => {
    const heard = await heardBy(
      (request, response) => {
        limitRequestTime(request, response, 10_000);
        request.on('error', () => {});
        drainRequest(request, { timeoutMs: 200 });
        response.writeHead(413).end('too large');
      },
      (client) => void client.write(`${HEAD}123`),
    );
    assert.match(heard, /^HTTP\/1\.1 413[\s\S]*too large/);
  });

  it('does not keep a process alive once the connections are closed', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await heardBy(
      (request, response) => {
        limitRequestTime(request, response, 10_000);
        request.on('error', () => {});
        drainRequest(request, { timeoutMs: 10_000 });
        response.setHeader('Connection', 'close').writeHead(413).end('too large');
      },
      (client) => void client.write(HEAD),
    );
    assert.equal(timers(), before, 'timers left by the request');
  });
});
