import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, it } from 'node:test';
import { createRunningAnswers } from '../../../../src/http/api/answers/running-answers.ts';
import { untilAborted } from '../../../../src/http/api/answers/until-aborted.ts';
import type { AnswerEvent } from '../../../../src/protocol/answer.ts';
import { createScriptedAssistant, scriptedEvents } from '../../../support/scripted-assistant.ts';
import { type ServedApp, streamChat, withServedApp } from '../../../support/serve-app.ts';
import { until } from '../../../support/until.ts';

/** A response that a test ends as it likes, and the client that waits for it. */
async function withResponse(visit: (response: ServerResponse, leave: () => void) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  try {
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    await visit(response, () => client.destroy());
  } finally {
    client.destroy();
    server.close();
  }
}

/** An answer that only ends when it is aborted. */
async function* endless(_question: unknown, options?: { signal?: AbortSignal }): AsyncGenerator<AnswerEvent> {
  yield scriptedEvents([])[0]!;
  await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
}

async function runningAt({ url }: ServedApp): Promise<string> {
  return /^pilcrow_answers_running (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())![1]!;
}

async function untilRunning(served: ServedApp, wanted: string): Promise<void> {
  let running = '';
  const isReached = async () => {
    running = await runningAt(served);
    return running === wanted;
  };
  await until(isReached, { what: `${wanted} running answers`, timeoutMs: 10_000, state: () => running });
}

describe('running answers', { timeout: 20_000 }, () => {
  it('count until their response is over, complete or not', async () => {
    const answers = createRunningAnswers({ limit: 1 });
    await withResponse(async (response) => {
      const signal = answers.begin(response);
      assert.throws(() => answers.begin(response), { code: 'SERVER_BUSY' });
      response.end('whole');
      await once(response, 'close');
      assert.deepEqual([answers.count, signal.aborted], [0, false]);
    });
    await withResponse(async (response, leave) => {
      const signal = answers.begin(response);
      leave();
      await once(signal, 'abort');
      assert.equal(answers.count, 0);
    });
  });

  it('do not include readers that have left', async () => {
    const answers = createRunningAnswers({ limit: 1 });
    await withResponse(async (response, leave) => {
      leave();
      await once(response, 'close');
      assert.equal(answers.begin(response).aborted, true);
      assert.equal(answers.count, 0);
    });
  });

  it('end with an error event when the server stops, and no other begins', async () => {
    const answers = createRunningAnswers({ limit: 2 });
    await withResponse(async (response) => {
      const signal = answers.begin(response);
      answers.stop();
      assert.equal((signal.reason as { code: string }).code, 'SERVER_STOPPING');
      assert.throws(() => answers.begin(response), { code: 'SERVER_STOPPING' });
    });
  });

  it('are aborted when the connection with several pipelined requests closes', async () => {
    const assistant = createScriptedAssistant({ streamAnswer: endless });
    await withServedApp({ assistant }, async (served) => {
      const body = '{"message":"a"}';
      const request = `POST /api/chat HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const client = connect(Number(new URL(served.url).port), '127.0.0.1');
      client.write(request.repeat(5));
      await untilRunning(served, '5');
      client.destroy();
      await untilRunning(served, '0');
    });
  });

  it('do not begin for a reader who left while the model was loading', async () => {
    let load = () => {};
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    let checks = 0;
    const isReady = async () => {
      checks += 1;
      await loaded;
      return true;
    };
    const assistant = createScriptedAssistant({ isReady, streamAnswer: endless });
    await withServedApp({ assistant, readinessPatienceMs: 60_000 }, async (served) => {
      const leaving = new AbortController();
      const asking = assert.rejects(streamChat(served.url, { message: 'a' }, { signal: leaving.signal }));
      await until(() => checks > 0, { what: 'the first check of the model', timeoutMs: 10_000 });
      leaving.abort();
      await asking;
      // The server has noticed once it has answered a later request.
      await fetch(`${served.url}/healthz`);
      load();
      await fetch(`${served.url}/readyz`);
      assert.equal(await runningAt(served), '0');
      assert.deepEqual(served.logged, []);
    });
  });
});

describe('untilAborted', () => {
  it('yields the values of the source, and ends with it', async () => {
    async function* source() {
      yield* [1, 2];
    }
    const seen: number[] = [];
    for await (const item of untilAborted(source(), new AbortController().signal)) seen.push(item);
    assert.deepEqual(seen, [1, 2]);
  });

  it('throws the reason of the signal at once, whatever the source waits for, and lets the source clean up', async () => {
    let isCleaned = false;
    async function* source() {
      try {
        yield 1;
        await new Promise(() => {});
      } finally {
        isCleaned = true;
      }
    }
    const stopping = new AbortController();
    const items = untilAborted(source(), stopping.signal);
    assert.deepEqual(await items.next(), { value: 1, done: false });
    const next = items.next();
    stopping.abort(new Error('enough'));
    await assert.rejects(next, /enough/);
    assert.equal(isCleaned, false, 'a source that waits for ever is not waited for');
    await assert.rejects(untilAborted(source(), stopping.signal).next(), /enough/);
  });
});
