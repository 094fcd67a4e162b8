import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { PilcrowError } from '../../src/errors.ts';
import { startServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import type { Answer, AnswerEvent } from '../../src/protocol/answer.ts';
import { parseEventStream } from '../support/event-stream.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../support/scripted-assistant.ts';
import { postChat, serveApp, streamChat, withServedApp } from '../support/serve-app.ts';

/** A moment in a test: `reached` resolves when `reach` is called. */
function createMoment(): { reached: Promise<void>; reach: () => void } {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { reached, reach };
}

/** Shorter than the server's own timeouts for idle connections, so that only `stop` itself can have closed them in time. */
const GRACE_MS = 4000;

const untilAborted = (signal: AbortSignal | undefined) => (signal!.aborted ? undefined : once(signal!, 'abort'));

describe('startServer', { timeout: 20_000 }, () => {
  it('listens on a free port and returns its URL', async () => {
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
    });
  });

  it('says what to do when the port is taken or the address is not of this machine', async () => {
    const log = createLog('silent');
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      const port = Number(new URL(url).port);
      const app = () => {};
      const isAdvice = (advice: RegExp) => (error: unknown) =>
        error instanceof PilcrowError && error.code === 'CONFIG_INVALID' && advice.test(error.message);
      await assert.rejects(
        startServer({ app, config: { host: '127.0.0.1', port }, log }),
        isAdvice(/^Cannot listen on "127\.0\.0\.1" port \d+: another program listens there; .*set PORT/),
      );
      await assert.rejects(startServer({ app, config: { host: '192.0.2.1', port: 0 }, log }), isAdvice(/set HOST/));
    });
  });

  it('takes a free port where that of no setting is in use', async () => {
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      const port = Number(new URL(url).port);
      const config = { host: '127.0.0.1', port, isPortSet: false };
      const second = await startServer({ app: () => {}, config, log: createLog('silent') });
      assert.notEqual(new URL(second.url).port, String(port));
      await second.stop();
    });
  });

  it('aborts the work when the reader of an answer or of a stream leaves', async () => {
    for (const send of [postChat, streamChat]) {
      const begun = createMoment();
      const aborted = createMoment();
      const work = async (signal: AbortSignal | undefined): Promise<never> => {
        begun.reach();
        await untilAborted(signal);
        aborted.reach();
        throw new Error('This operation was aborted');
      };
      const assistant = createScriptedAssistant({
        ask: (_question, options) => work(options?.signal),
        async *streamAnswer(_question, options) {
          yield await work(options?.signal);
        },
      });
      await withServedApp({ assistant }, async ({ url, logged }) => {
        const reader = new AbortController();
        const asking = assert.rejects(
          send(url, { message: 'a' }, { signal: reader.signal }).then((response) => response.text()),
        );
        await begun.reached;
        reader.abort();
        await asking;
        await aborted.reached;
        // By the time another request is answered, this one is over on the server as well.
        assert.equal((await fetch(`${url}/healthz`)).status, 200);
        assert.deepEqual(logged, [], 'a reader that leaves is no failure');
      });
    }
  });

  it('survives an answer that is ready only after its reader has left', async () => {
    const begun = createMoment();
    const ended = createMoment();
    const assistant = createScriptedAssistant({
      async ask(_question, options) {
        begun.reach();
        await untilAborted(options?.signal);
        setImmediate(ended.reach);
        return scriptedAnswer('too late');
      },
    });
    await withServedApp({ assistant }, async ({ url }) => {
      const reader = new AbortController();
      const asking = assert.rejects(postChat(url, { message: 'a' }, { signal: reader.signal }));
      await begun.reached;
      reader.abort();
      await asking;
      await ended.reached;
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
    });
  });
});

describe('stop', { timeout: 20_000 }, () => {
  it('finishes running answers, closes idle connections and accepts no new ones', async () => {
    const begun = { json: createMoment(), stream: createMoment() };
    const released = createMoment();
    const assistant = createScriptedAssistant({
      async *streamAnswer({ message }) {
        const [start, ...rest] = scriptedEvents(['Го', 'тово']);
        yield start!;
        begun[message as 'json' | 'stream'].reach();
        await released.reached;
        yield* rest;
      },
    });
    const { url, logged, stop } = await serveApp({ assistant });
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await once(idle, 'connect');
    const answer = postChat(url, { message: 'json' });
    const stream = await streamChat(url, { message: 'stream' });
    await Promise.all([begun.json.reached, begun.stream.reached]);
    await fetch(`${url}/healthz`);

    const stopped = stop({ graceMs: GRACE_MS });
    await once(idle.resume(), 'close');
    await assert.rejects(fetch(`${url}/healthz`), 'a new connection is refused');
    released.reach();
    assert.equal(((await (await answer).json()) as Answer).text, 'Готово');
    assert.equal(parseEventStream(await stream.text()).at(-1)!.event, 'answer-end');
    await stopped;
    await stop();
    assert.deepEqual(logged, [], 'nothing was cut off');
  });

  it('sends a large answer whole to a reader that is slow to take it', async () => {
    const text = 'я'.repeat(10_000_000);
    const assistant = createScriptedAssistant({ ask: async () => scriptedAnswer(text) });
    const { url, stop } = await serveApp({ assistant });
    const response = await postChat(url, { message: 'a' });
    const stopped = stop();
    assert.equal(((await response.json()) as Answer).text.length, text.length);
    await stopped;
  });

  it('closes the connection of the last answer, even when its client asks to keep it alive', async () => {
    const agent = new Agent({ keepAlive: true });
    const released = createMoment();
    const search = async () => {
      await released.reached;
      return [];
    };
    const asked = createMoment();
    const isReady = async () => {
      asked.reach();
      return true;
    };
    const { url, logged, stop } = await serveApp({ assistant: createScriptedAssistant({ search, isReady }) });
    try {
      const answered = once(get(`${url}/api/search?q=a`, { agent }), 'response');
      await asked.reached;
      const stopped = stop({ graceMs: GRACE_MS });
      released.reach();
      const [response] = await answered;
      response.resume();
      await stopped;
      assert.deepEqual(logged, [], 'nothing was cut off');
    } finally {
      agent.destroy();
    }
  });

  it('sends the readers of endless answers an error, and aborts their work', async () => {
    const [begun, aborted] = [createMoment(), createMoment()];
    let count = 0;
    async function* streamAnswer(_question: unknown, options?: { signal?: AbortSignal }): AsyncGenerator<AnswerEvent> {
      yield scriptedEvents([])[0]!;
      count += 1;
      if (count === 2) begun.reach();
      await untilAborted(options?.signal);
      aborted.reach();
    }
    const { url, logged, stop } = await serveApp({ assistant: createScriptedAssistant({ streamAnswer }) });
    const stream = await streamChat(url, { message: 'a' });
    const answer = postChat(url, { message: 'a' });
    await begun.reached;
    await stop({ graceMs: 1600 });
    await aborted.reached;
    const { event, data } = parseEventStream(await stream.text()).at(-1)!;
    assert.deepEqual([event, (data as { code: string }).code], ['error', 'SERVER_STOPPING']);
    assert.equal((await answer).status, 503);
    assert.equal((await answer).headers.get('retry-after'), '10');
    assert.deepEqual(logged, [], 'nothing was cut off');
  });

  it('disconnects a reader that does not read its answer when the grace period is over', async () => {
    const assistant = createScriptedAssistant({ ask: async () => scriptedAnswer('я'.repeat(20_000_000)) });
    const { url, logged, stop } = await serveApp({ assistant });
    const response = await postChat(url, { message: 'a' });
    await stop({ graceMs: 1 });
    await assert.rejects(response.text());
    assert.match(logged.join(''), /1 answers? unfinished/);
  });
});
