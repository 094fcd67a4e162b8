import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { fetchWholeStream } from '../../../../src/answering/model/client/fetch-whole-stream.ts';

const EVENTS = { 'content-type': 'text/event-stream' };
const BEGINNING = 'data: {"choices":[{"delta":{"content":"¶ Да"},"finish_reason":null}]}\n\n';

/** What is read of a body that is sent in these parts, and then closed. */
async function fetched(parts: (string | Uint8Array)[], headers: OutgoingHttpHeaders = EVENTS): Promise<string> {
  const server = createServer(async (_request, response) => {
    response.writeHead(200, headers);
    for (const part of parts) await new Promise((sent) => response.write(part, sent));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await (await fetchWholeStream(`http://127.0.0.1:${port}/`)).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('fetchWholeStream', () => {
  for (const end of ['data: [DONE]\n\n', 'data: {"choices":[{"delta":{},"finish_reason": "stop"}]}\n\n']) {
    it(`returns a body that ends with ${end.trim()}, wherever the network splits it`, async () => {
      const bytes = Buffer.from(BEGINNING + end);
      for (let at = bytes.length - Buffer.byteLength(end); at < bytes.length; at += 1) {
        assert.equal(await fetched([bytes.subarray(0, at), bytes.subarray(at)]), BEGINNING + end);
      }
    });
  }

  it('fails when the stream closes before its end', async () => {
    for (const parts of [[BEGINNING], [BEGINNING, BEGINNING], ['data: [DON'], []]) {
      await assert.rejects(fetched(parts), /closed in the middle/);
    }
  });

  it('leaves responses that are not event streams unchanged', async () => {
    assert.equal(await fetched(['{}'], { 'content-type': 'application/json' }), '{}');
  });
});
