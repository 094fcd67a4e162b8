import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import OpenAI from 'openai';
import { createAssistant } from '../../src/assistant.ts';
import { createTerminalProgress, updateOrKeepIndex } from '../../src/cli/open-assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { askServer } from '../../src/widget/requests/ask-server.ts';
import { CLIENTS } from '../mcp/mcp-clients.ts';
import { postChat, streamChat, withServedApp } from '../support/serve-app.ts';
import { FILES, withHeldAssistant } from './held-index.ts';

const QUESTION = `За какую команду играет участник ${FILES}?`;
const WRITTEN = 500;
const MESSAGE = `Cannot answer yet: the index is not ready, ${WRITTEN} of ${FILES} files are indexed; try again in a moment`;
const PROGRESS = { done: WRITTEN, total: FILES };

describe('a first index that is not whole', { timeout: 120_000 }, () => {
  it('answers no question, says how far it is, and answers once it is whole', () =>
    withHeldAssistant(({ assistant, release }) =>
      withServedApp({ assistant, http: { rateLimitPerMinute: 0 } }, async ({ url }) => {
        const asked = {
          readyz: fetch(`${url}/readyz`),
          whole: postChat(url, { message: QUESTION }),
          stream: streamChat(url, { message: QUESTION }),
          search: fetch(`${url}/api/search?q=a`),
          introduction: fetch(`${url}/api/introduction?language=ru`),
          uiChat: fetch(`${url}/api/ui-chat`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ messages: [{ role: 'user', parts: [{ type: 'text', text: QUESTION }] }] }),
          }),
          deepChat: postChat(url, { messages: [{ role: 'user', text: QUESTION }] }),
        };
        for (const [name, response] of Object.entries(asked)) {
          const { status, headers } = await response;
          assert.deepEqual([name, status, headers.get('retry-after')], [name, 503, '5']);
          const { error } = (await (await response).json()) as { error: unknown };
          assert.deepEqual(error, { code: 'INDEX_NOT_READY', message: MESSAGE, progress: PROGRESS });
        }
        const listed = (await (await fetch(`${url}/api/documents`)).json()) as {
          documents: unknown[];
          indexing: object;
        };
        assert.equal(listed.documents.length, WRITTEN);
        assert.deepEqual(listed.indexing, { ...PROGRESS, file: `card-0${FILES}.txt` });
        await release();
        assert.equal((await fetch(`${url}/readyz`)).status, 200);
        const answer = (await (await postChat(url, { message: QUESTION })).json()) as { text: string };
        assert.match(answer.text, new RegExp(`номер ${FILES}`));
        assert.match(await (await fetch(`${url}/api/documents`)).text(), /"indexing":null/);
      }),
    ));

  it("tells OpenAI's client and MCP clients the same", () =>
    withHeldAssistant(({ assistant }) =>
      withServedApp({ assistant }, async ({ url }) => {
        const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 });
        for (const stream of [true, false]) {
          const completion = openai.chat.completions.create({
            ...{ model: 'pilcrow', stream },
            messages: [{ role: 'user', content: QUESTION }],
          });
          await assert.rejects(completion, (error: InstanceType<typeof OpenAI.APIError>) => {
            assert.deepEqual([error.status, error.code], [503, 'INDEX_NOT_READY']);
            assert.match(error.message, /500 of 520 files/);
            assert.equal(error.headers?.get('retry-after'), '5');
            return true;
          });
        }
        for (const [name, { connectHttp }] of Object.entries(CLIENTS)) {
          const client = await connectHttp(new URL('/mcp', url));
          for (const [tool, given] of Object.entries({ ask: { question: QUESTION }, search: { query: 'a' } })) {
            const { isError, text } = await client.callTool(tool, given);
            assert.deepEqual([name, isError, text], [name, true, MESSAGE]);
          }
          await client.close();
        }
        const called = await fetch(`${url}/mcp`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body: JSON.stringify({
            ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
            params: { name: 'ask', arguments: { question: QUESTION } },
          }),
        });
        assert.match(
          await called.text(),
          /"code":"INDEX_NOT_READY","retryAfterSeconds":5,"progress":\{"done":500,"total":520\}/,
        );
      }),
    ));

  it('lets the widget show how far it is, and ask again by itself', () =>
    withHeldAssistant(({ assistant, release }) =>
      withServedApp({ assistant }, async ({ url }) => {
        const kinds: string[] = [];
        const { signal } = new AbortController();
        for await (const { event, data } of askServer(new URL(url), { message: QUESTION }, { signal })) {
          if (event === 'indexing') {
            assert.deepEqual(data, PROGRESS);
            await release();
          }
          if (kinds.at(-1) !== event) kinds.push(event);
        }
        assert.deepEqual([kinds[0], kinds[1], kinds.at(-1)], ['indexing', 'answer-start', 'answer-end']);
      }),
    ));

  it('is known to other processes, which wait for it, and survives a process that dies', () =>
    withHeldAssistant(async ({ settings, assistant, release }) => {
      const config = loadConfig(settings);
      const other = openSqliteStore(settings.INDEX_DIR!, { lockTimeoutMs: 1 });
      assert.equal(await other.isComplete(), false);
      assert.equal((await other.documents()).length, WRITTEN);
      await other.close();
      const second = await createAssistant(config);
      assert.equal(await second.isReady(), false);
      assert.deepEqual(await second.indexing(), PROGRESS);
      const open = { assistant: second, config, log: createLog('silent'), progress: createTerminalProgress('silent') };
      await assert.rejects(updateOrKeepIndex(open), {
        code: 'INDEX_NOT_READY',
        message: `Cannot answer yet: another process is indexing the documents, ${WRITTEN} of ${FILES} files so far; wait until it is done`,
      });
      await release();
      assert.deepEqual([await second.isReady(), await assistant.isReady()], [true, true]);
      await second.close();
    }));
});
