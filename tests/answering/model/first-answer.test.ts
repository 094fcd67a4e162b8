import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../../src/protocol/answer.ts';
import type { ChatTurn } from '../../../src/protocol/requests.ts';
import { type ModelReply, type ModelRequest, withChatModelServer } from '../../support/chat-model-server.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const MANUAL = `# Kiln manual

The kiln weighs 64 kg and stands on four wheels. It heats up to 1,200 °C in three hours.

## 4. The guarantee on heating coils

The lid stays locked until the chamber is below 60 °C. The guarantee covers the heating coils for five years.`;
const QUESTION = 'How long is the guarantee on the heating coils?';
const ANSWER = 'The guarantee covers the heating coils for five years';

/** The label that a sentence of the prompt has. */
const labelOf = ({ body }: ModelRequest, words: string) =>
  new RegExp(`\\[(\\d+)\\] [^\\n]*${words}`).exec(body.messages.at(-1).content)![1]!;

/** Asks a real assistant with a fresh model, one question after another. */
async function ask(
  reply: (request: ModelRequest) => ModelReply,
  questions: { message?: string; history?: ChatTurn[]; waitSeconds?: number }[] = [{}],
  settings: Record<string, string> = {},
): Promise<{ answers: Answer[]; requests: ModelRequest[] }> {
  const answers: Answer[] = [];
  let requests: ModelRequest[] = [];
  await withChatModelServer(reply, async (server) => {
    const { assistant, discard } = await openIndexedAssistant({
      DOCUMENTS_DIR: writeFiles(temporaryDirectory(), { 'kiln.md': MANUAL }),
      CHAT_MODEL: 'openai:scripted',
      CHAT_MODEL_BASE_URL: server.url,
      ...settings,
    });
    try {
      for (const question of questions) answers.push(await assistant.ask({ message: QUESTION, ...question }));
    } finally {
      await discard();
    }
    requests = server.requests;
  });
  return { answers, requests };
}

describe('the first answers of a model', { timeout: 60_000 }, () => {
  for (const grounding of ['strict', 'mark']) {
    it(`keep nothing of reasoning that begins unmarked, also where it is supported, with GROUNDING=${grounding}`, async () => {
      const reply = (request: ModelRequest) => [
        'Okay, the user asks about a guarantee. ',
        `${ANSWER} [${labelOf(request, 'guarantee')}]. It heats up to 1,200 °C [${labelOf(request, 'heats')}]. `,
        `The kiln weighs 64 kg [${labelOf(request, 'weighs')}]. It stands on four wheels [${labelOf(request, 'weighs')}]. `,
        // What comes together is read at once.
        { until: new Promise((resolve) => setTimeout(resolve, 300)) },
        `So I write that.\n</think>\n\n${ANSWER} [${labelOf(request, 'guarantee')}].`,
      ];
      const { answers } = await ask(reply, [{}, {}], { GROUNDING: grounding });
      for (const { text, kind } of answers) assert.deepEqual([text, kind], [`${ANSWER} [1].`, 'answered']);
    });
  }

  it('are shown whole where what begins without support is no reasoning', async () => {
    const reply = (request: ModelRequest) => [
      `Let me look at that. ${ANSWER} [${labelOf(request, 'guarantee')}]. It heats up to 1,200 °C [${labelOf(request, 'heats')}].`,
    ];
    const { answers } = await ask(reply);
    assert.equal(answers[0]!.text, `${ANSWER} [1]. It heats up to 1,200 °C [2].`);
  });
});

describe('a caller who waits so long and no longer', { timeout: 60_000 }, () => {
  it('waits for a follow-up that is rewritten no longer either', async () => {
    const history: ChatTurn[] = [
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: `${ANSWER} [1].` },
    ];
    const startedAt = performance.now();
    const { answers, requests } = await ask(() => 'hang', [{ message: 'And on it?', history, waitSeconds: 1 }]);
    assert.ok(performance.now() - startedAt < 20_000, 'the limits of the model are a minute');
    assert.deepEqual([answers[0]!.reason, answers[0]!.model?.failure], ['model-unavailable', 'slow']);
    assert.equal(requests.length, 1, 'nothing is left of the second for the answer');
  });
});

describe('a server that refuses its caller', { timeout: 60_000 }, () => {
  for (const [name, status, failure] of [
    ['the key', 401, 'key'],
    ['the name of the model', 404, 'unknown'],
  ] as const) {
    it(`does not keep the excerpts from a reader: ${name}`, async () => {
      const { answers } = await ask(() => ({ status }), [{}, {}, {}, {}]);
      for (const { text, reason } of answers) {
        assert.match(text, /five years/);
        assert.equal(reason, 'model-unavailable');
      }
      assert.deepEqual([answers[0]!.model?.failure, answers[3]!.model?.failure], [failure, 'paused']);
    });
  }
});

describe('a model that cites documents by name', { timeout: 60_000 }, () => {
  it('has its labels mended like missing ones', async () => {
    for (const name of ['[kiln.md]', '[Kiln manual]', '(kiln.md)', '[Source: kiln.md, p. 1]']) {
      const { answers } = await ask(() => [`${ANSWER} ${name}. The kiln costs 900 euros ${name}.`]);
      assert.deepEqual(
        [answers[0]!.text, answers[0]!.omitted?.reasons],
        [`${ANSWER} [1].`, { 'unknown-label': 1 }],
        name,
      );
    }
  });
});

describe('a model that repeats headings of the prompt', { timeout: 60_000 }, () => {
  it('does not answer with them, and may lead with them to what does', async () => {
    let answersAsked = 0;
    const heading = 'The guarantee on heating coils';
    const { answers } = await ask(
      (request) => {
        const label = labelOf(request, 'guarantee covers');
        const isFirst = answersAsked++ === 0;
        return [
          isFirst ? `4. ${heading} [${label}]\n5. ${heading} [${label}]` : `**${heading}**\n\n${ANSWER} [${label}].`,
        ];
      },
      [{}, {}],
    );
    assert.equal(answers[0]!.reason, 'model-unsupported');
    assert.match(answers[0]!.text, /five years/);
    assert.equal(answers[1]!.text, `**${heading}**\n\n${ANSWER} [1].`);
  });
});
