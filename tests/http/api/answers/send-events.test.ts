import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { formatEvent, sendEvents } from '../../../../src/http/api/answers/send-events.ts';
import { parseEventStream } from '../../../support/event-stream.ts';

type CreateEvents = (left: AbortSignal) => AsyncIterable<{ event: string; data: unknown }>;
type Visit = (url: string, sent: Promise<void>) => Promise<void>;

/** Serves one stream of events; `visit` gets its URL and the promise that resolves when the sending is over. */
async function withStream(
  { createEvents, ...options }: { createEvents: CreateEvents; keepAliveMs?: number; stalledMs?: number },
  visit: Visit,
) {
  const server = createServer();
  const formatFailure = (error: unknown) =>
    formatEvent({ event: 'error', data: { code: 'TOLD', message: String(error) } });
  const sent = once(server, 'request').then(([, response]) => {
    const left = new AbortController();
    response.once('close', () => left.abort());
    return sendEvents(response, framesOf(createEvents(left.signal)), {
      signal: left.signal,
      formatFailure,
      ...options,
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function* framesOf(events: ReturnType<CreateEvents>) {
  for await (const event of events) yield formatEvent(event);
}

const untilAborted = (signal: AbortSignal) => (signal.aborted ? Promise.resolve([]) : once(signal, 'abort'));

describe('sendEvents', { timeout: 20_000 }, () => {
  it('writes each event with its JSON on one line', () => {
    assert.equal(
      formatEvent({ event: 'text-delta', data: 'two\nlines' }),
      'event: text-delta\ndata: "two\\nlines"\n\n',
    );
  });

  it('streams the events in order and ends the response', async () => {
    async function* createEvents() {
      yield { event: 'text-delta', data: 'a' };
      yield { event: 'answer-end', data: null };
    }
    await withStream({ createEvents }, async (url) => {
      const body = await (await fetch(url)).text();
      assert.equal(body, 'event: text-delta\ndata: "a"\n\nevent: answer-end\ndata: null\n\n');
    });
  });

  it('sends the headers before there is an event', async () => {
    const headersSeen = withResolvers();
    async function* createEvents() {
      await headersSeen.promise;
      yield { event: 'answer-end', data: null };
    }
    await withStream({ createEvents, keepAliveMs: 1_000_000 }, async (url) => {
      const response = await fetch(url);
      assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
      assert.equal(response.headers.get('cache-control'), 'no-cache, no-transform');
      assert.equal(response.headers.get('x-accel-buffering'), 'no');
      headersSeen.resolve();
      assert.match(await response.text(), /answer-end/);
    });
  });

  it('survives being cut at every byte, Cyrillic and emoji included', async () => {
    const text = 'Привет, «мир» 🕊️ — ¶18';
    async function* createEvents() {
      yield { event: 'text-delta', data: { text } };
      yield { event: 'answer-end', data: null };
    }
    await withStream({ createEvents }, async (url) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const decoder = new TextDecoder();
        const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
        const stream = pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
        assert.deepEqual(parseEventStream(stream)[0], { event: 'text-delta', data: { text } });
      }
    });
  });

  it('sends a failure in the middle as an error event and ends the response', async () => {
    async function* createEvents() {
      yield { event: 'text-delta', data: 'a' };
      throw new Error('the model broke');
    }
    await withStream({ createEvents }, async (url, sent) => {
      const events = parseEventStream(await (await fetch(url)).text());
      await sent;
      assert.deepEqual(events, [
        { event: 'text-delta', data: 'a' },
        { event: 'error', data: { code: 'TOLD', message: 'Error: the model broke' } },
      ]);
    });
  });

  it('keeps a silent stream alive with comments', async () => {
    const commentSeen = withResolvers();
    async function* createEvents() {
      await commentSeen.promise;
      yield { event: 'answer-end', data: null };
    }
    await withStream({ createEvents, keepAliveMs: 1 }, async (url) => {
      const response = await fetch(url);
      let stream = '';
      for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
        stream += text;
        commentSeen.resolve();
      }
      assert.match(stream, /^: keep-alive\n\n/);
      assert.deepEqual(parseEventStream(stream), [{ event: 'answer-end', data: null }]);
    });
  });

  it('aborts the work when the reader leaves while nothing is sent', async () => {
    async function* createEvents(left: AbortSignal) {
      yield { event: 'text-delta', data: 'a' };
      await untilAborted(left);
      left.throwIfAborted();
    }
    await withStream({ createEvents }, async (url, sent) => {
      const reader = new AbortController();
      const response = await fetch(url, { signal: reader.signal });
      await response.body!.getReader().read();
      reader.abort();
      await sent;
    });
  });

  it('stops producing when the reader leaves in the middle of a large answer', async () => {
    let isStopped = false;
    async function* createEvents() {
      try {
        while (true) yield { event: 'text-delta', data: 'x'.repeat(100_000) };
      } finally {
        isStopped = true;
      }
    }
    await withStream({ createEvents }, async (url, sent) => {
      const reader = new AbortController();
      const response = await fetch(url, { signal: reader.signal });
      await response.body!.getReader().read();
      reader.abort();
      await sent;
      assert.equal(isStopped, true);
    });
  });

  it('disconnects a reader that no longer reads', async () => {
    async function* createEvents() {
      while (true) yield { event: 'text-delta', data: 'x'.repeat(100_000) };
    }
    await withStream({ createEvents, stalledMs: 20 }, async (url, sent) => {
      const response = await fetch(url);
      await sent;
      await assert.rejects(response.text());
    });
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
