import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HumanMessage } from '@langchain/core/messages';
import { type ChatModel, createChatModel } from '../../../../../src/answering/model/client/chat-model.ts';
import { ChatModelError } from '../../../../../src/answering/model/client/chat-model-failure.ts';
import { createDailyLimits } from '../../../../../src/answering/model/client/spending/daily-limits.ts';
import { withDailyLimits } from '../../../../../src/answering/model/client/spending/with-daily-limits.ts';
import { withFallback } from '../../../../../src/answering/model/client/with-fallback.ts';
import type { DailyLimitsConfig } from '../../../../../src/config/chat-model.ts';
import { createLog } from '../../../../../src/log.ts';
import { openSqliteUsageCounter } from '../../../../../src/stores/sqlite/usage-counter.ts';
import type { UsageCounter } from '../../../../../src/stores/usage-counter.ts';
import { type ModelReply, withChatModelServer } from '../../../../support/chat-model-server.ts';
import { temporaryDirectory } from '../../../../support/temporary-directory.ts';

const NONE = { calls: null, tokens: null };
/** 150 bytes: 50 tokens before anything is learnt. */
const PROMPT = [new HumanMessage('x'.repeat(150))];

interface Limited {
  model: ChatModel;
  /** Asks, and says what came: the text, or what the model failed with. */
  ask(client?: string): Promise<string>;
  logged: string[];
  clock: { ms: number };
  asked: () => number;
}

/** A model with limits of a day, on a clock that the test turns. */
async function withLimits(
  limits: Partial<DailyLimitsConfig>,
  script: readonly ModelReply[],
  visit: (limited: Limited) => Promise<void>,
  counter: UsageCounter = openSqliteUsageCounter(temporaryDirectory()),
): Promise<void> {
  const clock = { ms: Date.parse('2026-05-01T12:00:00Z') };
  const logged: string[] = [];
  const log = createLog('warn', (line) => logged.push(line), { isForPeople: false });
  const all = { ofAll: NONE, ofClient: NONE, ...limits };
  const daily = createDailyLimits(all, { counter, log, now: () => clock.ms });
  await withChatModelServer(script, async (server) => {
    const model = withDailyLimits(await createChatModel(server.config()), daily);
    const ask = async (client?: string) => {
      let text = '';
      try {
        for await (const delta of model.stream(PROMPT, { client: client === undefined ? undefined : () => client }))
          if (delta.type === 'text') text += delta.text;
        return text;
      } catch (error) {
        assert.ok(error instanceof ChatModelError, String(error));
        return error.kind;
      }
    };
    await visit({ ask, model, logged, clock, asked: () => server.requests.length });
  });
  await counter.close();
}

describe('the limits of a day', { timeout: 60_000 }, () => {
  it('end the calls of all callers, until the day is over in UTC, and say so once', async () => {
    await withLimits({ ofAll: { calls: 2, tokens: null } }, [['Yes.']], async ({ ask, logged, clock, asked }) => {
      assert.deepEqual([await ask('a'), await ask('b')], ['Yes.', 'Yes.']);
      assert.deepEqual([await ask('c'), await ask('a')], ['limit', 'limit']);
      assert.equal(asked(), 2);
      assert.equal(logged.length, 1);
      assert.match(logged[0]!, /not asked for anybody any more today \(UTC\).*CHAT_MODEL_DAILY_CALLS is reached/);
      clock.ms = Date.parse('2026-05-01T23:59:59Z');
      assert.equal(await ask('a'), 'limit');
      clock.ms += 1000;
      assert.deepEqual([await ask('a'), await ask('a'), await ask('a')], ['Yes.', 'Yes.', 'limit']);
      assert.equal(logged.length, 2);
    });
  });

  it('end the calls of one caller and of no other, whose address is in no log', async () => {
    await withLimits({ ofClient: { calls: 1, tokens: null } }, [['Yes.']], async ({ ask, logged }) => {
      assert.deepEqual([await ask('203.0.113.7'), await ask('203.0.113.7')], ['Yes.', 'limit']);
      assert.deepEqual([await ask('203.0.113.8'), await ask('203.0.113.8')], ['Yes.', 'limit']);
      assert.deepEqual([await ask(), await ask()], ['Yes.', 'Yes.'], 'at this machine there is no caller');
      assert.equal(logged.length, 1);
      assert.match(logged[0]!, /CHAT_MODEL_DAILY_CALLS_PER_CLIENT is reached/);
      assert.doesNotMatch(logged[0]!, /203/);
    });
  });

  it('count the tokens that the server reports', async () => {
    const reply = ['Yes.', { usage: { prompt_tokens: 60, completion_tokens: 30 } }];
    await withLimits({ ofAll: { calls: null, tokens: 200 } }, [reply], async ({ ask, logged }) => {
      // 90, 180 and 270: the call that reaches the limit is answered to its end.
      assert.deepEqual([await ask(), await ask(), await ask(), await ask()], ['Yes.', 'Yes.', 'Yes.', 'limit']);
      assert.match(logged[0]!, /CHAT_MODEL_DAILY_TOKENS is reached/);
    });
  });

  it('estimate tokens where the server reports none, as it did before', async () => {
    // 50 of the prompt and 50 of the answer, three bytes each.
    await withLimits({ ofClient: { calls: null, tokens: 101 } }, [['y'.repeat(150)]], async ({ ask }) => {
      assert.deepEqual([await ask('a'), (await ask('a')).length, await ask('a')], ['y'.repeat(150), 150, 'limit']);
    });
    // Two bytes a token in the first answer, so that 3 is on the way to 2.
    const replies: ModelReply[] = [['Yes.', { usage: { prompt_tokens: 75, completion_tokens: 1 } }], ['y'.repeat(150)]];
    await withLimits({ ofAll: { calls: null, tokens: 186 } }, replies, async ({ ask }) => {
      // 76, and 112 (300 bytes of 2.7) make 188.
      assert.deepEqual([await ask(), (await ask()).length, await ask()], ['Yes.', 150, 'limit']);
    });
  });

  it('count what was written when a reader leaves', async () => {
    const limits = { ofAll: { calls: null, tokens: 60 } };
    await withLimits(limits, [['y'.repeat(60), 'hang']], async ({ ask, model }) => {
      for await (const delta of model.stream(PROMPT)) if (delta.type === 'text') break;
      assert.equal(await ask(), 'limit');
    });
  });

  it('count nothing of a call that its server does not answer', async () => {
    const limits = { ofAll: { calls: 1, tokens: 60 } };
    await withLimits(limits, [{ status: 500 }, { status: 401 }, ['Yes.']], async ({ ask }) => {
      assert.deepEqual([await ask(), await ask(), await ask(), await ask()], ['server', 'key', 'Yes.', 'limit']);
    });
  });

  it('count a call whose server breaks off while its model thinks', async () => {
    const thought = { choices: [{ index: 0, delta: { reasoning_content: 'Hm. '.repeat(30) }, finish_reason: null }] };
    const failing: ModelReply = [
      { data: JSON.stringify(thought) },
      { data: '{"error":{"message":"failed","code":500}}' },
    ];
    for (const broken of [failing, [{ data: JSON.stringify(thought) }, 'cut']] as ModelReply[]) {
      const limits = { ofAll: { calls: 1, tokens: null } };
      await withLimits(limits, [broken, ['Yes.']], async ({ ask }) => {
        assert.notEqual(await ask(), 'Yes.');
        assert.equal(await ask(), 'limit');
      });
    }
  });

  it('ask no other model: a limit is one of all models', async () => {
    await withLimits({ ofAll: { calls: 1, tokens: null } }, [['First.']], async ({ ask, model, asked }) => {
      await withChatModelServer([['Second.']], async (second) => {
        assert.equal(await ask(), 'First.');
        const both = withFallback(model, await createChatModel(second.config()), createLog('silent'));
        await assert.rejects(both.stream(PROMPT).next(), { kind: 'limit' });
        assert.deepEqual([asked(), second.requests.length], [1, 0]);
      });
    });
  });

  it('ask nothing that cannot be counted', async () => {
    const broken: UsageCounter = {
      count: () => Promise.reject(new Error('the disk is full')),
      correct: async () => {},
      close: async () => {},
    };
    await withLimits(
      { ofAll: { calls: 9, tokens: null } },
      [['Yes.']],
      async ({ ask, logged, asked }) => {
        assert.deepEqual([await ask(), asked()], ['limit', 0]);
        assert.match(logged.join(), /the disk is full.*Cannot count the calls of the chat model/);
      },
      broken,
    );
  });
});
