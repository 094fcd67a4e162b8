import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { Assistant } from '../../../src/assistant.ts';
import { PilcrowError } from '../../../src/errors.ts';
import { chatRequestSchema } from '../../../src/protocol/requests.ts';
import { fetchByteByByte } from '../../support/cut-every-byte.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';
import { CLIENTS, type ConnectedClient } from '../mcp-clients.ts';
import { withServedMcp } from '../serve-mcp.ts';

const SECRET = '/srv/secret/pilcrow.sqlite';
const breakDown = async () => {
  throw new Error(`Cannot open ${SECRET}`);
};

/** An answer that never arrives, with promises for its start and its abort. */
function createEndlessAnswer() {
  const progress = new EventTarget();
  const began = once(progress, 'began');
  const aborted = once(progress, 'aborted');
  // biome-ignore lint/correctness/useYield: it is to have no events
  const streamAnswer: Assistant['streamAnswer'] = async function* (_question, { signal } = {}) {
    progress.dispatchEvent(new Event('began'));
    await once(signal!, 'abort');
    progress.dispatchEvent(new Event('aborted'));
    throw signal!.reason;
  };
  return { streamAnswer, began, aborted };
}

const answering = (reply: (question: string) => string): Partial<Assistant> => ({
  async *streamAnswer({ message }) {
    yield* scriptedEvents([reply(message)]);
  },
});

for (const [name, { connectHttp }] of Object.entries(CLIENTS)) {
  describe(`a tool, called by ${name}`, { timeout: 20_000 }, () => {
    const visit = (
      script: Partial<Assistant>,
      work: (client: ConnectedClient, served: { address: URL; logged: string[] }) => Promise<void>,
      options?: { fetch: typeof fetch },
    ) =>
      withServedMcp(createScriptedAssistant(script), async (served) => {
        const client = await connectHttp(served.address, options);
        try {
          await work(client, served);
        } finally {
          await client.close();
        }
      });

    it('says that the index is not ready, and lists the documents all the same', () =>
      visit({ isReady: async () => false }, async (client) => {
        for (const [tool, parameters] of [
          ['ask', { question: 'Почему?' }],
          ['search', { query: 'Why?' }],
        ] as const) {
          const { isError, text } = await client.callTool(tool, parameters);
          assert.equal(isError, true);
          assert.match(text, /^Cannot answer yet: /);
        }
        assert.deepEqual(await client.listResources(), []);
      }));

    it('does not send the client what belongs in the log', () =>
      visit(
        { converse: breakDown, search: breakDown, documents: breakDown, document: breakDown },
        async (client, { logged }) => {
          const internal = { text: 'Internal error', isError: true, structuredContent: undefined };
          assert.deepEqual(await client.callTool('ask', { question: 'Почему?' }), internal);
          assert.deepEqual(await client.callTool('search', { query: 'Why?' }), internal);
          for (const work of [() => client.listResources(), () => client.readResource('pilcrow://documents/tea')]) {
            await assert.rejects(work, ({ code, message }: Error & { code: number }) => {
              assert.match(message, /Internal error$/);
              return code === -32603;
            });
          }
          assert.equal(logged.filter((line) => line.includes(SECRET)).length, 4);
        },
      ));

    it('sends the message of an anticipated failure', () => {
      const failure = new PilcrowError('REQUEST_INVALID', 'Cannot do this: it is late; try tomorrow');
      const converse = () => Promise.reject(failure);
      return visit({ converse }, async (client) => {
        const { isError, text } = await client.callTool('ask', { question: 'Почему?' });
        assert.deepEqual({ isError, text }, { isError: true, text: failure.message });
      });
    });

    for (const [mistake, { tool, parameters, hint }] of Object.entries({
      'an empty question': { tool: 'ask', parameters: { question: ' \n' }, hint: /question: must not be empty/ },
      'no question': { tool: 'ask', parameters: {}, hint: /question: must be a text/ },
      'an empty list of documents': {
        tool: 'ask',
        parameters: { question: 'Почему?', documentIds: [] },
        hint: /documentIds: .+; leave it out/,
      },
      'a limit out of range': {
        tool: 'search',
        parameters: { query: 'tea', limit: 51 },
        hint: /limit: .+ from 1 to 50/,
      },
      'a limit that is not whole': {
        tool: 'search',
        parameters: { query: 'tea', limit: 1.5 },
        hint: /limit: .+ whole/,
      },
    })) {
      it(`refuses ${mistake} and says what to do`, () =>
        visit({}, async (client) => {
          const { isError, text } = await client.callTool(tool, parameters);
          assert.equal(isError, true);
          assert.match(text, hint);
        }));
    }

    it('accepts questions as long as POST /api/chat does, and no longer', () =>
      visit(
        answering(({ length }) => String(length)),
        async (client) => {
          for (const question of ['я'.repeat(2000), 'q'.repeat(2000), 'я'.repeat(2001), 'q'.repeat(2001)]) {
            const { isError, text } = await client.callTool('ask', { question });
            assert.equal(!isError, chatRequestSchema.safeParse({ message: question }).success);
            assert.match(text, isError ? /at most 2000 characters/ : /^2000\n/);
          }
        },
      ));

    it('is aborted when the client leaves, which is no failure, and the next client is answered', async () => {
      const { streamAnswer, began, aborted } = createEndlessAnswer();
      await visit({ streamAnswer }, async (client, { address, logged }) => {
        const left = assert.rejects(client.callTool('ask', { question: 'Почему?' }));
        await began;
        await client.close();
        await left;
        await aborted;
        const next = await connectHttp(address);
        assert.deepEqual(await next.listResources(), []);
        await next.close();
        assert.deepEqual(
          logged.filter((line) => /error|warn/i.test(line)),
          [],
        );
      });
    });

    it('decodes Cyrillic correctly when every byte arrives separately', () => {
      const said = 'Съешь ещё этих мягких французских булок, да выпей чаю: «№ 5» — 🫖';
      return visit(
        answering(() => said),
        async (client) => {
          const { text, structuredContent } = await client.callTool('ask', { question: 'Что съесть?' });
          assert.equal(text.slice(0, said.length), said);
          assert.deepEqual(structuredContent, scriptedAnswer(said));
        },
        { fetch: fetchByteByByte },
      );
    });
  });
}

describe('a tool, called by the v2 client, protocol of 2026', { timeout: 20_000 }, () => {
  it('is aborted when the client cancels the call, and the next call is answered', async () => {
    const { streamAnswer, began, aborted } = createEndlessAnswer();
    const assistant = createScriptedAssistant({ streamAnswer, search: async () => [] });
    await withServedMcp(assistant, async ({ address }) => {
      const client = await CLIENTS['the v2 client, protocol of 2026']!.connectHttp(address);
      const call = new AbortController();
      const cancelled = assert.rejects(client.callTool('ask', { question: 'Почему?' }, { signal: call.signal }));
      await began;
      call.abort();
      await cancelled;
      await aborted;
      assert.equal((await client.callTool('search', { query: 'tea' })).text, 'No paragraph was found.');
      await client.close();
    });
  });
});
