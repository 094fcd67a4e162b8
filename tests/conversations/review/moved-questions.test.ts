import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { backUp } from '../../../src/backup/back-up.ts';
import { restore } from '../../../src/backup/restore.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { createQuestionReviewer } from '../../../src/conversations/review/review-questions.ts';
import { openEmbedder } from '../../../src/embeddings/open-embedder.ts';
import { copyConversations } from '../../../src/migration/copy-conversations.ts';
import type { ConversationStore } from '../../../src/stores/conversation-store.ts';
import { openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresConversationStore } from '../../../src/stores/postgres/conversation-store.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { openSqliteConversationStore } from '../../../src/stores/sqlite/conversation-store.ts';
import { startPostgres } from '../../support/postgres.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const LASTING = { timeToLiveMs: 1e11 };

describe('the review of questions', { timeout: 120_000 }, () => {
  const embedder = openEmbedder(loadConfig({}).embedding);
  after(() => embedder.close());
  const reviewOf = (conversations: ConversationStore) =>
    createQuestionReviewer({ conversations, embedder, document: async () => null })();

  /** Fills a store with questions, one of them disliked. */
  async function fill(store: ConversationStore): Promise<void> {
    const questions = ['Можно ли с собакой?', 'Пускают ли с собакой?', 'Is there "Wi-Fi"\u0000?'];
    for (const [index, question] of questions.entries()) {
      const answer = { ...scriptedAnswer('Нет.'), id: `${index}`, conversationId: `c${index}` };
      await store.keepTurn({ question, about: null, answer }, { begins: true });
    }
    await store.keepFeedback({ conversationId: 'c1' }, { thumb: 'down', comment: null });
  }

  it('is the same after a migration to PostgreSQL, and back', async () => {
    const postgres = await startPostgres();
    const database = openDatabase(postgres.emptySchema());
    await upgradeSchema(database);
    const stores = [
      openSqliteConversationStore(temporaryDirectory(), LASTING),
      openPostgresConversationStore(database, LASTING),
      openSqliteConversationStore(temporaryDirectory(), LASTING),
    ] as const;
    await fill(stores[0]);
    const before = await reviewOf(stores[0]);
    assert.equal(before.groups.length, 2);
    await copyConversations({ from: stores[0], to: stores[1] });
    assert.deepEqual(await reviewOf(stores[1]), before);
    await copyConversations({ from: stores[1], to: stores[2] });
    assert.deepEqual(await reviewOf(stores[2]), before);
    for (const store of stores) await store.close();
    await database.close();
    await postgres.stop();
  });

  it('is the same after a backup and a restore', async () => {
    const [indexDirectory, other, backup] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
    const documentsDirectory = writeFiles(temporaryDirectory(), { 'a.txt': 'Текст.' });
    const store = openSqliteConversationStore(indexDirectory, LASTING);
    await fill(store);
    const before = await reviewOf(store);
    await backUp({ documentsDirectory, indexDirectory }, path.join(backup, 'copy'));
    await store.close();
    await restore({ documentsDirectory, indexDirectory: other }, path.join(backup, 'copy'));
    const restored = openSqliteConversationStore(other, LASTING);
    assert.deepEqual(await reviewOf(restored), before);
    await restored.close();
  });
});
