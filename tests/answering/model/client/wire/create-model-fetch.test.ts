import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createRequestCorrections } from '../../../../../src/answering/model/client/wire/correct-request.ts';
import { createModelFetch } from '../../../../../src/answering/model/client/wire/create-model-fetch.ts';
import { readFrames } from '../../../../../src/answering/model/client/wire/read-frames.ts';

/** A body in these parts, each sent by itself; `destroy` breaks the connection. */
type Parts = (string | Uint8Array | 'destroy')[];

const ASKED = { method: 'POST', body: JSON.stringify({ messages: [] }) };

/** Runs with the address of a server that answers with these parts. */
async function withBody<Result>(
  parts: Parts,
  { type, run }: { type: string | null; run: (url: string) => Promise<Result> },
): Promise<Result> {
  const server = createServer(async (_request, response) => {
    response.writeHead(200, type === null ? {} : { 'content-type': type });
    for (const part of parts) {
      if (part === 'destroy') return void response.destroy();
      await new Promise((sent) => response.write(part, sent));
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What a body comes to: text, why it ended, tokens. */
async function fetched(parts: Parts, type: string | null = 'text/event-stream') {
  const fetchModel = createModelFetch({ corrections: createRequestCorrections({}), query: '' });
  return withBody(parts, {
    type,
    async run(url) {
      const frames = (await (await fetchModel(url, ASKED)).text()).split('\n\n').filter(Boolean);
      assert.equal(frames.pop(), 'data: [DONE]');
      const values = frames.map((frame) => JSON.parse(frame.slice('data: '.length)));
      const choices = values.flatMap(({ choices: [choice] }) => choice ?? []);
      return {
        text: choices.map(({ delta }) => delta.content).join(''),
        finish: choices.at(-1).finish_reason,
        usage: values.at(-1).usage ?? null,
      };
    },
  });
}

const event = (value: unknown) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
const words = (content: unknown, more = {}) => event({ choices: [{ index: 0, delta: { content }, ...more }] });
const STOP = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
const DONE = event('[DONE]');
const WHOLE = {
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: '¶ Да.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 3 },
};

const SHAPES: Record<string, Parts> = {
  'the usual stream': [words('¶ '), words('Да.'), STOP, DONE],
  'no [DONE]': [words('¶ Да.'), STOP],
  'no reason to end': [words('¶ Да.'), DONE],
  'no blank line at the end': [words('¶ Да.'), STOP.trimEnd()],
  'a reason to end in every frame': [words('¶ ', { finish_reason: 'stop' }), words('Да.', { finish_reason: 'stop' })],
  'comments, empty data and a comment as data': [
    ': PROCESSING\n\n',
    'data:\n\n',
    event(': PROCESSING'),
    words('¶ Да.'),
    DONE,
  ],
  'names of events, ids and carriage returns': [
    `retry: 100\r\n\r\nevent: message\r\nid: 1\r\n${words('¶ Да.').replaceAll('\n', '\r\n')}`,
    DONE,
  ],
  'no blank lines between': [`${words('¶ ').trimEnd()}\n${words('Да.').trimEnd()}\n${STOP}${DONE}`],
  'a mark of byte order': ['\uFEFF', words('¶ Да.'), STOP, DONE],
  'more choices than one': [
    words('¶ '),
    event({ choices: [{ index: 1, delta: { content: 'Нет.' } }] }),
    words('Да.'),
    event({ choices: [{ index: 1, delta: {}, finish_reason: 'length' }] }),
    STOP,
  ],
  'reasoning fields': [
    event({ choices: [{ delta: { reasoning_content: 'Hm.' } }] }),
    event({ choices: [{ delta: { content: null, reasoning: 'Hm.' } }] }),
    words('¶ Да.'),
    DONE,
  ],
  'content in parts': [
    words([{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }]),
    words([{ type: 'text', text: '¶ ' }, 'Да.']),
    STOP,
  ],
  'messages instead of deltas': [event({ choices: [{ message: { content: '¶ Да.' } }] }), STOP],
  'fields of no use': [event({ choices: null }), event({ choices: [{ index: '0', delta: 7 }] }), words('¶ Да.'), STOP],
  'an error that is none': [event({ error: null, choices: [{ delta: { content: '¶ Да.' } }] }), STOP],
  'a connection broken after the end': [words('¶ Да.'), STOP, 'destroy'],
  'text after the end': [words('¶ Да.'), STOP, DONE, words('Нет.')],
  'a whole completion': [JSON.stringify(WHOLE)],
  'a whole completion over many lines': [`\n${JSON.stringify(WHOLE, null, 2)}\n`],
  'JSON lines': [`${JSON.stringify(WHOLE)}\n`, '\n'],
};

describe('createModelFetch', () => {
  for (const [name, parts] of Object.entries(SHAPES)) {
    it(`makes one stream of ${name}, whatever type it is called`, async () => {
      for (const type of ['text/event-stream', 'application/json', 'text/plain', null]) {
        const { text, finish } = await fetched(parts, type);
        assert.equal(text, '¶ Да.', String(type));
        assert.notEqual(finish, 'length');
      }
    });
  }

  it('reads a stream wherever the network cuts it', async () => {
    const bytes = Buffer.from(`: на связи\r\n\r\n${words('¶ «Да» — 🖋')}${STOP}`);
    for (let at = 1; at < bytes.length; at += 1) {
      assert.equal((await fetched([bytes.subarray(0, at), bytes.subarray(at)])).text, '¶ «Да» — 🖋');
    }
  });

  it('passes on the tokens used, wherever they stand, once', async () => {
    const usage = (completion_tokens: number) => ({ usage: { prompt_tokens: 12, completion_tokens } });
    const counted = event({ choices: [{ index: 0, delta: { content: 'Да.' } }], ...usage(1) });
    const { usage: given } = await fetched([counted, event({ choices: [], ...usage(3) }), DONE]);
    assert.deepEqual(given, { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 });
    assert.equal((await fetched([JSON.stringify(WHOLE)])).usage.prompt_tokens, 12);
  });

  it('gives a sign of life for what is no text', async () => {
    const reasoning = event({ choices: [{ delta: { reasoning_content: 'Hm.' } }] });
    const kinds: string[] = [];
    for await (const frames of readFrames(Readable.from([Buffer.from(`: ping\n\ndata:\n\n${reasoning}`)]))) {
      kinds.push(...frames.map(({ kind }) => kind));
    }
    assert.deepEqual(kinds, ['alive', 'alive', 'value']);
  });

  it('calls an end at any limit by one name', async () => {
    for (const reason of ['length', 'max_tokens', 'MAX_TOKENS', 'content_filter']) {
      assert.equal((await fetched([words('Да', { finish_reason: reason }), DONE])).finish, 'length');
    }
  });

  it('fails when the connection ends before the answer does, and on what is no answer', async () => {
    const premature = { code: 'ERR_STREAM_PREMATURE_CLOSE' };
    for (const parts of [[words('Да')], ['data: [DON'], [words('Да'), words('Да').slice(0, 20)], []]) {
      await assert.rejects(fetched(parts), premature);
    }
    await assert.rejects(fetched([words('Да'), 'destroy']), /terminated/);
    await assert.rejects(fetched([event({ error: { message: 'out of memory', code: 503 } })]), { status: 503 });
    await assert.rejects(fetched([event({ object: 'error', message: 'no', code: 400 })]), { status: 400 });
    await assert.rejects(fetched(['<html>Sign in</html>'], 'text/html'), /a web page/);
  });
});
