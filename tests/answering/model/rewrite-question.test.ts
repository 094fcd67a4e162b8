import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { createChatModel } from '../../../src/answering/model/client/chat-model.ts';
import { loadPrompts } from '../../../src/answering/model/prompt/prompts.ts';
import { createQuestionRewriter } from '../../../src/answering/model/rewrite-question.ts';
import { standaloneQuery } from '../../../src/answering/standalone-query.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { createLog } from '../../../src/log.ts';
import { type ModelReply, withChatModelServer } from '../../support/chat-model-server.ts';
import { type IndexedDeclaration, indexDeclaration } from '../indexed-declaration.ts';

const FOLLOW_UP = {
  message: 'А кто её подписал?',
  history: [
    { role: 'user' as const, content: 'Когда принята декларация?' },
    { role: 'assistant' as const, content: 'Декларация принята 28 ноября 2024 года.' },
  ],
};
const PLAIN = standaloneQuery(FOLLOW_UP);

describe('the question rewriter', { timeout: 60_000 }, () => {
  const indexing = indexDeclaration();
  let index: IndexedDeclaration;
  before(async () => {
    index = await indexing;
  });

  /** What is searched for when the model writes this. */
  async function queryAfter(reply: ModelReply) {
    const prompts = await loadPrompts(path.join(PROJECT_DIRECTORY, 'prompts'));
    let query = PLAIN;
    await withChatModelServer([reply], async (server) => {
      const model = await createChatModel(server.config());
      const log = createLog('silent', () => {}, { isForPeople: false });
      query = await createQuestionRewriter({ ...index, model, prompts, log })(FOLLOW_UP, {});
    });
    return query;
  }

  it('searches what the model wrote when that is answered as well', async () => {
    const rewritten = 'Кто подписал декларацию, принятую 28 ноября 2024 года?';
    assert.equal((await queryAfter([rewritten])).question, rewritten);
    assert.equal((await queryAfter(['<think>Кто «её»?</think>', rewritten])).question, rewritten);
  });

  for (const [name, reply] of Object.entries<ModelReply>({
    'an answer': ['Ответ на вопрос: семь лет.'],
    'a refusal': ['Извините, я не могу помочь с этим.'],
    'a question that is cut': ['Кто подписал декларацию, принятую?', { finish: 'length' }],
    'a question that the documents do not answer': ['Сколько стоит принятая декларация?'],
    nothing: [],
    'a failure': { status: 500 },
  })) {
    it(`searches the question as it is understood without a model when the model writes ${name}`, async () => {
      assert.deepEqual(await queryAfter(reply), PLAIN);
    });
  }
});
