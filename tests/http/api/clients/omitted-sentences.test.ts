import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { chatCompletion, completionFrames } from '../../../../src/http/api/clients/openai-format.ts';
import { uiMessageFrames } from '../../../../src/http/api/clients/ui-chat-format.ts';
import type { Answer, AnswerEvent } from '../../../../src/protocol/answer.ts';
import { scriptedAnswer } from '../../../support/scripted-assistant.ts';

const LACKS = { omitted: { sentences: 2, reasons: { number: 2 } }, truncated: true } as const;
const server = 'http://answers.example';

async function* eventsOf(answer: Answer): AsyncGenerator<AnswerEvent> {
  yield { event: 'answer-start', data: answer };
  yield { event: 'answer-end', data: answer };
}

/** An answer in every format that has a place for its own parts, as text. */
async function written(answer: Answer): Promise<string[]> {
  const frames = completionFrames(eventsOf(answer), { server, model: 'pilcrow', withUsage: false });
  return [
    JSON.stringify(chatCompletion(answer, { server, model: 'pilcrow' })),
    await text(Readable.from(frames)),
    await text(Readable.from(uiMessageFrames(eventsOf(answer)))),
  ];
}

describe('what of a chat model is left out', () => {
  it('is said in the formats of OpenAI and of the Vercel AI SDK', async () => {
    for (const sent of await written({ ...scriptedAnswer('Да.'), ...LACKS })) {
      assert.ok(sent.includes('"omitted":{"sentences":2,"reasons":{"number":2}},"truncated":true'), sent);
    }
  });

  it('is not mentioned where nothing is', async () => {
    for (const sent of await written(scriptedAnswer('Да.'))) assert.doesNotMatch(sent, /omitted|truncated/);
  });
});
