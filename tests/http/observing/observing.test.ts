import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';
import { postChat, streamChat, withServedApp } from '../../support/serve-app.ts';
import { until } from '../../support/until.ts';

const QUESTION = 'Тайный вопрос о secret-subject';
const linesOf = (logged: string[]) => logged.map((line) => JSON.parse(line) as Record<string, unknown>);
const requestsIn = (logged: string[]) => linesOf(logged).filter(({ message }) => message === 'Request');

/** The lines of a metric. */
async function metric(url: string, name: string): Promise<string[]> {
  const response = await fetch(`${url}/metrics`);
  assert.match(response.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
  return (await response.text()).split('\n').filter((line) => line.startsWith(name));
}

/** The request lines of a log when there are so many: the last one is written after the answer has left. */
const untilLogged = (logged: string[], count: number) =>
  until(() => requestsIn(logged).length === count, {
    what: `${count} requests in the log`,
    timeoutMs: 10_000,
    state: () => logged,
  });

async function* answer(): AsyncGenerator<AnswerEvent> {
  const [start, found, text, end] = scriptedEvents(['Ответ']);
  yield* [start!, found!, text!];
  const model = { name: 'm', firstTokenMs: 1, answerMs: 2, inputTokens: 30, outputTokens: 7 };
  yield { event: 'answer-end', data: { ...(end as { data: ReturnType<typeof scriptedAnswer> }).data, model } };
}

describe('the log of requests', { timeout: 20_000 }, () => {
  it('has one line of JSON for each request, without the question or the conversation id', async () => {
    const assistant = createScriptedAssistant({ streamAnswer: answer, search: async () => [] });
    await withServedApp({ assistant, logLevel: 'info' }, async ({ url, logged }) => {
      const response = await postChat(url, { message: QUESTION });
      await response.text();
      await fetch(`${url}/api/search?q=${encodeURIComponent(QUESTION)}`);
      await fetch(`${url}/api/conversations/secret-subject`);
      await fetch(`${url}/secret-subject?q=secret-subject`);
      await fetch(`${url}/healthz`);
      await untilLogged(logged, 4);
      assert.deepEqual(
        requestsIn(logged).map(({ method, route, status, outcome }) => [method, route, status, outcome]),
        [
          ['POST', '/api/chat', 200, 'unanswered'],
          ['GET', '/api/search', 200, undefined],
          ['GET', '/api/conversations/:id', 404, undefined],
          ['GET', 'none', 404, undefined],
        ],
      );
      assert.equal(requestsIn(logged)[0]!.requestId, response.headers.get('x-request-id'));
      assert.doesNotMatch(logged.join(''), /secret-subject|Тайный|%D0/);
    });
  });

  it('has the question at the level debug', async () => {
    const assistant = createScriptedAssistant({ streamAnswer: answer });
    await withServedApp({ assistant, logLevel: 'debug' }, async ({ url, logged }) => {
      await postChat(url, { message: QUESTION });
      assertIncludes(
        linesOf(logged).map(({ level, question }) => `${level}: ${question}`),
        `debug: ${QUESTION}`,
      );
    });
  });

  it('says when the reader left before the answer', async () => {
    async function* streamAnswer(_question: unknown, options?: { signal?: AbortSignal }) {
      yield* scriptedEvents([]).slice(0, 2);
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
    }
    const assistant = createScriptedAssistant({ streamAnswer });
    await withServedApp({ assistant, logLevel: 'info' }, async ({ url, logged }) => {
      const leaving = new AbortController();
      await streamChat(url, { message: 'a' }, { signal: leaving.signal });
      leaving.abort();
      await untilLogged(logged, 1);
      assert.equal(requestsIn(logged)[0]!.outcome, 'left');
    });
  });

  it('uses the request id of the caller when it is a plain name', async () => {
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      const idFor = async (given: string) =>
        (await fetch(`${url}/healthz`, { headers: { 'x-request-id': given } })).headers.get('x-request-id');
      assert.equal(await idFor('trace-1.a:b'), 'trace-1.a:b');
      for (const given of ['', 'two words', '<b>', 'a'.repeat(101)])
        assert.match((await idFor(given))!, /^[\da-f-]{36}$/);
    });
  });
});

describe('GET /metrics', { timeout: 20_000 }, () => {
  it('counts questions by outcome, times the stages, and counts tokens', async () => {
    let fails = false;
    async function* streamAnswer() {
      if (fails) throw new Error('broken');
      yield* answer();
    }
    await withServedApp(
      { assistant: createScriptedAssistant({ streamAnswer }), logLevel: 'silent' },
      async ({ url }) => {
        await (await postChat(url, { message: 'a' })).text();
        await (await streamChat(url, { message: 'a' })).text();
        fails = true;
        await (await postChat(url, { message: 'a' })).text();
        assert.deepEqual(await metric(url, 'pilcrow_questions_total'), [
          'pilcrow_questions_total{client="chat",outcome="unanswered"} 2',
          'pilcrow_questions_total{client="chat",outcome="failed"} 1',
        ]);
        assert.deepEqual(await metric(url, 'pilcrow_model_tokens_total'), [
          'pilcrow_model_tokens_total{direction="input"} 60',
          'pilcrow_model_tokens_total{direction="output"} 14',
        ]);
        const counts = (await metric(url, 'pilcrow_answer_stage_seconds_count')).map((line) => line.split('_count')[1]);
        assert.deepEqual(counts.toSorted(), ['{stage="first-text"} 1', '{stage="search"} 1', '{stage="whole"} 2']);
        assert.notDeepEqual(await metric(url, 'nodejs_eventloop_lag_p99_seconds'), []);
      },
    );
  });

  it('counts replies by what is replied to, beside the questions', async () => {
    const answer = { ...scriptedAnswer('Hello!'), kind: 'reply', reason: 'greeting' } as const;
    const assistant = createScriptedAssistant({ ask: async () => answer });
    await withServedApp({ assistant, logLevel: 'silent' }, async ({ url }) => {
      await (await postChat(url, { message: 'Hi' })).text();
      assert.deepEqual(await metric(url, 'pilcrow_questions_total'), [
        'pilcrow_questions_total{client="chat",outcome="reply"} 1',
      ]);
      assert.deepEqual(await metric(url, 'pilcrow_replies_total'), ['pilcrow_replies_total{reason="greeting"} 1']);
    });
  });

  it('counts the sentences of the chat model that were left out, by reason', async () => {
    const answer = { ...scriptedAnswer('Yes.'), omitted: { sentences: 3, reasons: { number: 2, words: 1 } } };
    const assistant = createScriptedAssistant({ ask: async () => answer });
    await withServedApp({ assistant, logLevel: 'silent' }, async ({ url }) => {
      await (await postChat(url, { message: 'When?' })).text();
      assert.deepEqual(await metric(url, 'pilcrow_model_sentences_omitted_total'), [
        'pilcrow_model_sentences_omitted_total{reason="number"} 2',
        'pilcrow_model_sentences_omitted_total{reason="words"} 1',
      ]);
    });
  });

  it('counts what a chat model failed with, and the excerpts that answered instead', async () => {
    const model = { name: 'm', firstTokenMs: null, answerMs: 2, inputTokens: null, outputTokens: null };
    const excerpts = {
      ...scriptedAnswer('Ответ'),
      reason: 'model-unavailable',
      model: { ...model, failure: 'slow' },
    } as const;
    const part = { ...scriptedAnswer('Ответ'), truncated: true, model: { ...model, failure: 'unreachable' } } as const;
    const answers = [excerpts, part, excerpts];
    const assistant = createScriptedAssistant({ ask: async () => answers.pop()! });
    await withServedApp({ assistant, logLevel: 'silent' }, async ({ url }) => {
      for (const message of ['a', 'b', 'c']) await (await postChat(url, { message })).text();
      assert.deepEqual(await metric(url, 'pilcrow_model_failures_total'), [
        'pilcrow_model_failures_total{kind="slow"} 2',
        'pilcrow_model_failures_total{kind="unreachable"} 1',
      ]);
      assert.deepEqual(await metric(url, 'pilcrow_model_fallbacks_total'), [
        'pilcrow_model_fallbacks_total{reason="model-unavailable"} 2',
      ]);
    });
  });

  it('shows how many streams are open, and counts readers that leave', async () => {
    async function* streamAnswer(_question: unknown, options?: { signal?: AbortSignal }) {
      yield* scriptedEvents([]).slice(0, 2);
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
    }
    await withServedApp(
      { assistant: createScriptedAssistant({ streamAnswer }), logLevel: 'silent' },
      async ({ url }) => {
        const leaving = new AbortController();
        await streamChat(url, { message: 'a' }, { signal: leaving.signal });
        await streamChat(url, { message: 'a' });
        assert.deepEqual(await metric(url, 'pilcrow_answers_running'), ['pilcrow_answers_running 2']);
        leaving.abort();
        let running: string[] = [];
        const isOne = async () => {
          running = await metric(url, 'pilcrow_answers_running');
          return running[0] === 'pilcrow_answers_running 1';
        };
        await until(isOne, { what: 'the server to see that one reader left', timeoutMs: 10_000, state: () => running });
        assert.deepEqual(await metric(url, 'pilcrow_streams_open'), ['pilcrow_streams_open 1']);
        assert.deepEqual(await metric(url, 'pilcrow_questions_total'), [
          'pilcrow_questions_total{client="chat",outcome="left"} 1',
        ]);
      },
    );
  });

  it('is open to this machine and to callers with the admin token', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.1' };
    const statusFor = async (url: string, headers: Record<string, string>) =>
      (await fetch(`${url}/metrics`, { headers })).status;
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      assert.equal(await statusFor(url, {}), 200);
      assert.equal(await statusFor(url, proxied), 403);
      assert.equal(await statusFor(url, { ...proxied, authorization: 'Bearer null' }), 403);
    });
    await withServedApp({ assistant: createScriptedAssistant({}), http: { adminToken: 'token' } }, async ({ url }) => {
      assert.equal(await statusFor(url, { ...proxied, authorization: 'Bearer token' }), 200);
      assert.equal(await statusFor(url, { ...proxied, authorization: 'Bearer other' }), 403);
    });
  });
});
