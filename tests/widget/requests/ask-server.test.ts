import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { formatEvent } from '../../../src/http/api/answers/send-events.ts';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import type { ChatRequest } from '../../../src/protocol/requests.ts';
import { type ArrivingEvent, AskError, askServer } from '../../../src/widget/requests/ask-server.ts';
import { scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';

// JSON leaves line separators as they are.
const EVENTS = scriptedEvents(['Привет, ', '«мир» 🌍', 'две\u2028строки']);
const STREAM = Buffer.from(EVENTS.map(formatEvent).join(''));
const REQUEST: ChatRequest = { message: 'Кто?', history: [] };

/** Serves `answer` on a free port of this machine while `visit` runs. */
async function withServer(answer: RequestListener, visit: (server: URL) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await visit(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function ask(
  server: URL,
  options: { signal?: AbortSignal; maxSilenceMs?: number } = {},
): Promise<ArrivingEvent[]> {
  const events: ArrivingEvent[] = [];
  const signal = options.signal ?? new AbortController().signal;
  for await (const event of askServer(server, REQUEST, { ...options, signal })) events.push(event);
  return events;
}

const startStream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const failsWith =
  (kind: string, more: object = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof AskError, String(error));
    assert.deepEqual({ ...error.failure, ...more, kind }, error.failure);
    return true;
  };

describe('askServer', () => {
  it('yields the same events wherever the stream is cut', async () => {
    let cut = 0;
    const answer: RequestListener = (_request, response) => {
      startStream(response).write(STREAM.subarray(0, cut));
      setImmediate(() => response.end(STREAM.subarray(cut)));
    };
    await withServer(answer, async (server) => {
      for (cut = 1; cut < STREAM.length; cut += 1) assert.deepEqual(await ask(server), EVENTS, `cut at ${cut}`);
    });
  });

  it('yields the events that come before a text, and those of a later version', async () => {
    const [start, ...rest] = EVENTS;
    const later = { event: 'weather', data: { text: 'Дождь' } } as unknown as AnswerEvent;
    const excerpts: AnswerEvent = { event: 'excerpts', data: scriptedAnswer('«Слова.» [1]') };
    const events: AnswerEvent[] = [start!, { event: 'thinking', data: {} }, excerpts, later, ...rest];
    const answer: RequestListener = (_request, response) => startStream(response).end(events.map(formatEvent).join(''));
    await withServer(answer, async (server) => assert.deepEqual(await ask(server), events));
  });

  it('sends the question as JSON, and asks for events', async () => {
    let received: { body: unknown; headers: IncomingMessage['headers'] } | undefined;
    const answer: RequestListener = async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      received = { body: JSON.parse(body), headers: request.headers };
      startStream(response).end(STREAM);
    };
    await withServer(answer, async (server) => void (await ask(server)));
    assert.deepEqual(received?.body, REQUEST);
    assert.equal(received?.headers.accept, 'text/event-stream');
    assert.equal(received?.headers['content-type'], 'application/json');
  });

  it('sends proper JSON from a page whose libraries add toJSON to arrays', async () => {
    const prototype = Array.prototype as { toJSON?: () => string };
    prototype.toJSON = () => 'patched';
    let received: unknown;
    const answer: RequestListener = async (request, response) => {
      received = JSON.parse(Buffer.concat(await request.toArray()).toString());
      startStream(response).end(STREAM);
    };
    try {
      await withServer(answer, async (server) => void (await ask(server)));
    } finally {
      delete prototype.toJSON;
    }
    assert.deepEqual(received, REQUEST);
  });

  it('reports a stream that ends early, an error on it, and one that cannot be parsed', async () => {
    const streams = [
      formatEvent(EVENTS[0]!),
      formatEvent({ event: 'error', data: { code: 'INTERNAL', message: 'Internal error' } }),
      'event: text-delta\ndata: {"text":\n\n',
    ];
    for (const stream of streams) {
      const answer: RequestListener = (_request, response) => void startStream(response).end(stream);
      await withServer(answer, (server) => assert.rejects(ask(server), failsWith('failed')));
    }
  });

  it('reports a connection that breaks, a server that is not there, and one that falls silent', async () => {
    const breakOff: RequestListener = (_request, response) => {
      startStream(response).write(STREAM.subarray(0, 100), () => response.destroy());
    };
    await withServer(breakOff, (server) => assert.rejects(ask(server), failsWith('offline')));
    await assert.rejects(ask(new URL('http://127.0.0.1:1/')), failsWith('offline'));
    const fallSilent: RequestListener = (_request, response) => void startStream(response).write(': keep-alive\n\n');
    await withServer(fallSilent, (server) => assert.rejects(ask(server, { maxSilenceMs: 50 }), failsWith('offline')));
  });

  it('reports refusals by what can be done about them', async () => {
    const cases = [
      { status: 429, retryAfter: '17', kind: 'limited', retryAfterSeconds: 17 },
      { status: 429, retryAfter: undefined, kind: 'limited', retryAfterSeconds: null },
      { status: 503, retryAfter: undefined, kind: 'preparing', retryAfterSeconds: null },
      { status: 503, code: 'SERVER_BUSY', retryAfter: '5', kind: 'busy', retryAfterSeconds: 5 },
      { status: 503, code: 'SERVER_STOPPING', retryAfter: '10', kind: 'busy', retryAfterSeconds: 10 },
      { status: 404, retryAfter: undefined, kind: 'refused', retryAfterSeconds: null },
      { status: 500, retryAfter: undefined, kind: 'failed', retryAfterSeconds: null },
    ];
    for (const { status, code = 'X', retryAfter, kind, retryAfterSeconds } of cases) {
      const answer: RequestListener = (_request, response) => {
        response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
        response.end(JSON.stringify({ error: { code, message: 'Cannot do it' } }));
      };
      const isExpected = failsWith(kind, { retryAfterSeconds, detail: 'Cannot do it' });
      await withServer(answer, (server) => assert.rejects(ask(server), isExpected));
    }
  });

  it('ends without an error when it is stopped, and closes the connection', async () => {
    const stopped = new AbortController();
    let closed: Promise<void> | undefined;
    const answer: RequestListener = (_request, response) => {
      closed = new Promise((resolve) => response.once('close', resolve));
      startStream(response).write(formatEvent(EVENTS[0]!), () => stopped.abort());
    };
    await withServer(answer, async (server) => {
      const events = await ask(server, { signal: stopped.signal });
      assert.ok(events.length <= 1, JSON.stringify(events));
      await closed;
    });
  });
});
