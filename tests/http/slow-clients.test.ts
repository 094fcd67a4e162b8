import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { startServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';

describe('a slow client', { timeout: 20_000 }, () => {
  const timeouts = { headers: 200, request: 400, keepAlive: 200, stalled: 5_000 };
  const log = createLog('silent');
  const config = { host: '127.0.0.1', port: 0 };

  /** What a client hears that writes `sent` and then nothing, until its connection is closed. */
  async function hear(
    sent: string,
    listener: RequestListener = (_request, response) => response.end('ok'),
    stalled = timeouts.stalled,
  ) {
    const { url, stop } = await startServer({ app: listener, config, log, timeouts: { ...timeouts, stalled } });
    try {
      const client = connect(Number(new URL(url).port), '127.0.0.1');
      client.on('error', () => {});
      client.write(sent);
      const heard = text(client);
      await new Promise((resolve) => client.once('close', resolve));
      return await heard;
    } finally {
      await stop({ graceMs: 0 });
    }
  }

  it('is disconnected when it sends nothing, or does not finish its headers', async () => {
    assert.match(await hear('GET / HTTP/1.1\r\nHost: a\r\nX-Slow'), /^HTTP\/1\.1 408/);
    assert.doesNotMatch(await hear(''), /200/);
  });

  it('is disconnected when it does not finish its body', async () => {
    const waitForBody: RequestListener = (request, response) => request.resume().on('end', () => response.end('ok'));
    const sent = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nslow';
    assert.match(await hear(sent, waitForBody), /^HTTP\/1\.1 408/);
  });

  it('is disconnected when it sends no further request', async () => {
    assert.match(await hear('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), /^HTTP\/1\.1 200[\s\S]*ok/);
  });

  it('may wait as long as it likes for an answer', async () => {
    const answerLate: RequestListener = (_request, response) => void setTimeout(() => response.end('late'), 500);
    assert.match(await hear('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', answerLate, 100), /late/);
  });
});
