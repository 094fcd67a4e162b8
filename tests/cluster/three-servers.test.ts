import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KeptConversation } from '../../src/protocol/conversation.ts';
import type { DocumentSummary } from '../../src/protocol/documents.ts';
import { askServer } from '../support/ask-server.ts';
import { assertExcludes, assertIncludes } from '../support/assertions.ts';
import { type ModelRequest, type ModelStep, withChatModelServer } from '../support/chat-model-server.ts';
import { type Cluster, startCluster } from '../support/cluster.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { formOf } from '../support/serve-documents.ts';
import { askWhile, problemsOf } from './ask-while.ts';
import { askUndisturbed, readDialogues, readTexts } from './dialogues.ts';

const DECLARATION = ['csto-declaration-2024'];
const QUESTION = 'Когда была подписана декларация?';
/** The model stops in the middle of its answer to this. */
const SLOW_QUESTION = 'Что сказано о молодёжи?';
const LAKE = 'The lake is called Blue Pike.\n\nIts water is cold all year.';

let goOn = () => {};
const mayGoOn = new Promise<void>((resolve) => {
  goOn = resolve;
});

/** Repeats the sentences that it is given, so that they support it, and returns a question to be rewritten unchanged. */
function echo({ body }: ModelRequest): ModelStep[] {
  const prompt = String(body.messages.at(-1).content);
  const sentences = [...prompt.matchAll(/^\[(\d+)\] (.*)$/gm)].map(([, label, text]) => `${text} [${label}]\n`);
  const [first] = sentences;
  if (first === undefined) return [/вопрос: (.*)/.exec(prompt)?.[1] ?? QUESTION];
  if (!prompt.includes(SLOW_QUESTION)) return [first];
  const toThePoint = sentences.filter((sentence) => /молод/iu.test(sentence));
  return [...toThePoint, first, { until: mayGoOn }, first];
}

describe('three servers that share a database', () => {
  let postgres: TestPostgres;
  let cluster: Cluster;
  let stopModel = () => {};
  before(async () => {
    postgres = await startPostgres();
    const model = await new Promise<string>((resolve) => {
      const isOver = new Promise<void>((stop) => {
        stopModel = stop;
      });
      void withChatModelServer(echo, ({ url }) => {
        resolve(url);
        return isOver;
      });
    });
    const settings = { CHAT_MODEL: 'openai:scripted', CHAT_MODEL_BASE_URL: model };
    cluster = await startCluster({ database: postgres.config, settings });
  });
  after(async () => {
    goOn();
    await cluster?.stop();
    stopModel();
    await postgres?.stop();
  });

  const ask = (server: number, message: string, conversationId?: string) =>
    askServer(
      cluster.servers[server]!.life!.url,
      { message, conversationId, documentIds: DECLARATION },
      { isStreamed: true },
    );
  const call = (server: number, address: string, init?: RequestInit) => cluster.servers[server]!.call(address, init);
  const listOf = async (server: number) =>
    ((await (await call(server, '/api/documents')).json()) as { documents: DocumentSummary[] }).documents;

  it('all list a document that one of them received, and answer from it', async () => {
    const response = await call(0, '/api/documents', { method: 'POST', body: formOf({ 'lake.txt': LAKE }) });
    assert.equal(response.status, 201, await response.clone().text());
    for (const server of [0, 1, 2]) {
      assertIncludes(
        (await listOf(server)).map(({ id }) => id),
        'lake',
      );
      const found = await (await call(server, '/api/search?q=What is the lake called?&documentIds=lake')).text();
      assert.match(found, /Blue Pike/);
    }
  });

  it('change and delete documents that another one received', async () => {
    const body = formOf({ 'lake.txt': LAKE.replace('Pike', 'Perch') }, { tags: 'water' });
    assert.equal((await call(1, '/api/documents/lake', { method: 'PUT', body })).status, 200);
    for (const server of [0, 1, 2]) {
      assert.deepEqual((await listOf(server)).find(({ id }) => id === 'lake')?.tags, ['water']);
      const found = await (await call(server, '/api/search?q=What is the lake called?&tags=water')).text();
      assert.match(found, /Blue Perch/);
    }
    assert.equal((await call(2, '/api/documents/lake', { method: 'DELETE' })).status, 204);
    for (const server of [0, 1, 2]) {
      assert.equal((await call(server, '/api/documents/lake')).status, 404);
      assertExcludes(
        (await listOf(server)).map(({ id }) => id),
        'lake',
      );
    }
  });

  it('continue a conversation that another one began', async () => {
    const { answer: first } = await ask(0, QUESTION);
    const { answer: second } = await ask(1, 'А где?', first!.conversationId);
    assert.equal(second!.conversationId, first!.conversationId);
    const { turns } = await conversationOn(2, first!.conversationId);
    assert.deepEqual(
      turns.map(({ answer }) => answer),
      [first, second],
    );
  });

  async function conversationOn(server: number, id: string): Promise<KeptConversation> {
    const response = await call(server, `/api/conversations/${id}`);
    assert.equal(response.status, 200);
    return (await response.json()) as KeptConversation;
  }

  it('continue their streams when one is killed in the middle of its own, and keep its conversations', async () => {
    const before = await ask(2, QUESTION);
    const streams = await Promise.all([0, 1, 2].map((server) => openStream(server, before.conversationId!)));
    await cluster.servers[2]!.kill();
    const killed = await streams[2]!.rest;
    assert.equal(killed.isCut, true);
    assertExcludes(killed.text, 'answer-end');
    goOn();
    for (const { rest } of [streams[0]!, streams[1]!]) {
      const { text, isCut } = await rest;
      assert.equal(isCut, false);
      assert.match(text, /event: answer-end/);
    }
    const { turns } = await conversationOn(0, before.conversationId!);
    assert.deepEqual(turns[0]!.answer, before.answer);
    assert.deepEqual(
      turns.slice(1).map(({ question }) => question),
      [SLOW_QUESTION, SLOW_QUESTION],
      'the turns of the streams that went on',
    );
    assert.equal((await ask(1, 'А где?', before.conversationId!)).conversationId, before.conversationId);
  });

  /** Resolves when the first words of the answer have come. */
  async function openStream(server: number, conversationId: string) {
    const response = await call(server, '/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ message: SLOW_QUESTION, conversationId, documentIds: DECLARATION }),
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('event: text-delta')) {
      const { value, done } = await reader.read();
      assert.ok(!done, text);
      text += value;
    }
    const readRest = async () => {
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) return { text, isCut: false };
          text += value;
        }
      } catch {
        return { text, isCut: true };
      }
    };
    return { rest: readRest() };
  }

  it('answer as an undisturbed server while one starts and one is killed; only requests open on the killed one fail', async () => {
    const [first, second, third] = cluster.servers;
    const reference = await askUndisturbed(first!, readDialogues(3));
    const texts = await readTexts(first!);
    const report = await askWhile({ cluster, ...reference, texts, clients: 4 }, async ({ reaches }) => {
      await reaches(6);
      await Promise.all([second!.kill(), third!.start()]);
      await reaches(24);
    });
    assert.deepEqual(problemsOf(report), []);
  });
});
