import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatModel } from '../../../../src/answering/model/client/chat-model.ts';
import type { ChatModelDelta } from '../../../../src/answering/model/client/chat-model-delta.ts';
import { type ModelScript, withChatModelServer } from '../../../support/chat-model-server.ts';

const RESPONSE = { id: 'resp_1', object: 'response', created_at: 1, model: 'scripted', output: [], tools: [] };

/** The events of OpenAI's /responses, for a text. */
function eventsOf(texts: string[], status: 'completed' | 'incomplete'): string {
  const part = { item_id: 'msg_1', output_index: 1, content_index: 0 };
  const usage = { input_tokens: 12, output_tokens: 3, total_tokens: 15 };
  const events = [
    { type: 'response.created', response: { ...RESPONSE, status: 'in_progress' } },
    { type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', output_index: 0, summary_index: 0, delta: 'Hm.' },
    ...texts.map((delta) => ({ type: 'response.output_text.delta', ...part, delta, logprobs: [] })),
    { type: `response.${status}`, response: { ...RESPONSE, status, usage, incomplete_details: null } },
  ];
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

const scriptOf =
  (status: 'completed' | 'incomplete'): ModelScript =>
  ({ path }) =>
    path.endsWith('/responses')
      ? { status: 200, headers: { 'content-type': 'text/event-stream' }, body: eventsOf(['Да', ', она.'], status) }
      : { status: 404, body: { error: { message: 'This model is only supported in v1/responses' } } };

describe('a model that answers at /responses only', () => {
  for (const [status, isCut] of [
    ['completed', false],
    ['incomplete', true],
  ] as const) {
    it(`is asked there, once it has said so, and its text is read: ${status}`, async () => {
      await withChatModelServer(scriptOf(status), async (server) => {
        const model = await createChatModel(server.config());
        for (const _ of [1, 2]) {
          const deltas: ChatModelDelta[] = [];
          for await (const delta of model.stream('Кто подписал?')) deltas.push(delta);
          assert.equal(deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join(''), 'Да, она.');
          assert.deepEqual(deltas.at(-1), { type: 'end', isCut, failure: null });
        }
        assert.deepEqual(
          server.requests.map(({ path }) => path),
          ['/v1/chat/completions', '/v1/responses', '/v1/responses'],
        );
      });
    });
  }
});
