import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelConfig } from '../../../../src/config/config.ts';
import {
  type ModelReply,
  type ModelRequest,
  type ModelScript,
  withChatModelServer,
} from '../../../support/chat-model-server.ts';

const QUESTION = [new SystemMessage('Отвечай по документу.'), new HumanMessage('Кто подписал?')];

/** The texts of two questions, and what the server was asked. */
async function askTwice(script: ModelScript, changes: Partial<ChatModelConfig> = {}) {
  let requests: ModelRequest[] = [];
  const texts: string[] = [];
  await withChatModelServer(script, async (server) => {
    const model = await createChatModel(server.config(changes), { wait: async () => {} });
    for (const _ of [1, 2]) {
      let text = '';
      for await (const delta of model.stream(QUESTION)) if (delta.type === 'text') text += delta.text;
      texts.push(text);
    }
    requests = server.requests;
  });
  return { texts, bodies: requests.map(({ body }) => body) };
}

const refusal = (message: unknown, more = {}): ModelReply => ({ status: 400, body: { error: { message, ...more } } });

/** What is refused, how, and what is asked then. */
const REFUSED: [
  string,
  (body: ModelRequest['body']) => ModelReply | null,
  (body: ModelRequest['body']) => unknown,
  unknown,
][] = [
  [
    'max_tokens',
    (body) =>
      'max_tokens' in body ? refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.") : null,
    (body) => [body.max_tokens, body.max_completion_tokens],
    [undefined, 800],
  ],
  [
    'any limit of tokens',
    (body) =>
      'max_tokens' in body || 'max_completion_tokens' in body ? refusal('max_tokens is too large: 800') : null,
    (body) => [body.max_tokens, body.max_completion_tokens],
    [undefined, undefined],
  ],
  [
    'stream_options, in the words of a schema',
    (body) =>
      'stream_options' in body
        ? { status: 422, body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'] }] } }
        : null,
    (body) => [body.stream, body.stream_options],
    [true, undefined],
  ],
  [
    'stream_options, in a body that is no error object',
    (body) =>
      'stream_options' in body ? { status: 400, body: { object: 'error', message: 'stream_options: no' } } : null,
    (body) => body.stream_options,
    undefined,
  ],
  [
    'temperature',
    (body) => ('temperature' in body ? refusal("'temperature' does not support 0 with this model.") : null),
    (body) => body.temperature,
    undefined,
  ],
  [
    'the system role',
    (body) => (body.messages[0].role === 'system' ? refusal('System role not supported') : null),
    (body) => body.messages,
    [{ role: 'user', content: 'Отвечай по документу.\n\nКто подписал?' }],
  ],
  [
    'the system role, as a failure of the template',
    (body) =>
      body.messages[0].role === 'system'
        ? {
            status: 500,
            body: { error: { message: 'Conversation roles must alternate user/assistant/user/assistant' } },
          }
        : null,
    (body) => body.messages.length,
    1,
  ],
  [
    'reasoning_effort',
    (body) => ('reasoning_effort' in body ? refusal('Unrecognized request argument supplied: reasoning_effort') : null),
    (body) => body.reasoning_effort,
    undefined,
  ],
  [
    'two things, one after the other',
    (body) =>
      'temperature' in body
        ? refusal('temperature: no')
        : 'stream_options' in body
          ? refusal('stream_options: no')
          : null,
    (body) => [body.temperature, body.stream_options],
    [undefined, undefined],
  ],
];

describe('a server that refuses a parameter', () => {
  for (const [name, refuse, part, expected] of REFUSED) {
    it(`is asked again without it, and never again with it: ${name}`, async () => {
      const refused = { count: 0 };
      const script: ModelScript = ({ body }) => {
        const reply = refuse(body);
        if (reply) refused.count += 1;
        return reply ?? ['Да.'];
      };
      const { texts, bodies } = await askTwice(script, { extraBody: { reasoning_effort: 'low' } });
      assert.deepEqual(texts, ['Да.', 'Да.']);
      assert.deepEqual(part(bodies.at(-1)), expected);
      assert.equal(bodies.length, refused.count + 2, 'the second question is asked once');
    });
  }

  it('is asked for a whole completion when it does not stream', async () => {
    const whole = { choices: [{ index: 0, message: { role: 'assistant', content: 'Да.' }, finish_reason: 'stop' }] };
    const { texts, bodies } = await askTwice(({ body }) =>
      body.stream ? refusal('Your organization must be verified to stream this model.') : { status: 200, body: whole },
    );
    assert.deepEqual(texts, ['Да.', 'Да.']);
    assert.equal(bodies.at(-1).stream, false);
  });

  it('is sent what the settings add, and headers', async () => {
    const { bodies } = await askTwice([['Да.']], { extraBody: { num_ctx: 8192, temperature: 1 } });
    assert.deepEqual([bodies[0].num_ctx, bodies[0].temperature, bodies[0].model], [8192, 1, 'scripted']);
    await withChatModelServer([['Да.']], async (server) => {
      const config = server.config({ headers: { 'x-title': 'Library' }, baseUrl: `${server.url}?api-version=1` });
      for await (const _ of (await createChatModel(config)).stream(QUESTION));
      const { headers, path } = server.requests[0]!;
      assert.equal(headers['x-title'], 'Library');
      assert.equal(path, '/v1/chat/completions?api-version=1');
    });
  });
});

describe('a server that is loading its model', () => {
  it('is asked until it has, however few retries there are', async () => {
    const loading: ModelReply = { status: 503, body: { error: { message: 'Loading model', code: 503 } } };
    const { texts } = await askTwice([loading, loading, loading, ['Да.']], { retries: 0 });
    assert.deepEqual(texts, ['Да.', 'Да.']);
  });

  it('is given up at the limit for the first words', async () => {
    await withChatModelServer([{ status: 503, body: 'Service is starting up' }], async (server) => {
      const model = await createChatModel(server.config({ firstTokenMs: 100 }));
      await assert.rejects(model.stream(QUESTION).next(), /CHAT_MODEL_FIRST_TOKEN_SECONDS$/);
    });
  });
});

describe('a prompt that is too long', () => {
  for (const [name, reply] of Object.entries<ModelReply>({
    'an OpenAI error': refusal("This model's maximum context length is 2048 tokens.", {
      code: 'context_length_exceeded',
    }),
    'an error of llama.cpp': refusal('request (4390 tokens) exceeds the available context size (4096 tokens)'),
    'a status of its own': { status: 413, body: { error: { message: 'Request too large for model' } } },
    'an error in the stream': [
      { data: '{"error":{"message":"Requested tokens (4390) exceed context window of 2048"}}' },
    ],
    'a stream of no frame': { status: 200, headers: { 'content-type': 'text/event-stream' }, body: '' },
    'an empty answer': [],
  })) {
    it(`is reported as such when the server answers with ${name}, and not asked again`, async () => {
      await withChatModelServer([reply], async (server) => {
        const model = await createChatModel(server.config({ retries: 2 }));
        const read = async () => {
          for await (const _ of model.stream(QUESTION));
        };
        for (const _ of [1, 2, 3, 4]) await assert.rejects(read(), { code: 'CHAT_MODEL_CONTEXT_EXCEEDED' });
        assert.equal(server.requests.length, 4, 'and the circuit stays closed');
      });
    });
  }
});
