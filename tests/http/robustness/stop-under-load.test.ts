import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readUntil, startPilcrow, whenFinished } from '../../cli/run-pilcrow.ts';
import { withChatModelServer } from '../../support/chat-model-server.ts';
import { until } from '../../support/until.ts';

const QUESTION = 'Что сказано об Афганистане?';
const messages = [{ role: 'user', content: QUESTION }];
const parts = [{ type: 'text', text: QUESTION }];

/** Each way to ask, and how a stream or an answer must end. */
const WAYS = [
  {
    address: '/api/chat',
    accept: 'text/event-stream',
    body: { message: QUESTION },
    ends: /event: (answer-end|error)\n.*\n\n$/,
  },
  {
    address: '/api/chat',
    accept: 'application/json',
    body: { message: QUESTION },
    ends: /^\{.*("citations"|"error").*\}$/,
  },
  {
    address: '/api/ui-chat',
    accept: '*/*',
    body: { messages: [{ role: 'user', parts }] },
    ends: /("type":"error".*|\[DONE\])\n\n$/,
  },
  {
    address: '/v1/chat/completions',
    accept: '*/*',
    body: { messages, stream: true },
    ends: /("error":.*|\[DONE\])\n\n$/,
  },
];
const ASKERS = 24;

describe('SIGTERM under load', { timeout: 120_000 }, () => {
  it('lets every started answer finish or end with an error, and exits with 0', async (context) => {
    const indexDirectory = await mkdtemp(path.join(tmpdir(), 'pilcrow-stop-'));
    // Two models answer slowly, one never ends: what does not come back must not keep the server.
    const slowly = () => new Promise((resolve) => setTimeout(resolve, 300));
    const replies = [
      () => ['Ответ. [1]', { until: slowly() }, ' Ещё. [2]'] as const,
      () => ['Нача', 'hang'] as const,
      () => 'hang' as const,
    ];
    await withChatModelServer(
      (_request, index) => replies[index % replies.length]!(),
      async ({ url: modelUrl }) => {
        const server = startPilcrow(['serve'], {
          PORT: '0',
          INDEX_DIR: indexDirectory,
          CHAT_MODEL: 'openai:scripted',
          CHAT_MODEL_BASE_URL: modelUrl,
          RATE_LIMIT_PER_MINUTE: '0',
        });
        const [, url] = await readUntil(server, /listening on (http:\/\/\S+)/);
        const finished = whenFinished(server);
        const ended: { way: (typeof WAYS)[number]; status: number; text: string }[] = [];
        let refused = 0;
        const askOn = async (asker: number) => {
          const way = WAYS[asker % WAYS.length]!;
          for (;;) {
            const response = await ask(url!, way).catch(() => null);
            if (response === null) break;
            ended.push({ way, status: response.status, text: await response.text() });
          }
          refused += 1;
        };
        const asking = Promise.all(Array.from({ length: ASKERS }, (_, asker) => askOn(asker)));
        await until(() => ended.length >= 8, { what: '8 answers', timeoutMs: 60_000, everyMs: 1, state: () => ended });
        const begun = performance.now();
        server.kill('SIGTERM');
        await asking;
        const { exitCode, stderr } = await finished;
        const seconds = (performance.now() - begun) / 1000;

        assert.equal(exitCode, 0, stderr);
        assert.equal(refused, ASKERS, 'nothing new is accepted');
        for (const { way, status, text } of ended) {
          assert.ok(status === 200 || status === 503, `${status}: ${text}`);
          if (status === 200) assert.match(text, way.ends, `${way.address} ended with ${text.slice(-200)}`);
        }
        const stopped = ended.filter(({ text }) => text.includes('SERVER_STOPPING') || text.includes('being stopped'));
        assert.ok(stopped.length > 0, 'endless answers end with an error');
        assert.doesNotMatch(stderr, /unfinished/, 'nothing was cut off');
        context.diagnostic(
          `${ended.length} answers, ${stopped.length} of them asked to come back; ended after ${seconds.toFixed(1)} s`,
        );
      },
    );
    await rm(indexDirectory, { recursive: true, force: true });
  });

  it('ends also while the chat model leaves the question of the start without an answer', async () => {
    const indexDirectory = await mkdtemp(path.join(tmpdir(), 'pilcrow-stop-'));
    let calls = 0;
    const hang = () => {
      calls += 1;
      return 'hang' as const;
    };
    await withChatModelServer(hang, async ({ url }) => {
      const settings = {
        CHAT_MODEL: 'openai:scripted',
        CHAT_MODEL_BASE_URL: url,
        PORT: '0',
        INDEX_DIR: indexDirectory,
      };
      const server = startPilcrow(['serve'], settings);
      await readUntil(server, /listening on (http:\/\/\S+)/);
      const finished = whenFinished(server);
      await until(() => calls > 0, { what: 'the model to be asked' });
      server.kill('SIGTERM');
      const { exitCode, stderr } = await finished;
      assert.deepEqual([exitCode, stderr], [0, '']);
    });
    await rm(indexDirectory, { recursive: true, force: true });
  });
});

function ask(url: string, { address, accept, body }: (typeof WAYS)[number]): Promise<Response> {
  return fetch(url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
}
