import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { deleteConversation, sendFeedback } from '../../../src/widget/requests/kept-conversation.ts';

const ANSWER = { conversationId: 'разговор/1', answerId: 'a' };
const PATH = '/below/api/conversations/%D1%80%D0%B0%D0%B7%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%2F1';

interface Received {
  method: string | undefined;
  path: string | undefined;
  body: string;
}

/** Serves a status on a free port of this machine while `visit` runs and until it was asked for, and writes down how. */
async function withServer(status: number, visit: (server: URL, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = [];
  const answer: RequestListener = async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ method: request.method, path: request.url, body });
    response.writeHead(status).end();
    server.emit('answered');
  };
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answered = once(server, 'answered');
  try {
    await visit(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/below/`), received);
    await answered;
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

describe('feedback', () => {
  it('is sent with the answer it is about', async () => {
    await withServer(200, async (server, received) => {
      assert.equal(await sendFeedback(server, ANSWER, { thumb: 'down', comment: 'Не то.' }), null);
      const [{ body, ...request }] = received as [Received];
      assert.deepEqual(request, { method: 'POST', path: `${PATH}/feedback` });
      assert.deepEqual(JSON.parse(body), { answerId: 'a', thumb: 'down', comment: 'Не то.' });
    });
  });

  it('that is withdrawn has no thumb, and without a comment none is sent', async () => {
    await withServer(200, async (server, received) => {
      await sendFeedback(server, ANSWER, { thumb: null, comment: null });
      assert.deepEqual(JSON.parse(received[0]!.body), { answerId: 'a', thumb: null });
    });
  });

  for (const [status, failure] of [
    [404, 'expired'],
    [429, 'limited'],
    [400, 'failed'],
    [500, 'failed'],
  ] as const) {
    it(`that the server refuses is reported as such: ${status}`, async () => {
      await withServer(status, async (server) => {
        assert.equal(await sendFeedback(server, ANSWER, { thumb: 'up', comment: null }), failure);
      });
    });
  }

  it('that reaches no server is reported as such', async () => {
    const nowhere = new URL('http://127.0.0.1:1/');
    assert.equal(await sendFeedback(nowhere, ANSWER, { thumb: 'up', comment: null }), 'offline');
  });
});

describe('a conversation', () => {
  for (const status of [204, 404]) {
    it(`is deleted by the server when that is possible: ${status}`, async () => {
      let asked: Received[] = [];
      await withServer(status, async (server, received) => {
        asked = received;
        deleteConversation(server, ANSWER.conversationId);
      });
      assert.deepEqual(asked, [{ method: 'DELETE', path: PATH, body: '' }]);
    });
  }

  it('reports no error where there is no server to delete it', async () => {
    deleteConversation(new URL('http://127.0.0.1:1/'), 'c');
    // An unhandled rejection would end the process.
    await sendFeedback(new URL('http://127.0.0.1:1/'), ANSWER, { thumb: 'up', comment: null });
  });
});
