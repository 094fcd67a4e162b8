import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { createRerankApi } from '../../../src/retrieval/reranking/rerank-api.ts';
import { rerankerConfig } from '../../support/tiny-cross-encoder.ts';

interface RerankCall {
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: { model: string; query: string; documents: string[]; top_n: number };
}

/** A server on this machine that answers with what the test says, and what it was asked. */
async function serveRerank(answer: (call: RerankCall, response: ServerResponse) => void) {
  const calls: RerankCall[] = [];
  const server = createServer(async (request, response) => {
    const { url, headers } = request;
    const call = { url, headers, body: (await json(request)) as RerankCall['body'] };
    calls.push(call);
    answer(call, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const config = rerankerConfig({ RERANK_MODEL: 'judge', RERANK_BASE_URL: baseUrl, RERANK_API_KEY: 'sk-secret' });
  return { reranker: createRerankApi({ ...config, baseUrl }), calls };
}

const WAITING = { signal: AbortSignal.timeout(60_000) };
const sendJson = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('createRerankApi', () => {
  it('gives scores in the order of the passages, however the server orders them', async () => {
    const { reranker, calls } = await serveRerank(({ body }, response) => {
      const results = body.documents.map((text, index) => ({
        index,
        relevance_score: text.length / 10,
        document: { text },
      }));
      sendJson(response, { results: results.sort((a, b) => b.relevance_score - a.relevance_score), usage: {} });
    });
    assert.deepEqual(await reranker.score('чай?', ['tea', 'coffee', 'a'], WAITING), [0.3, 0.6, 0.1]);
    const [{ url, headers, body }] = calls as [RerankCall];
    assert.deepEqual([url, headers.authorization], ['/v1/rerank', 'Bearer sk-secret']);
    assert.deepEqual(body, { model: 'judge', query: 'чай?', documents: ['tea', 'coffee', 'a'], top_n: 3 });
  });

  for (const [what, status, advice] of [
    ['a failure of the server', 500, /the server failed \(500\); look at its log/],
    ['a wrong key', 401, /refused the key \(401\); check RERANK_API_KEY$/],
    ['an unknown address', 404, /check RERANK_MODEL, and RERANK_BASE_URL$/],
    ['too many calls', 429, /asked too much \(429\); try again later$/],
    ['a refused request', 422, /refused the request \(422\); check RERANK_MODEL/],
  ] as const) {
    it(`says what to do about ${what}, without its words`, async () => {
      const { reranker } = await serveRerank((_, response) =>
        sendJson(response, { detail: 'sk-secret: чай?' }, status),
      );
      await assert.rejects(reranker.score('чай?', ['tea'], WAITING), (error: Error) => {
        assert.match(error.message, /^Cannot ask the reranker "judge": /);
        assert.match(error.message, advice);
        assert.doesNotMatch(error.message, /sk-secret|чай/);
        return true;
      });
    });
  }

  for (const [what, body] of [
    ['of another form', { scores: [1, 2] }],
    ['that leaves out a document', { results: [{ index: 1, relevance_score: 1 }] }],
    ['with a score that is no number', { results: [0, 1].map((index) => ({ index, relevance_score: 'high' })) }],
  ] as const) {
    it(`refuses an answer ${what}`, async () => {
      const { reranker } = await serveRerank((_, response) => sendJson(response, body));
      await assert.rejects(reranker.score('tea', ['tea', 'coffee'], WAITING), /its answer is not \{results: /);
    });
  }

  it('refuses an answer that is no JSON, and a way to another address', async () => {
    const broken = await serveRerank((_, response) => response.end('<html>'));
    await assert.rejects(broken.reranker.score('tea', ['tea'], WAITING), { code: 'MODEL_UNAVAILABLE' });
    const redirecting = await serveRerank((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    await assert.rejects(redirecting.reranker.score('tea', ['tea'], WAITING), { code: 'MODEL_UNAVAILABLE' });
    assert.equal(redirecting.calls.length, 1);
  });

  it('stops waiting when the signal is aborted, before the answer and within it', async () => {
    const silent = await serveRerank(() => {});
    await assert.rejects(silent.reranker.score('tea', ['tea'], { signal: AbortSignal.timeout(50) }), {
      name: 'TimeoutError',
    });
    const slow = await serveRerank((_, response) => response.write('{"results":'));
    await assert.rejects(slow.reranker.score('tea', ['tea'], { signal: AbortSignal.timeout(50) }), {
      name: 'TimeoutError',
    });
  });

  it('says that a server is not there', async () => {
    const baseUrl = 'http://127.0.0.1:9/v1';
    const reranker = createRerankApi({ ...rerankerConfig({ RERANK_BASE_URL: baseUrl }), baseUrl });
    await assert.rejects(reranker.score('tea', ['tea'], WAITING), /; check RERANK_BASE_URL and the server$/);
  });
});
