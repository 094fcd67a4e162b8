import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question } from '../../src/answer-question.ts';
import { createConverse } from '../../src/conversations/converse.ts';
import { createLog } from '../../src/log.ts';
import type { AnswerEvent } from '../../src/protocol/answer.ts';
import type { ChatTurn } from '../../src/protocol/requests.ts';
import type { ConversationStore } from '../../src/stores/conversation-store.ts';
import { openSqliteConversationStore } from '../../src/stores/sqlite/conversation-store.ts';
import { documentOf, listed } from '../support/document-of.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const TEXT = 'Первый абзац.\n\nВторой\nабзац.';
const DOCUMENT = documentOf(TEXT, { title: 'Документ', language: 'ru' });

/** Conversations over an answerer that records its questions. */
async function withConverse(
  visit: (parts: {
    say: (
      asked: Parameters<ReturnType<typeof createConverse>>[0],
    ) => Promise<{ id: string; isKept: boolean | undefined }>;
    asked: Question[];
    conversations: ConversationStore;
    logged: string[];
  }) => Promise<void>,
  { areKept = true } = {},
) {
  const directory = temporaryDirectory();
  const conversations = openSqliteConversationStore(directory, { timeToLiveMs: 1e9 });
  const asked: Question[] = [];
  const logged: string[] = [];
  let answers = 0;
  const converse = createConverse({
    async *answer(question): AsyncGenerator<AnswerEvent> {
      asked.push(question);
      answers += 1;
      const conversationId = question.conversationId ?? `new-${answers}`;
      const id = `answer-${answers}`;
      yield { event: 'answer-start', data: { id, conversationId, language: 'ru' } };
      yield {
        event: 'answer-end',
        data: { ...scriptedAnswer(`Ответ на «${question.message}»`), id, conversationId },
      };
    },
    document: async (id) => (id === 'doc' ? DOCUMENT : null),
    documents: async () => [listed(DOCUMENT)],
    conversations: areKept ? conversations : null,
    log: createLog('debug', (line) => logged.push(line)),
  });
  const say: Parameters<typeof visit>[0]['say'] = async (question) => {
    const events = await Readable.from(await converse(question)).toArray();
    // A turn is saved once its answer was sent.
    await nextTurn();
    const { conversationId, isKept } = events[0].data;
    return { id: conversationId, isKept };
  };
  try {
    await visit({ say, asked, conversations, logged });
  } finally {
    await conversations.close();
  }
}

const turn = (role: ChatTurn['role'], content: string): ChatTurn => ({ role, content });

describe('a conversation', () => {
  it('is kept when the server began it, and gives a follow-up its context', async () => {
    await withConverse(async ({ say, asked, conversations }) => {
      const { id, isKept } = await say({ message: 'Что сказано о мире?' });
      assert.equal(isKept, true);
      assert.deepEqual(await say({ message: 'А ещё?', conversationId: id }), { id, isKept: true });
      assert.deepEqual(asked[1]!.history, [
        turn('user', 'Что сказано о мире?'),
        turn('assistant', 'Ответ на «Что сказано о мире?»'),
      ]);
      const kept = await conversations.conversation(id);
      assert.deepEqual(
        kept!.turns.map(({ question, answer }) => [question, answer.id]),
        [
          ['Что сказано о мире?', 'answer-1'],
          ['А ещё?', 'answer-2'],
        ],
      );
    });
  });

  it('gives a follow-up the six turns before it, so that a long chain of follow-ups keeps its subject', async () => {
    await withConverse(async ({ say, asked }) => {
      const { id } = await say({ message: 'Что сказано о космосе?' });
      const followUps = ['Почему?', 'А когда?', 'А где?', 'А кем?', 'А зачем?', 'И что дальше?'];
      for (const message of followUps) await say({ message, conversationId: id });
      const questionsBefore = (question: Question) =>
        question.history!.filter(({ role }) => role === 'user').map(({ content }) => content);
      assert.deepEqual(questionsBefore(asked[6]!), ['Что сказано о космосе?', ...followUps.slice(0, 5)]);
      await say({ message: 'А потом?', conversationId: id });
      assert.deepEqual(questionsBefore(asked[7]!), followUps);
    });
  });

  it('is not kept when the client sends the history, which gives a follow-up its context', async () => {
    await withConverse(async ({ say, asked, conversations }) => {
      const history = [turn('user', 'Раньше'), turn('assistant', 'Да')];
      assert.deepEqual(await say({ message: 'А ещё?', conversationId: 'mine', history }), {
        id: 'mine',
        isKept: false,
      });
      assert.deepEqual(asked[0]!.history, history);
      assert.equal(await conversations.conversation('mine'), null);
      assert.equal((await say({ message: 'Сам по себе', history: [] })).isKept, false);
    });
  });

  it('is still kept when the client sends a history with a known id', async () => {
    await withConverse(async ({ say, asked, conversations }) => {
      const { id } = await say({ message: 'Первый' });
      const history = [turn('user', 'Первый'), turn('assistant', 'как он это запомнил')];
      assert.deepEqual(await say({ message: 'Второй', conversationId: id, history }), { id, isKept: true });
      assert.deepEqual(asked[1]!.history, history);
      assert.equal((await conversations.conversation(id))!.turns.length, 2);
    });
  });

  it('begins again under a new id when its id is unknown, because clients do not choose ids', async () => {
    await withConverse(async ({ say, asked, conversations }) => {
      const { id, isKept } = await say({ message: 'Вопрос', conversationId: 'chosen' });
      assert.notEqual(id, 'chosen');
      assert.equal(isKept, true);
      assert.equal(asked[0]!.conversationId, id);
      assert.equal(await conversations.conversation('chosen'), null);
    });
  });

  it('is never kept when keeping is switched off', async () => {
    await withConverse(
      async ({ say }) => {
        assert.equal((await say({ message: 'Вопрос' })).isKept, false);
        assert.deepEqual(await say({ message: 'Вопрос', conversationId: 'mine' }), { id: 'mine', isKept: false });
      },
      { areKept: false },
    );
  });

  it('adds the paragraph a question is about last, on one line, and keeps its place', async () => {
    await withConverse(async ({ say, asked, conversations }) => {
      const about = { documentId: 'doc', paragraph: 2 };
      const { id } = await say({ message: 'О чём это?', about });
      assert.deepEqual(asked[0]!.history, [turn('user', 'Второй абзац.')]);
      assert.deepEqual((await conversations.conversation(id))!.turns[0]!.about, about);
    });
  });

  it('refuses unknown documents and paragraphs before the answer starts', async () => {
    await withConverse(async ({ say, asked }) => {
      const unknown = { code: 'DOCUMENT_UNKNOWN' };
      await assert.rejects(say({ message: 'a', documentIds: ['doc', 'other'] }), unknown);
      await assert.rejects(say({ message: 'a', about: { documentId: 'doc', paragraph: 3 } }), unknown);
      await assert.rejects(say({ message: 'a', about: { documentId: 'other', paragraph: 1 } }), unknown);
      assert.deepEqual(asked, []);
    });
  });

  it('is answered also when it cannot be saved, and the log says so without the question', async () => {
    await withConverse(async ({ say, conversations, logged }) => {
      const { id } = await say({ message: 'Первый' });
      conversations.keepTurn = async () => {
        throw new Error('the disk is full');
      };
      await say({ message: 'Второй', conversationId: id });
      assert.match(logged.join(''), /the disk is full.*"message":"Cannot keep a turn of a conversation"/);
      assert.doesNotMatch(logged.join(''), /Второй/);
    });
  });
});
