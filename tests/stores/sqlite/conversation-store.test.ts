import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { ConversationStore } from '../../../src/stores/conversation-store.ts';
import { Database } from '../../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteConversationStore } from '../../../src/stores/sqlite/conversation-store.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { answer, describeConversationStore, keep } from '../conversation-store-contract.ts';
import { describeLatestTurns } from '../latest-turns-contract.ts';

const DAY_MS = 86_400_000;
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

describeConversationStore(
  'SQLite',
  async () => {
    const directory = temporaryDirectory();
    return { open: (options) => openSqliteConversationStore(directory, options), discard: async () => {} };
  },
  // Half a pair is written as one sign for what is no text, or as the three bytes it would have in UTF-8 if it could: none of them is read.
  { asKept: (text) => text.replace(/[\p{Surrogate}\uFFFD]+/gu, '\uFFFD') },
);

describeLatestTurns('SQLite', async () => {
  const directory = temporaryDirectory();
  return { open: (options) => openSqliteConversationStore(directory, options), discard: async () => {} };
});

describe('a store of conversations in a file', () => {
  it('erases deleted and expired conversations at once, on the disk too', async () => {
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

  it('does not stop the server when expired conversations cannot be erased for the moment', (context) => {
    const directory = temporaryDirectory();
    context.mock.timers.enable({ apis: ['setInterval'] });
    const store = openSqliteConversationStore(directory, { timeToLiveMs: DAY_MS });
    const other = new Database(path.join(directory, 'conversations.sqlite'));
    other.exec('DROP TABLE turns; DROP TABLE conversations');
    assert.doesNotThrow(() => context.mock.timers.tick(3 * 60 * 60 * 1000));
    other.close();
    return store.close();
  });

  it('cannot be read by other users of the machine', async () => {
    await withStore(async (store, { directory }) => {
      await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
      for (const ending of ['', '-wal', '-shm']) {
        const { mode } = await stat(path.join(directory, `conversations.sqlite${ending}`));
        assert.equal(mode & 0o077, 0, ending);
      }
    });
  });

  it('says what to do about a damaged file, and does not change it', async () => {
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
