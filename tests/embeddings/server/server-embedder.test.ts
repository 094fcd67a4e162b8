import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EmbeddingServer } from '../../../src/config/embedding.ts';
import { createServerEmbedder } from '../../../src/embeddings/server/server-embedder.ts';
import { withChatModelServer } from '../../support/chat-model-server.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { embeddingConfig } from '../../support/tiny-model.ts';
import { lengthsOf, vectorsReply, withServerEmbedder } from './embedding-server.ts';

/** The text length of each vector of `lengthsOf`. */
const lengthsIn = (vectors: Float32Array[]) => vectors.map(([length, one]) => Math.round(length! / one!));

describe('a server embeds', () => {
  it('with the request of OpenAI, and its vectors are brought to length 1', async () => {
    await withServerEmbedder(
      () => vectorsReply([[3, 4]]),
      async (embedder, server) => {
        const [vector] = await embedder.embed(['чай'], 'passage');
        assert.deepEqual([...vector!], [0.6, 0.8].map(Math.fround));
        const { path: address, headers, body } = server.requests[0]!;
        assert.equal(address, '/v1/embeddings');
        assert.equal(headers.authorization, 'Bearer sk-secret');
        assert.deepEqual(body, { model: 'scripted', input: ['чай'], encoding_format: 'float' });
      },
      { apiKey: 'sk-secret' },
    );
  });

  it('without a key where there is none', async () => {
    await withServerEmbedder(lengthsOf, async (embedder, server) => {
      await embedder.embed(['чай'], 'passage');
      assert.equal(server.requests[0]!.headers.authorization, undefined);
    });
  });

  it('texts in their order, whatever order its answer has', async () => {
    const shuffled: typeof lengthsOf = (request) => {
      const { status, body } = lengthsOf(request) as { status: number; body: { data: unknown[] } };
      return { status, body: { ...body, data: body.data.toReversed() } };
    };
    await withServerEmbedder(shuffled, async (embedder) => {
      const vectors = await embedder.embed(['a', 'bbb', 'cc'], 'passage');
      assert.deepEqual(lengthsIn(vectors), [1, 3, 2]);
    });
  });

  it('in batches of 64 texts and 100,000 characters, a longer text alone', async () => {
    await withServerEmbedder(lengthsOf, async (embedder, server) => {
      const sizesOf = async (texts: string[]) => {
        server.requests.length = 0;
        assert.deepEqual(
          lengthsIn(await embedder.embed(texts, 'passage')),
          texts.map(({ length }) => length),
        );
        return server.requests.map(({ body }) => body.input.length as number).toSorted((a, b) => b - a);
      };
      assert.deepEqual(await sizesOf(Array.from({ length: 150 }, (_, index) => 'x'.repeat(index + 1))), [64, 64, 22]);
      assert.deepEqual(await sizesOf(['x'.repeat(60_000), 'x'.repeat(40_000), 'x'.repeat(100_001), 'x']), [2, 1, 1]);
    });
  });

  it('what is asked for at the same time together, and at most four batches at once', async () => {
    let [running, most] = [0, 0];
    const counted = async (request: Parameters<typeof lengthsOf>[0]) => {
      running += 1;
      most = Math.max(most, running);
      // As many as come at the same time are running when the first of them is answered.
      for (let turn = 0; turn < 50; turn += 1) await nextTurn();
      running -= 1;
      return lengthsOf(request);
    };
    await withServerEmbedder(counted, async (embedder, server) => {
      await Promise.all(['a', 'bb', 'ccc'].map((text) => embedder.embed([text], 'passage')));
      assert.equal(server.requests.length, 1);
      await embedder.embed(
        Array.from({ length: 64 * 12 }, (_, index) => `text ${index}`),
        'passage',
      );
      assert.equal(server.requests.length, 13);
      assert.equal(most, 4);
    });
  });

  it('with the prefixes of a known family', async () => {
    const model = 'intfloat/multilingual-e5-small';
    await withServerEmbedder(
      lengthsOf,
      async (embedder, server) => {
        await embedder.embed(['чай'], 'query');
        await embedder.embed(['чай'], 'passage');
        assert.deepEqual(
          server.requests.map(({ body }) => body.input),
          [['query: чай'], ['passage: чай']],
        );
      },
      { model },
    );
  });

  it('no text without a word: its vector is 0', async () => {
    await withServerEmbedder(lengthsOf, async (embedder, server) => {
      assert.deepEqual(await embedder.embed(['', ' \n'], 'passage'), [new Float32Array(2), new Float32Array(2)]);
      assert.equal(server.requests.length, 0);
    });
  });

  it('and all words of a text count as known', async () => {
    await withServerEmbedder(lengthsOf, async (embedder) => {
      assert.deepEqual(await embedder.knownShares(['чай', 'xqzt']), [1, 1]);
    });
  });
});

describe('a model of a server', () => {
  const openAt = (
    baseUrl: string,
    { model = 'small', apiKey = null, ...changes }: Partial<EmbeddingServer & { cacheDirectory: string }> = {},
  ) => {
    const server = { baseUrl, model, apiKey };
    return createServerEmbedder(embeddingConfig({ model: `openai:${model}`, server, ...changes }), server);
  };

  it('is told apart by address and name, not by scheme and key, and its dimensions come from the first answer', async () => {
    await withChatModelServer([vectorsReply([[3, 4, 0]])], async ({ url }) => {
      const { fileHash, ...rest } = await openAt(url).model();
      assert.match(fileHash, /^[0-9a-f]{64}$/);
      assert.deepEqual(rest, {
        name: `openai:small of ${new URL(url).host}/v1`,
        dimensions: 3,
        pooling: 'server',
        normalize: true,
        queryPrefix: '',
        passagePrefix: '',
        words: null,
      });
      const hashAt = async (...at: Parameters<typeof openAt>) => (await openAt(...at).model()).fileHash;
      assert.equal(await hashAt(`${url}/`, { apiKey: 'sk-secret' }), fileHash);
      assert.notEqual(await hashAt(url, { model: 'large' }), fileHash);
      assert.notEqual(await hashAt(`${url}/other`), fileHash);
    });
  });

  it('is asked for once, and again after a failure', async () => {
    const replies = [{ status: 401 }, vectorsReply([[1, 0]])];
    await withChatModelServer(replies, async ({ url, requests }) => {
      const embedder = openAt(url);
      await assert.rejects(embedder.model(), { code: 'MODEL_UNAVAILABLE' });
      await Promise.all([embedder.model(), embedder.model(), embedder.embed([], 'query')]);
      assert.equal(requests.length, 2);
    });
  });

  it('gives the first numbers that embedding.json keeps, of length 1 again', async () => {
    await withChatModelServer([vectorsReply([[3, 4, 12]])], async ({ url }) => {
      const cacheDirectory = temporaryDirectory();
      const place = `127.0.0.1_${new URL(url).port}/v1/nomic_latest/embedding.json`;
      const openWith = (json: string) => {
        writeFiles(cacheDirectory, { [place]: json });
        return openAt(url, { model: 'nomic:latest', cacheDirectory });
      };
      const embedder = openWith('{"dimensions": 2}');
      assert.equal((await embedder.model()).dimensions, 2);
      assert.deepEqual([...(await embedder.embed(['чай'], 'query'))[0]!], [0.6, 0.8].map(Math.fround));
      assert.deepEqual(await embedder.embed([''], 'query'), [new Float32Array(2)]);
      await assert.rejects(openWith('{"dimensions": 4}').model(), {
        code: 'MODEL_UNAVAILABLE',
        message: `Cannot keep 4 dimensions, as "${path.join(cacheDirectory, place)}" says: the model has 3; correct "dimensions" there`,
      });
    });
  });
});
