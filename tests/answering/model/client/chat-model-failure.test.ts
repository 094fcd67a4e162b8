import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type ChatModel, createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelDelta } from '../../../../src/answering/model/client/chat-model-delta.ts';
import { createCircuitBreaker } from '../../../../src/runtime/circuit-breaker.ts';
import { type ModelReply, withChatModelServer } from '../../../support/chat-model-server.ts';

/** The text of an answer. */
async function answerOf(model: ChatModel): Promise<string> {
  let answer = '';
  for await (const delta of model.stream('Кто подписал?')) if (delta.type === 'text') answer += delta.text;
  return answer;
}

const unavailable = (message: RegExp) => ({ code: /^CHAT_MODEL_(?:UNAVAILABLE|CONTEXT_EXCEEDED)$/, message });

const FAILURES: [string, ModelReply, RegExp][] = [
  ['a refused key', { status: 401 }, /refused the key \(401\); check CHAT_MODEL_API_KEY$/],
  ['a forbidden model', { status: 403 }, /\(403\); check CHAT_MODEL_API_KEY$/],
  ['an unknown model', { status: 404 }, /\(404\); check the name in CHAT_MODEL, and CHAT_MODEL_BASE_URL$/],
  ['too many questions', { status: 429 }, /asked too much \(429\); try again later$/],
  ['a used up quota', { status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } }, /quota/],
  ['a failing server', { status: 500, body: '<html>oops</html>' }, /the server failed \(500\)/],
  [
    'a refused prompt',
    { status: 400, body: { error: { message: 'maximum context length is 4096 tokens' } } },
    /longer than its context; lower CONTEXT_TOKENS, or give it a larger context/,
  ],
  [
    'a refused question',
    { status: 400, body: { error: { message: 'unknown field' } } },
    /refused the question \(400\); correct CHAT_MODEL_…; LOG_LEVEL=debug shows what it says$/,
  ],
  ['a connection cut before a word', ['cut'], /the connection failed \(/],
  ['a stream closed before a word', ['close'], /the connection failed \(/],
  ['a frame that is no JSON', [{ data: '{"choices":[{"del' }], /broke off or could not be read/],
  ['a frame of another kind', [{ data: 'null' }], /broke off or could not be read/],
  ['an error in the stream', [{ data: '{"error":{"message":"out of memory"}}' }], /broke off or could not be read/],
  ['a web page', { status: 200, body: '<!doctype html><h1>Sign in</h1>' }, /broke off or could not be read/],
  ['an answer of nothing', [], /its answer was empty; try another model, or give it a larger context \(n_ctx/],
  ['an answer of blanks', [' ', '\n\n', '\u200b\ufeff'], /its answer was empty/],
  ['an answer that was all thought', [{ finish: 'length' }], /empty; raise CHAT_MODEL_MAX_TOKENS/],
  ['an answer that is no stream', { status: 200, body: { answer: 'Да.' } }, /the connection failed/],
];

describe('a chat model that fails', () => {
  for (const [name, reply, message] of FAILURES) {
    it(`says of ${name} what to do about it`, async () => {
      await withChatModelServer([reply], async (server) => {
        const model = await createChatModel(server.config());
        await assert.rejects(answerOf(model), unavailable(message));
        await assert.rejects(answerOf(model), unavailable(/^Cannot ask the chat model "openai:scripted": .+; .+/));
      });
    });
  }

  it('keeps the words of its server, which may repeat the question, out of the message, and as its cause', async () => {
    const echo = { error: { message: 'Invalid prompt: «тайный вопрос»' } };
    const replies: ModelReply[] = [{ status: 400, body: echo }, [{ data: JSON.stringify(echo) }]];
    for (const reply of replies) {
      await withChatModelServer([reply], async (server) => {
        const failing = answerOf(await createChatModel(server.config()));
        const error = await failing.then(
          () => assert.fail('it failed'),
          (thrown: unknown) => thrown as Error,
        );
        assert.doesNotMatch(error.message, /тайный/);
        assert.match(inspect(error.cause), /тайный/);
      });
    }
  });

  for (const [name, broken] of [
    ['cut', 'cut'],
    ['closed', 'close'],
    ['answered by nonsense', { data: '{"choices":[{"del' }],
    ['answered by an error', { data: '{"error":{"message":"out of memory"}}' }],
  ] as const) {
    it(`gives the text of a connection that is ${name} after the first words, and says what it broke off with`, async () => {
      await withChatModelServer([['Главы ', 'государств', broken]], async (server) => {
        const deltas: ChatModelDelta[] = [];
        const model = await createChatModel(server.config({ retries: 2 }));
        for await (const delta of model.stream('Кто подписал?')) deltas.push(delta);
        const end = deltas.pop();
        assert.equal(deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join(''), 'Главы государств');
        assert.ok(end?.type === 'end' && end.isCut, 'the text is marked as cut');
        assert.match(end.failure!.message, /the connection failed|broke off or could not be read/);
        assert.equal(server.requests.length, 1, 'words that were given cannot be taken back');
      });
    });
  }

  it('says that a connection was refused', async () => {
    let config: Parameters<typeof createChatModel>[0] | undefined;
    await withChatModelServer([[]], async (server) => {
      config = server.config();
    });
    const model = await createChatModel(config!);
    await assert.rejects(answerOf(model), unavailable(/refused; start the server, or check CHAT_MODEL_BASE_URL$/));
  });

  it('keeps the cause', async () => {
    await withChatModelServer([{ status: 500 }], async (server) => {
      const failure = await answerOf(await createChatModel(server.config())).catch((error: Error) => error);
      assert.match(inspect((failure as Error).cause), /scripted failure/);
    });
  });

  it('keeps the key out of what it says, even if the server repeats it', async () => {
    const error = { message: 'Incorrect API key: sk-secret', param: 'sk-secret' };
    for (const status of [400, 401]) {
      await withChatModelServer([{ status, body: { error } }], async (server) => {
        const model = await createChatModel(server.config({ apiKey: 'sk-secret' }));
        const failure = await answerOf(model).catch((thrown: unknown) => thrown);
        assert.doesNotMatch(inspect(failure, { depth: null, showHidden: true }), /sk-secret/);
        assert.match(inspect(failure), /Incorrect API key/);
      });
    }
  });

  it('names the package to install when that of its provider is missing', async () => {
    await withChatModelServer([[]], async (server) => {
      for (const provider of ['anthropic', 'google-genai', 'mistralai', 'ollama'] as const) {
        await assert.rejects(
          createChatModel(server.config({ provider })),
          unavailable(
            new RegExp(
              `"${provider}:scripted": the package "(@langchain/${provider})" is not installed; npm install \\1$`,
            ),
          ),
        );
      }
    });
  });
});

describe('a chat model that is slow', () => {
  for (const [name, reply] of [
    ['nothing', 'hang'],
    ['no word', ['', ' ', 'hang']],
  ] as const) {
    it(`is aborted when ${name} does not arrive in time, and the request to its server is closed`, async () => {
      await withChatModelServer([reply], async (server) => {
        const model = await createChatModel(server.config({ firstTokenMs: 100, retries: 2 }));
        await assert.rejects(answerOf(model), unavailable(/in 0\.1 s; .* raise CHAT_MODEL_FIRST_TOKEN_SECONDS$/));
        await server.requests[0]!.left;
        assert.equal(server.requests.length, 1);
      });
    });
  }

  it('has more time for its first words while it thinks or its server reads, but not for ever', async () => {
    const sign = { data: JSON.stringify({ choices: [{ index: 0, delta: { reasoning_content: 'Hm.' } }] }) };
    const pause = {
      get until() {
        return new Promise((resolve) => setTimeout(resolve, 60));
      },
    };
    const script = () => [sign, pause, { data: ': ping' }, pause, { data: '' }, pause, sign, pause, 'Да.'] as const;
    await withChatModelServer(script, async (server) => {
      const model = await createChatModel(server.config({ firstTokenMs: 150 }));
      assert.equal(await answerOf(model), 'Да.');
      const strict = await createChatModel(server.config({ firstTokenMs: 150, thinkingMs: 180 }));
      for (const _ of [1, 2, 3]) {
        await assert.rejects(answerOf(strict), unavailable(/in 0\.18 s; .* raise CHAT_MODEL_THINKING_SECONDS$/));
      }
      await assert.rejects(answerOf(strict), unavailable(/THINKING_SECONDS$/), 'a server that is at work is not dead');
    });
  });

  it('is aborted when its answer does not end in time: its text is cut', async () => {
    await withChatModelServer([['Главы ', 'hang']], async (server) => {
      const model = await createChatModel(server.config({ answerMs: 500, firstTokenMs: 400 }));
      const deltas: ChatModelDelta[] = [];
      for await (const delta of model.stream('Кто подписал?')) deltas.push(delta);
      const end = deltas.at(-1);
      assert.match(String(end?.type === 'end' && end.failure), /in 0\.5 s; .* raise CHAT_MODEL_ANSWER_SECONDS$/);
      await server.requests[0]!.left;
    });
  });
});

describe('a chat model is asked again', () => {
  /** Asks with two retries; gives the pauses that were made. */
  async function askAgain(replies: ModelReply[]): Promise<{ pauses: number[]; answer: string; requests: number }> {
    const pauses: number[] = [];
    const result = { pauses, answer: '', requests: 0 };
    await withChatModelServer(replies, async (server) => {
      const wait = async (ms: number) => pauses.push(ms);
      const model = await createChatModel(server.config({ retries: 2 }), { wait, random: () => 0.5 });
      result.answer = await answerOf(model).catch((error: Error) => error.name);
      result.requests = server.requests.length;
    });
    return result;
  }

  it('when its server is busy, fails or breaks off before the first word, after longer and longer pauses', async () => {
    const expected = { pauses: [300, 600], answer: 'Да.', requests: 3 };
    assert.deepEqual(await askAgain([{ status: 429 }, { status: 503 }, ['Да.']]), expected);
    assert.deepEqual(await askAgain([['cut'], [' ', 'cut'], ['Да.']]), expected);
  });

  it('after the time that the server asks for, if it is short', async () => {
    const busy = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds } });
    assert.deepEqual((await askAgain([busy('2'), busy('0'), ['Да.']])).pauses, [2000, 0]);
    assert.deepEqual(await askAgain([busy('60'), ['Да.']]), { pauses: [], answer: 'PilcrowError', requests: 1 });
  });

  it('as often as the settings say', async () => {
    assert.deepEqual(await askAgain([{ status: 500 }]), { pauses: [300, 600], answer: 'PilcrowError', requests: 3 });
  });

  it('never when a retry cannot help', async () => {
    const quota = { status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } };
    for (const reply of [
      { status: 400 },
      { status: 401 },
      { status: 404 },
      quota,
      [' '],
      [{ data: '{' }],
    ] as ModelReply[]) {
      assert.deepEqual(await askAgain([reply, ['Да.']]), { pauses: [], answer: 'PilcrowError', requests: 1 });
    }
  });
});

describe('a dead chat model', () => {
  it('is not called for a while, then tried, and called again when it answers', async () => {
    let time = 0;
    const breaker = createCircuitBreaker({ failures: 3, pauseMs: 30_000, now: () => time });
    const dead: ModelReply[] = [{ status: 500 }, { status: 401 }, ['cut']];
    await withChatModelServer([...dead, ['Да.']], async (server) => {
      const model = await createChatModel(server.config(), { breaker });
      for (const _ of dead) await answerOf(model).catch(() => {});
      await assert.rejects(
        answerOf(model),
        unavailable(/failed several times in a row; it is asked again in a moment$/),
      );
      assert.equal(server.requests.length, 3);
      time = 30_000;
      assert.deepEqual([await answerOf(model), await answerOf(model)], ['Да.', 'Да.']);
    });
  });

  it('is not assumed when its answers break off after the first words', async () => {
    await withChatModelServer([['Главы ', 'cut']], async (server) => {
      const model = await createChatModel(server.config());
      for (let reader = 0; reader < 5; reader += 1) assert.equal(await answerOf(model), 'Главы ');
    });
  });

  it('is not assumed when readers leave', async () => {
    await withChatModelServer([['Главы ', 'hang']], async (server) => {
      const model = await createChatModel(server.config());
      for (let reader = 0; reader < 5; reader += 1) {
        const answer = model.stream('Кто подписал?');
        assert.equal((await answer.next()).done, false);
        await answer.return();
        const leaving = new AbortController();
        const left = async () => {
          for await (const _ of model.stream('Кто подписал?', { signal: leaving.signal })) leaving.abort();
        };
        await assert.rejects(left, { name: 'AbortError' });
      }
    });
  });
});
