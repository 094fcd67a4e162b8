import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Assistant } from '../../src/assistant.ts';
import { createScriptedAssistant, scriptedEvents } from '../support/scripted-assistant.ts';
import { CLIENTS } from './mcp-clients.ts';
import { withServedMcp } from './serve-mcp.ts';

const ACCEPT = 'application/json, text/event-stream';
const LIST_TOOLS = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
/** Answers with the question, after the questions that came with it. */
const echo: Assistant['streamAnswer'] = async function* ({ message }) {
  await new Promise(setImmediate);
  yield* scriptedEvents([message]);
};

const post = (
  address: URL,
  body: string,
  { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {},
) =>
  fetch(address, {
    method: 'POST',
    body,
    ...init,
    headers: { 'content-type': 'application/json', accept: ACCEPT, ...headers },
  });

describe('POST /mcp', { timeout: 20_000 }, () => {
  const assistant = createScriptedAssistant({ streamAnswer: echo, search: async () => [] });

  for (const method of ['GET', 'DELETE', 'PUT']) {
    it(`answers ${method} with 405, as there are no sessions and no streams`, () =>
      withServedMcp(assistant, async ({ address }) => {
        const response = await fetch(address, { method, headers: { accept: 'text/event-stream' } });
        assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
        const { jsonrpc, error, id } = (await response.json()) as {
          jsonrpc: string;
          error: { code: number };
          id: null;
        };
        assert.deepEqual([jsonrpc, error.code, id], ['2.0', -32_000, null]);
      }));
  }

  for (const [what, { body, headers, status }] of Object.entries({
    'a batch, which would be many questions in one': { body: JSON.stringify([LIST_TOOLS]), headers: {}, status: 400 },
    'a body that is not JSON': { body: '{"jsonrpc":', headers: {}, status: 400 },
    'a body without a message': { body: '{}', headers: {}, status: 400 },
    'another type of body': { body: 'hello', headers: { 'content-type': 'text/plain' }, status: 415 },
    'a body over 64 KB': { body: JSON.stringify({ ...LIST_TOOLS, x: 'я'.repeat(40_000) }), headers: {}, status: 413 },
  })) {
    it(`refuses ${what}`, () =>
      withServedMcp(assistant, async ({ address }) => {
        const response = await post(address, body, { headers });
        assert.equal(response.status, status);
        const { error } = (await response.json()) as { error: { message: string } };
        assert.notEqual(error.message, '');
      }));
  }

  it('accepts a notification with 202 and no body', () =>
    withServedMcp(assistant, async ({ address }) => {
      const response = await post(address, '{"jsonrpc":"2.0","method":"notifications/initialized"}');
      assert.deepEqual([response.status, await response.text()], [202, '']);
    }));

  it('ends a subscription at once, as nothing is ever announced', { timeout: 5000 }, ({ signal }) =>
    withServedMcp(assistant, async ({ address }) => {
      const version = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
      const client = { 'io.modelcontextprotocol/clientInfo': { name: 'tests', version: '1' } };
      const _meta = { ...version, ...client, 'io.modelcontextprotocol/clientCapabilities': {} };
      const notifications = { toolsListChanged: true, resourcesListChanged: true, promptsListChanged: true };
      const listen = { jsonrpc: '2.0', id: 7, method: 'subscriptions/listen', params: { notifications, _meta } };
      const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' };
      const response = await post(address, JSON.stringify(listen), { headers, signal });
      assert.equal(response.status, 200);
      assert.match(await response.text(), /"id":7,"result":/);
    }),
  );

  it('counts calls of tools as questions, and nothing else', () =>
    withServedMcp(
      assistant,
      async ({ address }) => {
        const call = {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'search', arguments: { query: 'чай' } },
        };
        const statuses = [];
        for (const message of [LIST_TOOLS, LIST_TOOLS, call, call, call, LIST_TOOLS]) {
          const { status } = await post(address, JSON.stringify(message));
          statuses.push(status);
        }
        assert.deepEqual(statuses, [200, 200, 200, 200, 429, 200]);
      },
      { rateLimitPerMinute: 2 },
    ));

  for (const [name, { connectHttp }] of Object.entries(CLIENTS)) {
    it(`gives each of many clients its own answer, though their request ids are the same: ${name}`, () =>
      withServedMcp(assistant, async ({ address }) => {
        const questions = Array.from({ length: 20 }, (_, number) => `Вопрос ${number}?`);
        const texts = await Promise.all(
          questions.map(async (question) => {
            const client = await connectHttp(address);
            const { text } = await client.callTool('ask', { question });
            await client.close();
            return text.split('\n')[0];
          }),
        );
        assert.deepEqual(texts, questions);
      }));
  }
});
