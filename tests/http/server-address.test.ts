import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import express from 'express';
import { serverAddress } from '../../src/http/server-address.ts';

/** The address that a server behind a proxy says it was called at. */
async function addressSaid(headers: Record<string, string>): Promise<string> {
  const app = express().set('trust proxy', true);
  app.get('/', (request, response) => void response.send(serverAddress(request)));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/`, { headers })).text()).replace(`:${port}`, '');
  } finally {
    server.close();
  }
}

describe('the address of a server', () => {
  it('takes http and https from a proxy, and nothing else', async () => {
    for (const [given, scheme] of Object.entries({
      https: 'https',
      'HTTPS, http': 'https',
      http: 'http',
      javascript: 'http',
      'data:text/html,<b>': 'http',
      'https://evil.example/?': 'http',
      wss: 'http',
    })) {
      assert.equal(await addressSaid({ 'x-forwarded-proto': given }), `${scheme}://127.0.0.1`, given);
    }
  });
});
