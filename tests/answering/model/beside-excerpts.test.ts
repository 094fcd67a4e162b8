import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, AnswerEvent } from '../../../src/protocol/answer.ts';
import type { ChatTurn } from '../../../src/protocol/requests.ts';
import { type ModelRequest, withChatModelServer } from '../../support/chat-model-server.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const MANUAL = `Kiln manual

The kiln weighs 64 kg and stands on four wheels. It heats up to 1,200 °C in three hours.

The lid stays locked until the chamber is below 60 °C. The guarantee covers the heating coils for five years.

The controller shows the temperature, the time left and the number of the programme.`;
const QUESTION = 'How long is the guarantee on the heating coils?';

/** A sentence of the prompt, by its first words, with its label. */
function cited({ body }: ModelRequest, opening: string): string {
  const [, label, text] = new RegExp(`\\[(\\d+)\\] (${opening}[^\\n]*?)\\.`).exec(body.messages.at(-1).content)!;
  return `${text} [${label}].`;
}

/** Asks a real assistant whose model writes what a function makes of the prompt. */
async function ask(write: (request: ModelRequest) => string, message = QUESTION, history: ChatTurn[] = []) {
  const events: AnswerEvent[] = [];
  await withChatModelServer(
    (request) => [write(request)],
    async ({ url }) => {
      const { assistant, discard } = await openIndexedAssistant({
        DOCUMENTS_DIR: writeFiles(temporaryDirectory(), { 'kiln.txt': MANUAL }),
        CHAT_MODEL: 'openai:scripted',
        CHAT_MODEL_BASE_URL: url,
      });
      try {
        for await (const event of assistant.streamAnswer({ message, history })) events.push(event);
      } finally {
        await discard();
      }
    },
  );
  const text = events.map(({ event, data }) => (event === 'text-delta' ? data.text : '')).join('');
  const answer = events.at(-1)!.data as Answer;
  assert.equal(text, answer.text);
  return { events, answer };
}

describe('a chat model’s answer beside the excerpts', { timeout: 60_000 }, () => {
  it('comes after them, and takes their place where it says what they say', async () => {
    const { events, answer } = await ask((request) => cited(request, 'The guarantee'));
    const [first] = events.filter(({ event }) => event === 'excerpts' || event === 'text-delta');
    assert.ok(first?.event === 'excerpts', JSON.stringify(first));
    assert.match(first.data.text, /five years/);
    assert.equal(answer.kind, 'answered');
    assert.equal(answer.text, 'The guarantee covers the heating coils for five years [1].');
  });

  it('is left out where all of it is true and beside the point', async () => {
    const { answer } = await ask(
      (request) => `${cited(request, 'The controller')} ${cited(request, 'The kiln weighs')}`,
    );
    assert.deepEqual([answer.kind, answer.reason], ['answered', 'model-unsupported']);
    assert.deepEqual(answer.omitted, { sentences: 2, reasons: { 'beside-the-point': 2 } });
    assert.match(answer.text, /five years/);
  });

  it('is shown whole once a sentence of it is to the point', async () => {
    const { answer } = await ask(
      (request) => `${cited(request, 'The kiln weighs')} ${cited(request, 'The guarantee')}`,
    );
    assert.match(answer.text, /64 kg.*five years/);
    assert.equal(answer.omitted, undefined);
  });

  it('does not make an answer of passages that lack what is asked for', async () => {
    const { answer } = await ask((request) => cited(request, 'The kiln weighs'), 'How much does the kiln cost?');
    assert.notEqual(answer.kind, 'answered');
  });

  it('is asked for the last answer in another form with the passages of that', async () => {
    const history: ChatTurn[] = [
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: 'The guarantee covers the heating coils for five years [1].' },
    ];
    for (const [message, written] of [
      ['переведи на русский', 'Гарантия на нагревательные спирали действует пять лет'],
      ['as a list', '- Heating coils: five years'],
    ] as const) {
      const write = (request: ModelRequest) => `${written} ${/\[\d+\]\.$/.exec(cited(request, 'The guarantee'))![0]}`;
      const { answer } = await ask(write, message, history);
      assert.deepEqual([answer.kind, answer.citations.length], ['answered', 1], JSON.stringify(answer));
      assert.match(answer.text, /пять лет|five years \[1\]/);
    }
  });

  it('leaves the excerpts, as what they are, where the model finds no answer and they surely have it', async () => {
    const { answer } = await ask(() => 'NO_ANSWER');
    assert.deepEqual([answer.kind, answer.reason], ['related', 'model-refused']);
    assert.match(answer.text, /^The model found no answer\. Closest passages:/);
  });
});
