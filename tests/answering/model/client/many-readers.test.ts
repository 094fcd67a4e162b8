import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelDelta } from '../../../../src/answering/model/client/chat-model-delta.ts';
import type { ChatModelConfig } from '../../../../src/config/config.ts';
import { createTaskQueue } from '../../../../src/runtime/task-queue.ts';
import { type ModelScript, type ModelStep, withChatModelServer } from '../../../support/chat-model-server.ts';

const READERS = [1, 2, 3, 4, 5];

/** What five readers get who ask at once. */
async function askAtOnce(script: ModelScript, changes: Partial<ChatModelConfig>) {
  const answers: (string | Error)[] = [];
  let requests = 0;
  await withChatModelServer(script, async (server) => {
    const model = await createChatModel(server.config(changes));
    const read = async (number: number) => {
      let text = '';
      for await (const delta of model.stream(`Вопрос ${number}`)) {
        if (delta.type === 'text') text += delta.text;
        if (delta.type === 'restart') text = '';
        if (delta.type === 'end') assert.equal(delta.isCut, false);
      }
      return text;
    };
    answers.push(...(await Promise.all(READERS.map((number) => read(number).catch((error: Error) => error)))));
    requests = server.requests.length;
  });
  return { answers, requests };
}

const numberOf = (request: { body: { messages: { content: string }[] } }) =>
  request.body.messages.at(-1)!.content.at(-1);
const EXPECTED = READERS.map((number) => `Ответ ${number}.`);

describe('a model that writes one answer at a time', () => {
  it('answers five readers who ask at once, one after another, with CHAT_MODEL_CONCURRENCY=1', async () => {
    let running = 0;
    let most = 0;
    const script: ModelScript = async (request) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 300));
      running -= 1;
      return [`Ответ ${numberOf(request)}.`];
    };
    // Each answer alone is in time, all five together are not.
    const { answers } = await askAtOnce(script, {
      concurrency: 1,
      firstTokenMs: 1200,
      thinkingMs: 1200,
      answerMs: 1200,
    });
    assert.deepEqual(answers, EXPECTED);
    assert.equal(most, 1);
  });

  it('answers them also where the server keeps them waiting: a sign of life to one is one to all', async () => {
    const inTurn = createTaskQueue();
    const script: ModelScript = (request) =>
      inTurn(async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return [`Ответ ${numberOf(request)}.`];
      });
    const { answers } = await askAtOnce(script, { firstTokenMs: 1200, answerMs: 1200 });
    assert.deepEqual(answers, EXPECTED);
  });

  it('answers them also where the server refuses what it has no room for', async () => {
    let isBusy = false;
    const script: ModelScript = async (request) => {
      if (isBusy) return { status: 503, body: { error: { message: 'no slot available' } } };
      isBusy = true;
      await new Promise((resolve) => setTimeout(resolve, 60));
      isBusy = false;
      return [`Ответ ${numberOf(request)}.`];
    };
    assert.deepEqual((await askAtOnce(script, {})).answers, EXPECTED);
  });

  it('asks one question after another once its server drops answers for others', async () => {
    let drop = () => {};
    const script: ModelScript = async (request) => {
      drop();
      const isDropped = await Promise.race([
        new Promise<true>((resolve) => {
          drop = () => resolve(true);
        }),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), 60)),
      ]);
      return isDropped ? [{ data: '[DONE]' }, 'close'] : [`Ответ ${numberOf(request)}.`];
    };
    const { answers, requests } = await askAtOnce(script, {});
    assert.deepEqual(answers, EXPECTED);
    assert.ok(requests <= 9, `${requests} requests: each was dropped once at most`);
  });

  for (const [name, words] of [
    ['the first word', []],
    ['the end', ['Ответ ']],
  ] as const) {
    it(`asks again when its server drops an answer for another question before ${name}`, async () => {
      // As llama-cpp-python does: the answer under way is over, without a reason, as soon as another question comes.
      let drop = () => {};
      const script: ModelScript = (request, index) => {
        drop();
        const dropped = new Promise<void>((resolve) => {
          drop = resolve;
        });
        const whole: ModelStep[] = [`Ответ ${numberOf(request)}.`];
        return index < 4 ? [...words, { until: dropped }, { data: '[DONE]' }, 'close'] : whole;
      };
      const answers = await askDropped(script);
      assert.deepEqual(answers, EXPECTED);
    });
  }
});

/** The same with a reader each who was shown nothing yet, after one answer that was whole. */
async function askDropped(script: ModelScript): Promise<string[]> {
  let asked = 0;
  const afterOne: ModelScript = (request) =>
    asked++ === 0 ? ['Да.'] : (script as (r: typeof request, i: number) => never)(request, asked - 2);
  let answers: string[] = [];
  await withChatModelServer(afterOne, async (server) => {
    const model = await createChatModel(server.config());
    const read = async (number: number) => {
      const deltas: ChatModelDelta[] = [];
      for await (const delta of model.stream(`Вопрос ${number}`, { mayRestart: () => true })) deltas.push(delta);
      const last = deltas.findLastIndex(({ type }) => type === 'restart');
      return deltas
        .slice(last + 1)
        .map((delta) => (delta.type === 'text' ? delta.text : ''))
        .join('');
    };
    await read(0);
    answers = await Promise.all(READERS.map(read));
  });
  return answers;
}

describe('a reader whose question is refused', () => {
  it('does not keep others from the model', async () => {
    const script: ModelScript = (_request, index) => (index < 5 ? { status: 400 } : ['Да.']);
    await withChatModelServer(script, async (server) => {
      const model = await createChatModel(server.config());
      const read = async () => {
        for await (const delta of model.stream('Вопрос')) if (delta.type === 'text') return delta.text;
        return null;
      };
      for (const _ of READERS) await assert.rejects(read(), { code: 'CHAT_MODEL_UNAVAILABLE' });
      assert.equal(await read(), 'Да.');
    });
  });
});
