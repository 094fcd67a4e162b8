import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConversation, saveConversation } from '../../../src/widget/conversation/save-conversation.ts';
import type { SessionStorage } from '../../../src/widget/conversation/session-storage.ts';
import type { Turn } from '../../../src/widget/conversation/turn.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';

function createStorage(): SessionStorage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const found = (paragraph: number) => ({ documentId: 'a', paragraph, text: 'Слова.', similarity: 0.5, score: 1 });

function turn(id: number, status: Turn['status'] = 'done'): Turn {
  const paragraphs = [1, 2, 3, 4, 5].map(found);
  const answer = status === 'done' ? { ...scriptedAnswer('Да.'), paragraphs } : null;
  return {
    ...{ id, question: `Вопрос ${id}?`, about: null, status, text: 'Да.', citations: [], answer, failure: null },
    ...{ provisional: null, isKept: true, feedback: { thumb: 'down', comment: 'Не то.' } },
  };
}

describe('a saved conversation', () => {
  it('loads as it was saved', () => {
    const storage = createStorage();
    saveConversation(storage, 'key', { conversationId: 'c', turns: [turn(1)] });
    const loaded = loadConversation(storage, 'key');
    assert.equal(loaded?.conversationId, 'c');
    assert.deepEqual(loaded?.turns, [turn(1)]);
  });

  it('of an older widget without feedback loads without feedback, and without excerpts that stand in for an answer', () => {
    const { isKept: _, feedback: __, provisional: ___, ...older } = turn(1);
    const text = JSON.stringify({ format: 1, conversationId: 'c', turns: [older] });
    const loaded = loadConversation({ ...createStorage(), getItem: () => text }, 'key');
    assert.deepEqual(loaded, {
      conversationId: 'c',
      turns: [{ ...older, provisional: null, isKept: false, feedback: null }],
    });
  });

  it('counts an answer that was still arriving as stopped', () => {
    const storage = createStorage();
    saveConversation(storage, 'key', { conversationId: null, turns: [turn(1), turn(2, 'answering')] });
    assert.deepEqual(
      loadConversation(storage, 'key')?.turns.map(({ status }) => status),
      ['done', 'stopped'],
    );
  });

  it('has the latest turns only', () => {
    const storage = createStorage();
    const turns = Array.from({ length: 40 }, (_, index) => turn(index));
    saveConversation(storage, 'key', { conversationId: null, turns });
    assert.deepEqual(
      loadConversation(storage, 'key')?.turns.map(({ id }) => id),
      turns.slice(-30).map(({ id }) => id),
    );
  });

  it('is removed once the conversation is empty', () => {
    const storage = createStorage();
    saveConversation(storage, 'key', { conversationId: 'c', turns: [turn(1)] });
    saveConversation(storage, 'key', { conversationId: null, turns: [] });
    assert.equal(storage.items.size, 0);
  });

  it('is null where there is no storage, a full one, or other data in it', () => {
    const full: SessionStorage = {
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    saveConversation(full, 'key', { conversationId: null, turns: [turn(1)] });
    assert.equal(loadConversation(null, 'key'), null);
    const broken = [
      { question: 7 },
      { isKept: 'yes' },
      ...['up', { thumb: 'sideways', comment: null }, { thumb: 'up' }, { thumb: 'up', comment: {} }].map(
        (feedback) => ({
          feedback,
        }),
      ),
    ].map((part) => JSON.stringify({ format: 1, turns: [{ ...turn(1), ...part }] }));
    for (const text of [...broken, '{', '7', '{"format":0,"turns":[]}', '{"format":1,"turns":{}}']) {
      assert.equal(loadConversation({ ...full, getItem: () => text }, 'key'), null, text);
    }
  });
});
