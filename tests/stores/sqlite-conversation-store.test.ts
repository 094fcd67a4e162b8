import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { Answer } from '../../src/protocol.ts';
import type { ConversationStore } from '../../src/stores/conversation-store.ts';
import { openSqliteConversationStore } from '../../src/stores/sqlite-conversation-store.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const DAY_MS = 86_400_000;
const answer = (id: string, conversationId: string): Answer => ({
  ...scriptedAnswer(`Ответ ${id} «как есть» 🕊️`),
  id,
  conversationId,
});

/** Keeps a turn: the conversation begins with it, or goes on. */
async function keep(store: ConversationStore, turn: Parameters<ConversationStore['keepTurn']>[0]): Promise<void> {
  const known = await store.conversation(turn.answer.conversationId);
  await store.keepTurn(turn, { begins: known === null });
}

/** Whether a text stands in the database or in its write-ahead log. */
async function isOnDisk(directory: string, text: string): Promise<boolean> {
  const files = ['conversations.sqlite', 'conversations.sqlite-wal'].map((name) =>
    readFile(path.join(directory, name)),
  );
  return (await Promise.all(files)).some((bytes) => bytes.includes(text));
}

/** Opens a store on a clock that the test turns. */
async function withStore(
  visit: (store: ConversationStore, clock: { ms: number; directory: string }) => Promise<void>,
): Promise<void> {
  const directory = temporaryDirectory();
  const clock = { ms: Date.parse('2026-01-01'), directory };
  const store = openSqliteConversationStore(directory, { timeToLiveMs: DAY_MS, now: () => clock.ms });
  try {
    await visit(store, clock);
  } finally {
    await store.close();
  }
}

describe('a store of conversations', () => {
  it('gives back what was asked and answered, exactly, in order', async () => {
    await withStore(async (store, clock) => {
      const about = { documentId: 'декларация', paragraph: 3 };
      await keep(store, { question: 'Первый?', about: null, answer: answer('1', 'c') });
      clock.ms += 1000;
      await keep(store, { question: 'Второй?', about, answer: answer('2', 'c') });
      await keep(store, { question: 'Чужой?', about: null, answer: answer('3', 'other') });
      assert.deepEqual(await store.conversation('c'), {
        id: 'c',
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2026-01-02T00:00:01.000Z',
        turns: [
          {
            askedAt: '2026-01-01T00:00:00.000Z',
            question: 'Первый?',
            about: null,
            answer: answer('1', 'c'),
            feedback: null,
          },
          { askedAt: '2026-01-01T00:00:01.000Z', question: 'Второй?', about, answer: answer('2', 'c'), feedback: null },
        ],
      });
    });
  });

  it('tells the latest turns, oldest first, and null for what it does not keep', async () => {
    await withStore(async (store) => {
      for (const id of ['1', '2', '3']) await keep(store, { question: id, about: null, answer: answer(id, 'c') });
      assert.deepEqual(await store.history('c', 2), [
        { role: 'user', content: '2' },
        { role: 'assistant', content: answer('2', 'c').text },
        { role: 'user', content: '3' },
        { role: 'assistant', content: answer('3', 'c').text },
      ]);
      assert.equal(await store.history('unknown', 2), null);
      assert.equal(await store.conversation('unknown'), null);
    });
  });

  it('forgets a conversation when its time is over, counted from its last turn', async () => {
    await withStore(async (store, clock) => {
      await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
      clock.ms += DAY_MS - 1;
      await keep(store, { question: 'b', about: null, answer: answer('2', 'c') });
      clock.ms += DAY_MS - 1;
      assert.equal((await store.conversation('c'))?.turns.length, 2);
      clock.ms += 1;
      assert.equal(await store.conversation('c'), null);
      assert.equal(await store.history('c', 6), null);
      assert.equal(
        await store.keepFeedback({ conversationId: 'c', answerId: '1' }, { thumb: 'up', comment: null }),
        null,
      );
    });
  });

  it('keeps feedback on one answer, in the place of earlier feedback', async () => {
    await withStore(async (store) => {
      for (const id of ['1', '2']) await keep(store, { question: id, about: null, answer: answer(id, 'c') });
      const give = (answerId: string | undefined, thumb: 'up' | null, comment: string | null) =>
        store.keepFeedback({ conversationId: 'c', answerId }, { thumb, comment });
      assert.equal(await give('1', null, 'Не то'), '1');
      assert.equal(await give('1', 'up', null), '1');
      assert.equal(await give('3', 'up', null), null);
      assert.equal(await give(undefined, null, 'О последнем'), '2');
      assert.equal(
        await store.keepFeedback({ conversationId: 'd', answerId: '1' }, { thumb: 'up', comment: null }),
        null,
      );
      const { turns } = (await store.conversation('c'))!;
      assert.deepEqual(
        turns.map(({ feedback }) => feedback),
        [
          { thumb: 'up', comment: null },
          { thumb: null, comment: 'О последнем' },
        ],
      );
    });
  });

  it('erases what is forgotten and what has expired, on the disk too, at once', async () => {
    await withStore(async (store, { directory }) => {
      const onDisk = () => isOnDisk(directory, 'Sekret-Frage');
      await keep(store, { question: 'Sekret-Frage', about: null, answer: answer('1', 'c') });
      assert.equal(await onDisk(), true);
      assert.equal(await store.forget('c'), true);
      assert.equal(await onDisk(), false);
      assert.equal(await store.forget('c'), false);
      assert.equal(await store.conversation('c'), null);
    });
    await withStore(async (store, clock) => {
      const onDisk = () => isOnDisk(clock.directory, 'Sekret-Frage');
      await keep(store, { question: 'Sekret-Frage', about: null, answer: answer('1', 'c') });
      await store.close();
      const later = () => clock.ms + DAY_MS;
      const reopened = openSqliteConversationStore(clock.directory, { timeToLiveMs: DAY_MS, now: later });
      assert.equal(await onDisk(), false);
      await reopened.close();
    });
  });

  it('stops no server when what has expired cannot be erased for the moment', (context) => {
    const directory = temporaryDirectory();
    context.mock.timers.enable({ apis: ['setInterval'] });
    const store = openSqliteConversationStore(directory, { timeToLiveMs: DAY_MS });
    const other = new Database(path.join(directory, 'conversations.sqlite'));
    other.exec('DROP TABLE turns; DROP TABLE conversations');
    assert.doesNotThrow(() => context.mock.timers.tick(3 * 60 * 60 * 1000));
    other.close();
    return store.close();
  });

  it('leaves a conversation forgotten that was erased while it was answered', async () => {
    await withStore(async (store) => {
      await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
      await store.forget('c');
      await store.keepTurn({ question: 'b', about: null, answer: answer('2', 'c') }, { begins: false });
      assert.equal(await store.conversation('c'), null);
    });
  });

  it('is there again when it is opened again, and another process may use it at the same time', async () => {
    await withStore(async (store, { directory }) => {
      const other = openSqliteConversationStore(directory, {
        timeToLiveMs: DAY_MS,
        now: () => Date.parse('2026-01-01'),
      });
      await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
      await keep(other, { question: 'b', about: null, answer: answer('2', 'c') });
      await other.close();
      assert.equal((await store.conversation('c'))!.turns.length, 2);
    });
  });

  it('is read by nobody else on the machine', async () => {
    await withStore(async (store, { directory }) => {
      await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
      for (const ending of ['', '-wal', '-shm']) {
        const { mode } = await stat(path.join(directory, `conversations.sqlite${ending}`));
        assert.equal(mode & 0o077, 0, ending);
      }
    });
  });

  it('says what to do about a damaged file, and leaves it as it is', async () => {
    const directory = temporaryDirectory();
    const file = path.join(directory, 'conversations.sqlite');
    const damaged = 'это не база данных '.repeat(500);
    await writeFile(file, damaged);
    assert.throws(() => openSqliteConversationStore(directory, { timeToLiveMs: DAY_MS }), {
      code: 'CONVERSATIONS_UNUSABLE',
      message: /^Cannot open the conversations in ".*": .*; restore that file or move it away/,
    });
    assert.equal(await readFile(file, 'utf8'), damaged);
  });
});
