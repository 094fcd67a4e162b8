import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { type ChatModel, createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelDelta } from '../../../../src/answering/model/client/chat-model-delta.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { withChatModelServer } from '../../../support/chat-model-server.ts';

const QUESTION = [new SystemMessage('Отвечай по документу.'), new HumanMessage('Кто подписал?')];

const END = { type: 'end', isCut: false, failure: null };

/** All that comes of a question, without the signs of life, texts in one: where the network cuts them is not for a test. */
async function read(model: ChatModel, options?: Parameters<ChatModel['stream']>[1]): Promise<ChatModelDelta[]> {
  const deltas: ChatModelDelta[] = [];
  for await (const delta of model.stream(QUESTION, options)) {
    const last = deltas.at(-1);
    if (delta.type === 'text' && last?.type === 'text') last.text += delta.text;
    else if (delta.type !== 'thinking') deltas.push(delta);
  }
  return deltas;
}

const text = (...texts: string[]) => [...texts.map((part) => ({ type: 'text', text: part })), END];

describe('a chat model', () => {
  it('streams text as it comes, and the tokens used at the end', async () => {
    let go = () => {};
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    const usage = { prompt_tokens: 120, completion_tokens: 7 };
    await withChatModelServer([['Главы ', { until }, 'государств 🖋', { usage }]], async (server) => {
      const answer = (await createChatModel(server.config())).stream(QUESTION);
      const deltas: ChatModelDelta[] = [];
      for await (const delta of answer) {
        deltas.push(delta);
        // What follows is sent only once the beginning was read.
        if (delta.type === 'text') go();
      }
      assert.deepEqual(
        deltas.filter(({ type }) => type !== 'thinking'),
        [
          { type: 'text', text: 'Главы ' },
          { type: 'text', text: 'государств 🖋' },
          { type: 'usage', inputTokens: 120, outputTokens: 7 },
          END,
        ],
      );
    });
  });

  it('calls chat completions with the prompt and the settings', async () => {
    await withChatModelServer([['Да.']], async (server) => {
      await read(await createChatModel(server.config({ apiKey: 'sk-1', temperature: 0.3, maxTokens: 77 })));
      const { path, headers, body } = server.requests[0]!;
      assert.equal(path, '/v1/chat/completions');
      assert.equal(headers.authorization, 'Bearer sk-1');
      assert.deepEqual(body.messages, [
        { role: 'system', content: 'Отвечай по документу.' },
        { role: 'user', content: 'Кто подписал?' },
      ]);
      const { model, temperature, max_tokens, stream, stream_options } = body;
      assert.deepEqual([model, temperature, max_tokens, stream], ['scripted', 0.3, 77, true]);
      assert.deepEqual(stream_options, { include_usage: true });
    });
  });

  it('needs no key, and never takes one of another service from the environment', async () => {
    process.env.OPENAI_API_KEY = 'sk-other';
    try {
      await withChatModelServer([['Да.']], async (server) => {
        assert.deepEqual(await read(await createChatModel(server.config())), text('Да.'));
        assert.equal(server.requests[0]!.headers.authorization, 'Bearer none');
      });
    } finally {
      delete process.env.OPENAI_API_KEY;
    }
  });

  it('removes whitespace before the first word, and nowhere else', async () => {
    await withChatModelServer([['', ' ', '\n\u200b', 'Да', ' ', 'нет']], async (server) => {
      assert.deepEqual(await read(await createChatModel(server.config())), text('Да нет'));
    });
  });

  it('accepts an answer as complete that ends with [DONE] or a finish reason', async () => {
    const frame = (reason: string | null) =>
      JSON.stringify({ choices: [{ index: 0, delta: { content: 'Да.' }, finish_reason: reason }] });
    const script = [
      [{ data: frame(null) }, { data: '[DONE]' }, 'close'],
      [{ data: frame('stop') }, 'close'],
    ] as const;
    await withChatModelServer(script, async (server) => {
      const model = await createChatModel(server.config());
      assert.deepEqual([await read(model), await read(model)], [text('Да.'), text('Да.')]);
    });
  });

  it('passes callbacks and tags to LangChain, and its key to none of them', async () => {
    await withChatModelServer([['Да.']], async (server) => {
      const seen: unknown[] = [];
      const callbacks = [
        {
          handleChatModelStart: (...details: unknown[]) => void seen.push('start', JSON.stringify(details)),
          handleLLMNewToken: (token: string) => void seen.push(token),
          handleLLMEnd: (output: unknown) => void seen.push('end', JSON.stringify(output)),
        },
      ];
      const model = await createChatModel(server.config({ apiKey: 'sk-secret' }));
      await read(model, { config: { callbacks, tags: ['answering'] } });
      for (const event of ['start', 'Да.', 'end']) assertIncludes(seen, event);
      assert.match(seen.join(), /answering/);
      assert.doesNotMatch(seen.join(), /sk-secret/);
    });
  });
});

describe('aborting a chat model', () => {
  it('ends the call to the server at once when the reader leaves, and throws what the reader left with', async () => {
    await withChatModelServer([['Главы ', 'hang']], async (server) => {
      const reader = new AbortController();
      const answer = (await createChatModel(server.config())).stream(QUESTION, { signal: reader.signal });
      while ((await answer.next()).value?.type !== 'text');
      const rest = answer.next();
      reader.abort(new Error('the reader left'));
      await assert.rejects(rest, { message: 'the reader left' });
      await server.requests[0]!.left;
    });
  });

  it('ends the call also before the first word', async () => {
    for (const reply of ['hang', ['hang']] as const) {
      await withChatModelServer([reply], async (server) => {
        const reader = new AbortController();
        const answer = read(await createChatModel(server.config()), { signal: reader.signal });
        const { left } = await server.request(0);
        reader.abort();
        await assert.rejects(answer, { name: 'AbortError' });
        await left;
      });
    }
  });

  it('ends the call when the answer is not read to its end', async () => {
    await withChatModelServer([['Главы ', 'государств ', 'hang']], async (server) => {
      for await (const _ of (await createChatModel(server.config())).stream(QUESTION)) break;
      await server.requests[0]!.left;
    });
  });

  it('ends the wait before the call is tried again', async () => {
    await withChatModelServer([{ status: 503, headers: { 'retry-after': '5' } }], async (server) => {
      const reader = new AbortController();
      const wait = (_ms: number, signal: AbortSignal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          reader.abort();
        });
      const model = await createChatModel(server.config({ retries: 2 }), { wait });
      await assert.rejects(read(model, { signal: reader.signal }), { name: 'AbortError' });
      assert.equal(server.requests.length, 1);
    });
  });

  it('does not ask for a reader who has left already', async () => {
    await withChatModelServer([['Да.']], async (server) => {
      const model = await createChatModel(server.config());
      await assert.rejects(read(model, { signal: AbortSignal.abort() }), { name: 'AbortError' });
      assert.equal(server.requests.length, 0);
    });
  });
});
