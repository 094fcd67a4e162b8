import assert from 'node:assert/strict';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createAssistant } from '../../../src/assistant.ts';
import { loadConfig } from '../../../src/config/config.ts';
import type { AskedQuestion } from '../../../src/conversations/converse.ts';
import { clientOf } from '../../../src/http/security/rate-limit.ts';
import { createLog } from '../../../src/log.ts';
import type { Answer, AnswerEvent } from '../../../src/protocol/answer.ts';
import { type ChatModelServer, type ModelRequest, withChatModelServer } from '../../support/chat-model-server.ts';
import { createScriptedAssistant, scriptedAnswer } from '../../support/scripted-assistant.ts';
import { postChat, type ServedApp, withServedApp } from '../../support/serve-app.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const MANUAL =
  'The guarantee covers the heating coils for five years.\n\nThe kiln weighs 64 kg and stands on four wheels.';
const MESSAGE = 'How long is the guarantee on the heating coils?';

/** What the model writes: a sentence of the document with its label. */
const reply = ({ body }: ModelRequest) => {
  const label = /\[(\d+)\] The guarantee/.exec(body.messages.at(-1).content)![1];
  return [`The guarantee covers the heating coils for five years [${label}].`];
};

/** Serves a folder with a model and limits; the folder of the index stays what it is from one call to the next. */
async function withServer(
  { model, folder, settings }: { model: ChatModelServer; folder: string; settings: Record<string, string> },
  visit: (served: ServedApp & { ask: (from: string) => Promise<Answer>; warned: string[] }) => Promise<void>,
): Promise<void> {
  const warned: string[] = [];
  const config = loadConfig({
    DOCUMENTS_DIR: writeFiles(path.join(folder, 'documents'), { 'kiln.md': MANUAL }),
    INDEX_DIR: path.join(folder, 'index'),
    CHAT_MODEL: 'openai:scripted',
    CHAT_MODEL_BASE_URL: model.url,
    ...settings,
  });
  const log = createLog('warn', (line) => warned.push(line), { isForPeople: false });
  const assistant = await createAssistant(config, { log });
  try {
    await assistant.buildIndex();
    await withServedApp({ assistant, http: { trustProxy: 1 } }, async (served) => {
      const ask = async (from: string) => {
        const response = await postChat(served.url, { message: MESSAGE }, { headers: { 'x-forwarded-for': from } });
        return (await response.json()) as Answer;
      };
      await visit({ ...served, ask, warned });
    });
  } finally {
    await assistant.close();
  }
}

describe('the limits of a day on a chat model', { timeout: 120_000 }, () => {
  it('let excerpts answer a caller that has reached its own, and say why in answer, log and metrics', async () => {
    await withChatModelServer(reply, async (model) => {
      const settings = { CHAT_MODEL_DAILY_CALLS_PER_CLIENT: '1' };
      await withServer({ model, folder: temporaryDirectory(), settings }, async ({ ask, warned, url }) => {
        const first = await ask('2001:db8:1:2::3');
        assert.deepEqual([first.kind, first.reason, first.model?.failure], ['answered', null, undefined]);
        const second = await ask('2001:db8:1:2:ffff::4');
        assert.deepEqual([second.kind, second.reason, second.model?.failure], ['answered', 'model-limit', 'limit']);
        assert.match(second.citations[0]!.quote, /five years/);
        assert.equal((await ask('2001:db8:1:3::3')).reason, null, 'the network beside it is another caller');
        assert.equal((await ask('203.0.113.7')).reason, null);
        assert.equal((await ask('::ffff:203.0.113.7')).reason, 'model-limit', 'the same address, written as IPv6');
        assert.equal(model.requests.length, 3);
        assert.equal(warned.length, 1, warned.join(''));
        assert.match(warned[0]!, /CHAT_MODEL_DAILY_CALLS_PER_CLIENT is reached/);
        const metrics = await (await fetch(`${url}/metrics`)).text();
        assert.match(metrics, /pilcrow_model_fallbacks_total\{reason="model-limit"\} 2/);
        assert.match(metrics, /pilcrow_model_failures_total\{kind="limit"\} 2/);
      });
    });
  });

  it('hold for all callers together, across a restart, with conversations and without', async () => {
    for (const STORE_CONVERSATIONS of ['true', 'false']) {
      await withChatModelServer(reply, async (model) => {
        const served = {
          model,
          folder: temporaryDirectory(),
          settings: { CHAT_MODEL_DAILY_CALLS: '2', STORE_CONVERSATIONS },
        };
        await withServer(served, async ({ ask }) => assert.equal((await ask('203.0.113.1')).reason, null));
        await withServer(served, async ({ ask }) => {
          assert.equal((await ask('203.0.113.2')).reason, null);
          assert.equal((await ask('203.0.113.3')).reason, 'model-limit');
        });
        assert.equal(model.requests.length, 2);
      });
    }
  });

  it('count a follow-up that the model rewrites as two calls, and leave it as it is where they are reached', async () => {
    await withChatModelServer(reply, async (model) => {
      const settings = { CHAT_MODEL_DAILY_CALLS: '1' };
      await withServer({ model, folder: temporaryDirectory(), settings }, async ({ url, ask, warned }) => {
        const { conversationId } = await ask('203.0.113.1');
        const response = await postChat(url, { message: 'And the kiln?', conversationId });
        assert.equal(((await response.json()) as Answer).reason, 'model-limit');
        assert.equal(model.requests.length, 1);
        assert.equal(warned.length, 1, warned.join(''));
      });
    });
  });
});

describe('the caller that limits of a day are counted for', () => {
  it('is known where a question is answered, and stands in nothing that a trace of it could show', async () => {
    const asked: AskedQuestion[] = [];
    const assistant = createScriptedAssistant({
      async converse(question) {
        asked.push(question);
        return Readable.from([{ event: 'answer-end', data: scriptedAnswer('Да.') }]) as AsyncIterable<AnswerEvent>;
      },
    });
    await withServedApp({ assistant }, async ({ url }) => {
      assert.equal((await postChat(url, { message: MESSAGE })).status, 200);
    });
    assert.equal(asked[0]!.client?.(), '127.0.0.1');
    assert.doesNotMatch(JSON.stringify(asked[0]), /127/);
  });

  it('is an address, of IPv6 its network of 64 bits', () => {
    assert.equal(clientOf({ ip: '203.0.113.7' }), '203.0.113.7');
    assert.equal(clientOf({ ip: '2001:db8:1:2:3:4:5:6' }), clientOf({ ip: '2001:db8:1:2::' }));
    assert.notEqual(clientOf({ ip: '2001:db8:1:2::' }), clientOf({ ip: '2001:db8:1:3::' }));
    assert.equal(clientOf({ ip: '::ffff:203.0.113.7' }), '203.0.113.7');
    assert.equal(clientOf({}), '');
  });
});
