import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { KeptTurn } from '../../src/protocol/conversation.ts';
import { openSqliteConversationStore } from '../../src/stores/sqlite/conversation-store.ts';
import { acquireWriteLock } from '../../src/stores/sqlite/writing/write-lock.ts';
import { indexFolder, withStore } from '../support/check-index.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Sets the clock of this process. The file system has its own. */
function setClock(context: TestContext, differenceMs: number): void {
  const now = Date.now;
  context.mock.method(Date, 'now', () => now() + differenceMs);
}

describe('a clock that is set back', () => {
  for (const differenceMs of [-400 * DAY_MS, -60_000, 60_000, 400 * DAY_MS]) {
    it(`or forward, by ${differenceMs} ms, hides no change of a file, also when its time is the same as before`, async (context) => {
      const directory = temporaryDirectory();
      const indexDirectory = temporaryDirectory();
      writeFiles(directory, { 'a.txt': 'Tea is green.' });
      await indexFolder(directory, indexDirectory);
      setClock(context, differenceMs);
      for (const text of ['Tea is black.', 'Tea is white.']) {
        writeFileSync(path.join(directory, 'a.txt'), text);
        utimesSync(path.join(directory, 'a.txt'), 1, 1);
        const { changed } = await indexFolder(directory, indexDirectory);
        assert.equal(changed, 1);
        await withStore(indexDirectory, async (store) => assert.equal((await store.document('a'))?.text, text));
      }
    });
  }

  it('does not make a writer wait for longer', { timeout: 20_000 }, async (context) => {
    const directory = temporaryDirectory();
    const release = await acquireWriteLock(directory, { timeoutMs: 0 });
    const waiting = acquireWriteLock(directory, { timeoutMs: 200 });
    setClock(context, -DAY_MS);
    await assert.rejects(waiting, { code: 'INDEX_LOCKED' });
    release();
  });

  it('keeps conversations, and gives none that has expired', async () => {
    let now = Date.parse('2030-01-10T00:00:00Z');
    const store = openSqliteConversationStore(temporaryDirectory(), { timeToLiveMs: 10 * DAY_MS, now: () => now });
    const turn = { question: 'Why?', about: null, answer: { id: 'a', conversationId: 'c', text: 'So.' } };
    await store.keepTurn(turn as unknown as KeptTurn, { begins: true });
    now -= 5 * DAY_MS;
    assert.equal((await store.conversation('c'))?.turns.length, 1);
    await store.keepTurn(turn as unknown as KeptTurn, { begins: false });
    assert.equal((await store.history('c', 5))?.length, 4);
    now += 10 * DAY_MS;
    assert.equal(await store.conversation('c'), null);
    await store.close();
  });
});
