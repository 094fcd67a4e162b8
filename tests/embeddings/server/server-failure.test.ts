import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { createServerEmbedder } from '../../../src/embeddings/server/server-embedder.ts';
import type { ModelReply } from '../../support/chat-model-server.ts';
import { embeddingConfig } from '../../support/tiny-model.ts';
import { lengthsOf, vectorsReply, withServerEmbedder } from './embedding-server.ts';

const KEY = 'sk-secret';
const TEXT = 'Чай заваривают при 80 °C.';
/** Servers repeat what they were sent. */
const repeating = (code: string) => ({ error: { message: `${KEY} ${TEXT}`, code } });

const FAILURES: [string, ModelReply, RegExp][] = [
  [
    'a refused key',
    { status: 401, body: repeating('invalid_api_key') },
    /: the server refused the key \(401\); check EMBEDDING_API_KEY$/,
  ],
  ['an unknown model', { status: 404 }, /\(404\); check EMBEDDING_MODEL and EMBEDDING_BASE_URL$/],
  ['a used up quota', { status: 429, body: repeating('insufficient_quota') }, /quota .* \(429\); look at the account$/],
  ['too many texts', { status: 429, headers: { 'retry-after': '3600' } }, /asked too much \(429\); try again later/],
  [
    'a text too long',
    { status: 400, body: repeating('context_length_exceeded') },
    /refused the texts \(400, context_length_exceeded\); /,
  ],
  ['a code that is no plain word', { status: 400, body: repeating(KEY) }, /refused the texts \(400\); /],
  ['no JSON', { status: 200, body: `<html>${KEY} ${TEXT}</html>` }, /not one vector for each text/],
  [
    'other JSON',
    { status: 200, body: { data: [{ embedding: 'AAAA', index: 0 }] } },
    /"http:.*\/v1\/embeddings" answered/,
  ],
  [
    'vectors of too many texts',
    vectorsReply([
      [1, 0],
      [0, 1],
    ]),
    /not one vector for each text/,
  ],
  [
    'two vectors of one text',
    { status: 200, body: { data: [0, 0].map((index) => ({ index, embedding: [1, 0] })) } },
    /not one vector for each text/,
  ],
  [
    'a vector of another length',
    vectorsReply([[1, 0, 0]]),
    /it gave a vector of 3 numbers after one of 2; start again, .* run "npm run index"$/,
  ],
];

describe('an embedding server that fails', () => {
  for (const [what, reply, message] of FAILURES) {
    it(`is explained: ${what}, without key and texts`, async () => {
      await withServerEmbedder(
        () => reply,
        async (embedder, server) => {
          await assert.rejects(embedder.embed([TEXT], 'passage'), (error: Error & { code?: string }) => {
            assert.equal(error.code, 'MODEL_UNAVAILABLE');
            assert.match(error.message, message);
            assert.match(error.message, /^Cannot embed with "openai:scripted": /);
            const everything = inspect(error, { depth: 10, showHidden: true });
            assert.ok(!everything.includes(KEY) && !everything.includes(TEXT), everything);
            return true;
          });
          assert.equal(server.requests.length, 1);
        },
        { apiKey: KEY },
      );
    });
  }

  it('is explained when it cannot be reached', async () => {
    let closed = '';
    await withServerEmbedder(lengthsOf, async (_, { url }) => {
      closed = url;
    });
    const server = { baseUrl: closed, model: 'small', apiKey: KEY };
    const pauses: number[] = [];
    const wait = async (ms: number) => pauses.push(ms);
    const embedder = createServerEmbedder(embeddingConfig({ model: 'openai:small', server }), server, {
      wait,
      random: () => 0.5,
    });
    const message =
      'Cannot embed with "openai:small": the connection was refused; start the server, or check EMBEDDING_BASE_URL';
    await assert.rejects(embedder.model(), { code: 'MODEL_UNAVAILABLE', message });
    assert.deepEqual(pauses, [300, 600, 1200, 2400]);
  });

  it('is explained when its connections break off', async () => {
    await withServerEmbedder(
      () => ['cut'],
      async (embedder) => {
        const message = /: the request failed \([A-Z_]+\); check EMBEDDING_BASE_URL, the server and its certificate$/;
        await assert.rejects(embedder.embed([TEXT], 'passage'), { code: 'MODEL_UNAVAILABLE', message });
      },
      { wait: async () => {} },
    );
  });

  it('is asked again when it is busy, fails or breaks off, as soon as it says', async () => {
    const pauses: number[] = [];
    const soon = new Date(Date.now() + 20_000).toUTCString();
    const replies: ModelReply[] = [
      { status: 429, headers: { 'retry-after': '30' } },
      { status: 503 },
      { status: 429, headers: { 'retry-after': soon } },
      ['cut'],
    ];
    await withServerEmbedder(
      (request, index) => replies[index] ?? lengthsOf(request),
      async (embedder, server) => {
        assert.equal((await embedder.embed([TEXT], 'passage')).length, 1);
        assert.equal(server.requests.length, 5);
        const [first, second, third, fourth] = pauses;
        assert.deepEqual([first, second, fourth], [30_000, 600, 2400]);
        assert.ok(third! > 15_000 && third! <= 20_000, `${third} ms`);
      },
      { wait: async (ms) => pauses.push(ms), random: () => 0.5 },
    );
  });

  it('is not waited for longer than the time limit', async () => {
    await withServerEmbedder(
      () => 'hang',
      async (embedder, server) => {
        const message = /it did not answer in 0\.05 s; look at its server, or try again later$/;
        await assert.rejects(embedder.embed([TEXT], 'passage'), { code: 'MODEL_UNAVAILABLE', message });
        await (await server.request(0)).left;
      },
      { timeLimitMs: 50 },
    );
  });

  it('spoils no later question', async () => {
    await withServerEmbedder(
      (request, index) => (index === 0 ? { status: 400 } : lengthsOf(request)),
      async (embedder) => {
        await assert.rejects(embedder.embed(['why'], 'query'), { code: 'MODEL_UNAVAILABLE' });
        assert.equal((await embedder.embed(['why'], 'query')).length, 1);
      },
    );
  });
});

describe('closing the embedder of a server', () => {
  const stopped = { code: 'MODEL_UNAVAILABLE', message: /the embedding model was stopped; start again$/ };

  it('rejects what is pending, and ends its request', async () => {
    await withServerEmbedder(
      () => 'hang',
      async (embedder, server) => {
        const pending = assert.rejects(embedder.embed([TEXT], 'passage'), stopped);
        const { left } = await server.request(0);
        await embedder.close();
        await Promise.all([pending, left]);
        await assert.rejects(embedder.embed([TEXT], 'passage'), stopped);
        await assert.rejects(embedder.model(), stopped);
      },
    );
  });

  it('ends the pause before a request is made again', async () => {
    await withServerEmbedder(
      () => ({ status: 429, headers: { 'retry-after': '59' } }),
      async (embedder, server) => {
        const pending = assert.rejects(embedder.embed([TEXT], 'passage'), stopped);
        await server.request(0);
        await embedder.close();
        await pending;
        assert.equal(server.requests.length, 1);
      },
    );
  });
});
