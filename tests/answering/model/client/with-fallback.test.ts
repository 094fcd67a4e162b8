import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HumanMessage } from '@langchain/core/messages';
import { createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelDelta } from '../../../../src/answering/model/client/chat-model-delta.ts';
import { ChatModelError } from '../../../../src/answering/model/client/chat-model-failure.ts';
import { withFallback } from '../../../../src/answering/model/client/with-fallback.ts';
import { createLog } from '../../../../src/log.ts';
import { type ModelReply, withChatModelServer } from '../../../support/chat-model-server.ts';

/** What comes of a question to two models that reply so, and what is logged. */
async function ask(first: ModelReply, second: ModelReply, signal?: AbortSignal) {
  const deltas: ChatModelDelta[] = [];
  const logged: string[] = [];
  let error: unknown = null;
  const log = createLog('warn', (line) => logged.push(line), { isForPeople: false });
  await withChatModelServer([first], async (one) => {
    await withChatModelServer([second], async (other) => {
      const model = withFallback(
        await createChatModel(one.config({ retries: 0 })),
        await createChatModel(other.config({ retries: 0, model: 'second' })),
        log,
      );
      try {
        for await (const delta of model.stream([new HumanMessage('?')], { signal })) deltas.push(delta);
      } catch (caught) {
        error = caught;
      }
    });
  });
  const text = deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('');
  const names = deltas.flatMap((delta) => (delta.type === 'model' ? delta.name : []));
  return { text, names, logged, error };
}

describe('a chat model with a fallback', () => {
  it('is enough where it answers', async () => {
    assert.deepEqual(await ask(['First.'], ['Second.']), { text: 'First.', names: [], logged: [], error: null });
  });

  it('asks the other where it gives no word, names it, and says so', async () => {
    const { text, names, logged } = await ask({ status: 500 }, ['Second.']);
    assert.deepEqual([text, names], ['Second.', ['openai:second']]);
    assert.match(logged.join(), /openai:second.{1,3} is asked instead/);
  });

  it('keeps what the first has begun', async () => {
    const { text, names } = await ask(['First, and', 'cut'], ['Second.']);
    assert.deepEqual([text, names], ['First, and', []]);
  });

  it('leaves it to the caller to ask for less where a question is too long', async () => {
    const body = { error: { message: 'maximum context length is 10 tokens', code: 'context_length_exceeded' } };
    const { error, text } = await ask({ status: 400, body }, ['Second.']);
    assert.ok(error instanceof ChatModelError && error.code === 'CHAT_MODEL_CONTEXT_EXCEEDED', String(error));
    assert.equal(text, '');
  });

  it('asks no other when the reader has left', async () => {
    const { names, error } = await ask('hang', ['Second.'], AbortSignal.timeout(100));
    assert.deepEqual([names, error instanceof ChatModelError], [[], false]);
  });
});
