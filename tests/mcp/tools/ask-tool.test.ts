import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import type { Assistant } from '../../../src/assistant.ts';
import { createMcpServer } from '../../../src/mcp/mcp-server.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';

/** Asks a question that is never answered, ends it with `giveUp`, and gives the signal the assistant got. */
async function signalAfter(giveUp: (client: Client, call: AbortController) => unknown): Promise<AbortSignal> {
  const asked = new EventEmitter();
  const begun = once(asked, 'begun') as Promise<[AbortSignal]>;
  const ask: Assistant['ask'] = async (_question, { signal } = {}) => {
    asked.emit('begun', signal);
    await once(signal!, 'abort');
    throw signal!.reason;
  };
  const failures: unknown[] = [];
  const reportFailure = (error: unknown) => ({ code: 'INTERNAL_ERROR', message: String(failures.push(error)) });
  const assistant = createScriptedAssistant({ ask });
  const server = createMcpServer({ assistant, serverAddress: null, checkReadiness: async () => {}, reportFailure });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'tests', version: '1' });
  await Promise.all([server.connect(serverEnd), client.connect(clientEnd)]);

  const call = new AbortController();
  const parameters = { name: 'ask', arguments: { question: 'Почему?' } };
  const given = assert.rejects(client.callTool(parameters, { signal: call.signal }));
  const [signal] = await begun;
  assert.equal(signal.aborted, false);
  await giveUp(client, call);
  await given;
  if (!signal.aborted) await once(signal, 'abort');
  await client.close();
  assert.deepEqual(failures, [], 'a client that left is no failure');
  return signal;
}

describe('the tool "ask" of a persistent connection', { timeout: 10_000 }, () => {
  it('aborts the work when the client cancels the call', async () => {
    assert.equal((await signalAfter((_client, call) => call.abort())).aborted, true);
  });

  it('aborts the work when the client leaves', async () => {
    assert.equal((await signalAfter((client) => client.close())).aborted, true);
  });
});
