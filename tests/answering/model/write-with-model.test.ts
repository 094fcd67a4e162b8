import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createChatModel } from '../../../src/answering/model/client/chat-model.ts';
import { startWaiting } from '../../../src/answering/model/client/patience.ts';
import { createPassageBudget } from '../../../src/answering/model/prompt/passage-budget.ts';
import { loadPrompts } from '../../../src/answering/model/prompt/prompts.ts';
import { type Writing, writeWithModel } from '../../../src/answering/model/write-with-model.ts';
import { createAnswerWriter } from '../../../src/answering/model/writing/write-answer.ts';
import type { ChatModelConfig } from '../../../src/config/config.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { createLog } from '../../../src/log.ts';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import { type ModelRequest, type ModelScript, withChatModelServer } from '../../support/chat-model-server.ts';

const PASSAGE = 'Читальный зал открыт с девяти. ';
const TEXT = 'Зал открыт с девяти.';
/** A paragraph as far as a citation needs it. */
const paragraph = {
  documentId: 'rules',
  documentTitle: 'Правила',
  documentUrl: null,
  number: 1,
  start: 0,
  end: TEXT.length,
  text: TEXT,
  language: 'ru',
};
const context = {
  question: { message: 'Когда открыт зал?' },
  start: { id: 'a', conversationId: 'b', language: 'ru' as const },
  paragraphs: [],
};

/** Writes one answer after another with one model and one budget, from passages as long as the budget. */
async function write(
  script: ModelScript,
  { times = 1, config, waitSeconds }: { times?: number; config?: Partial<ChatModelConfig>; waitSeconds?: number } = {},
) {
  const writings: Writing[] = [];
  const events: AnswerEvent['event'][] = [];
  const budget = createPassageBudget(3000);
  let requests: ModelRequest[] = [];
  await withChatModelServer(script, async (server) => {
    const parts = {
      model: await createChatModel(server.config(config)),
      prompts: await loadPrompts(path.join(PROJECT_DIRECTORY, 'prompts')),
      budget,
      pack: async (tokens: number) => ({
        text: PASSAGE.repeat(Math.floor((tokens * 3) / Buffer.byteLength(PASSAGE))),
        sentences: [
          { label: 1, documentName: 'Правила', start: 0, end: TEXT.length, text: TEXT, paragraph: paragraph as never },
        ],
      }),
      createWriter: ({ sentences }: { sentences: Parameters<typeof createAnswerWriter>[0]['sentences'] }) =>
        createAnswerWriter({
          sentences,
          canonicalText: async () => TEXT,
          checkGrounding: async (sentence: string) =>
            ({ isSupported: TEXT === sentence, reason: TEXT === sentence ? null : 'words' }) as never,
          grounding: 'strict',
          question: '',
          isNear: () => false,
          mayReasonUnmarked: false,
          relevance: { take: async () => true, outcome: null },
          log: createLog('error'),
        }),
      onDelta: () => {},
    };
    for (let time = 0; time < times; time += 1) {
      const writing: Writing = { writer: null, isCut: false, failure: null };
      for await (const { event } of writeWithModel(writing, {
        context: { ...context, question: startWaiting({ ...context.question, waitSeconds }) },
        parts,
      }))
        events.push(event);
      writings.push(writing);
    }
    requests = server.requests;
  });
  const texts = writings.map(({ writer }) => writer!.written.text);
  return { writings, events, texts, requests, sizes: requests.map(sizeOf), budget };
}

/** In thousands of bytes. */
const sizeOf = ({ body }: ModelRequest) => Math.round(Buffer.byteLength(body.messages.at(-1).content) / 1000);
const ANSWER = ['Зал открыт с девяти. [1]'];

describe('writeWithModel', () => {
  it('asks again with half of the passages until they fit, and begins with as many from then on', async () => {
    const script: ModelScript = (request) =>
      sizeOf(request) > 3
        ? { status: 400, body: { error: { message: 'exceeds the available context size' } } }
        : ANSWER;
    const { texts, sizes } = await write(script, { times: 2 });
    assert.deepEqual(sizes, [9, 5, 3, 3]);
    assert.deepEqual(texts, ['Зал открыт с девяти. [1]', 'Зал открыт с девяти. [1]']);
  });

  it('does the same where a server answers nothing, and gives up when that does not help', async () => {
    const { sizes, budget } = await write((_request, index) => (index === 1 ? ANSWER : [])).catch(() =>
      assert.fail('answered'),
    );
    assert.deepEqual(sizes, [9, 5]);
    assert.ok(budget.estimated < 1600, 'half of it is known to fit');
    await assert.rejects(write([[]]), { code: 'CHAT_MODEL_CONTEXT_EXCEEDED' });
  });

  it('stops a model of which nothing is supported any more', async () => {
    const refused = Array.from({ length: 30 }, (_, index) => `Выдумка номер ${index} о чём-то. [1] `);
    const script: ModelScript = () => [...ANSWER, ' ', ...refused, 'hang'];
    const { texts, writings, requests } = await write(script);
    await requests[0]!.left;
    assert.deepEqual([texts[0], writings[0]!.failure], ['Зал открыт с девяти. [1]', null]);
  });

  it('waits no longer than its caller wants, and keeps what is written by then', async () => {
    const { writings, texts } = await write([[`${TEXT} [1] `, 'Ещё слово', 'hang']], { waitSeconds: 1 });
    const [{ isCut, failure }] = writings as [Writing];
    assert.deepEqual([texts[0], isCut, failure?.kind], [`${TEXT} [1]`, true, 'slow']);
    const nothing = await write(['hang'], { waitSeconds: 0 });
    assert.deepEqual([nothing.texts, nothing.writings[0]!.failure?.kind], [[''], 'slow']);
  });

  it('says once that the model reasons', async () => {
    const thought = (text: string) => ({
      data: JSON.stringify({ choices: [{ index: 0, delta: { reasoning_content: text }, finish_reason: null }] }),
    });
    const soon = () => ({ until: new Promise((resolve) => setTimeout(resolve, 30)) });
    const { events } = await write(() => [thought('Зал'), soon(), thought(' и часы'), soon(), ...ANSWER]);
    assert.equal(events.filter((event) => event === 'thinking').length, 1, events.join());
    assert.ok(events.indexOf('thinking') < events.indexOf('text-delta'), events.join());
  });

  it('leaves out what turns out to be reasoning', async () => {
    const thought = 'Спрашивают о зале. Он закрыт навсегда [1]. ';
    const script: ModelScript = () => [thought, 'Так и напишу.\n</think>\n\n', ...ANSWER];
    assert.deepEqual((await write(script)).texts, ['Зал открыт с девяти. [1]']);
  });
});

describe('a passage budget', () => {
  it('learns how many bytes make a token, within what is plausible', () => {
    const budget = createPassageBudget(3000);
    assert.equal(budget.estimated, 3000);
    for (let prompt = 0; prompt < 30; prompt += 1) budget.learn({ bytes: 9000, tokens: 4500 });
    assert.ok(Math.abs(budget.estimated - 2000) < 20, `${budget.estimated} for two bytes a token`);
    for (const tokens of [1, 100_000]) budget.learn({ bytes: 9000, tokens });
    assert.ok(Math.abs(budget.estimated - 2000) < 20, 'a server counts something else');
  });
});
