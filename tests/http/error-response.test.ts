import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorCode, PilcrowError } from '../../src/errors.ts';
import type { AnswerEvent } from '../../src/protocol/answer.ts';
import { assertExcludes } from '../support/assertions.ts';
import { parseEventStream } from '../support/event-stream.ts';
import { createScriptedAssistant, scriptedEvents } from '../support/scripted-assistant.ts';
import { postChat, streamChat, withServedApp } from '../support/serve-app.ts';

const SECRET = '/srv/secret/place';

/** What the application does when answering fails with `error`: its answer, and what it logged as an error. */
async function failWith(error: unknown) {
  const fail = async () => {
    throw error;
  };
  const reported: { status: number; body: { error: { code: string; message: string } }; errors: string[] }[] = [];
  await withServedApp({ assistant: createScriptedAssistant({ ask: fail }) }, async ({ url, logged }) => {
    const response = await postChat(url, { message: 'a' });
    const body = (await response.json()) as { error: { code: string; message: string } };
    reported.push({ status: response.status, body, errors: logged.filter((line) => line.includes('"level":"error"')) });
  });
  return reported[0]!;
}

describe('server errors', { timeout: 20_000 }, () => {
  it('a bug is shown as an internal error and logged once, in full, on one line', async () => {
    const bug = new Error(`cannot open ${SECRET}`, { cause: new Error('the disk is full') });
    const { status, body, errors } = await failWith(bug);
    assert.equal(status, 500);
    assert.deepEqual(body, { error: { code: 'INTERNAL_ERROR', message: 'Internal error' } });
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, /"requestId":"[\w-]+".*Error: cannot open \/srv\/secret.*error-response\.test\.ts.*disk/);
    assert.match(errors[0]!, /"message":"Failed: 500 INTERNAL_ERROR"/);
    assert.doesNotMatch(errors[0]!.trimEnd(), /\n/);
  });

  it('a thrown value that is no error is shown as an internal error', async () => {
    for (const thrown of ['text', null, undefined, { status: 400, message: SECRET }]) {
      const { status, body } = await failWith(thrown ?? new Error(String(thrown)));
      assert.deepEqual([status, body.error.code], [500, 'INTERNAL_ERROR']);
    }
  });

  const expected: [ErrorCode, number][] = [
    ['INDEX_NOT_READY', 503],
    ['INDEX_LOCKED', 503],
    ['MODEL_UNAVAILABLE', 503],
    ['INDEX_INCOMPATIBLE', 503],
    ['INDEX_CORRUPT', 500],
    ['CONFIG_INVALID', 500],
    ['DOCUMENT_UNREADABLE', 500],
  ];
  for (const [code, status] of expected) {
    it(`${code} is answered with ${status} and no paths of the machine`, async () => {
      const {
        status: reported,
        body,
        errors,
      } = await failWith(new PilcrowError(code, `Cannot read "${SECRET}": gone`));
      assert.deepEqual([reported, body.error.code], [status, code]);
      assertExcludes(JSON.stringify(body), SECRET);
      assert.equal(errors.length, code === 'INDEX_NOT_READY' ? 0 : 1);
    });
  }

  it("the message of a chat model's server, which may repeat the question, is not logged", async () => {
    const cause = new Error('Invalid prompt: «тайный вопрос»');
    const { status, errors } = await failWith(new PilcrowError('CHAT_MODEL_UNAVAILABLE', 'Cannot ask: 400', { cause }));
    assert.equal(status, 503);
    assert.match(errors.join(''), /Cannot ask: 400/);
    assert.doesNotMatch(errors.join(''), /тайный/);
  });

  it('a failure in the middle of a stream ends it with an error event, logged once', async () => {
    async function* streamAnswer(): AsyncGenerator<AnswerEvent> {
      yield* scriptedEvents(['Пе']).slice(0, 3);
      throw new PilcrowError('MODEL_UNAVAILABLE', `Cannot load "${SECRET}"`);
    }
    await withServedApp({ assistant: createScriptedAssistant({ streamAnswer }) }, async ({ url, logged }) => {
      const response = await streamChat(url, { message: 'a' });
      const events = parseEventStream(await response.text());
      assert.equal(response.status, 200);
      assert.deepEqual(
        events.map(({ event }) => event),
        ['answer-start', 'paragraphs-found', 'text-delta', 'error'],
      );
      const reported = events.at(-1)!.data as { code: string; message: string };
      assert.deepEqual(Object.keys(reported), ['code', 'message']);
      assert.equal(reported.code, 'MODEL_UNAVAILABLE');
      assertExcludes(reported.message, SECRET);
      assert.equal(logged.filter((line) => line.includes(SECRET)).length, 1);
    });
  });
});

describe('readiness', { timeout: 20_000 }, () => {
  it('is 503 with an error body until the index can answer, and so are questions', async () => {
    let isReady = false;
    const assistant = createScriptedAssistant({ isReady: async () => isReady, search: async () => [] });
    await withServedApp({ assistant }, async ({ url }) => {
      for (const address of ['/readyz', '/api/search?q=a']) {
        const response = await fetch(url + address);
        assert.equal(response.status, 503);
        assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'INDEX_NOT_READY');
      }
      assert.equal((await streamChat(url, { message: 'a' })).status, 503);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
      isReady = true;
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
      assert.equal((await fetch(`${url}/api/search?q=a`)).status, 200);
    });
  });

  it('does not wait for a model that loads slowly', async () => {
    const assistant = createScriptedAssistant({ isReady: () => new Promise(() => {}) });
    await withServedApp({ assistant, readinessPatienceMs: 1 }, async ({ url }) => {
      assert.equal((await fetch(`${url}/readyz`)).status, 503);
    });
  });

  it('reports that the model is not available, and checks again the next time', async () => {
    let asked = 0;
    const isReady = async () => {
      asked += 1;
      if (asked === 1) throw new PilcrowError('MODEL_UNAVAILABLE', `Cannot load "${SECRET}"`);
      return true;
    };
    await withServedApp({ assistant: createScriptedAssistant({ isReady }) }, async ({ url }) => {
      const response = await fetch(`${url}/readyz`);
      assert.equal(response.status, 503);
      assert.match(await response.text(), /"MODEL_UNAVAILABLE"(?!.*secret)/);
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
    });
  });

  it('is checked once for all questions, and again for each probe, because the index may stop fitting the model', async () => {
    let isReady = true;
    let asked = 0;
    const assistant = createScriptedAssistant({
      async isReady() {
        asked += 1;
        return isReady;
      },
      search: async () => [],
    });
    await withServedApp({ assistant }, async ({ url }) => {
      for (let times = 0; times < 2; times += 1) assert.equal((await fetch(`${url}/api/search?q=a`)).status, 200);
      assert.equal(asked, 1);
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
      isReady = false;
      assert.equal((await fetch(`${url}/readyz`)).status, 503);
      isReady = true;
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
    });
  });
});
