import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { loadConfig } from '../../../src/config/config.ts';
import { createQuestionReviewer } from '../../../src/conversations/review/review-questions.ts';
import { openEmbedder } from '../../../src/embeddings/open-embedder.ts';
import type { Answer, FoundParagraph } from '../../../src/protocol/answer.ts';
import type { Feedback } from '../../../src/protocol/conversation.ts';
import { openSqliteConversationStore } from '../../../src/stores/sqlite/conversation-store.ts';
import { documentOf } from '../../support/document-of.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const DOCUMENT = documentOf('Собакам вход\nзакрыт.\n\nКасса открыта с девяти.', { id: 'rules', title: 'Правила' });
const MINUTE_MS = 60_000;

interface Asked extends Partial<Pick<Answer, 'kind' | 'confidence'>> {
  question: string;
  thumb?: Feedback['thumb'];
  found?: FoundParagraph[];
}

const found = (paragraph: number, text: string, documentId = 'rules'): FoundParagraph => ({
  ...{ documentId, paragraph, text },
  ...{ similarity: 0.5, score: 0.5 },
});

describe('a review of what was asked', () => {
  const embedder = openEmbedder(loadConfig({}).embedding);
  after(() => embedder.close());

  /** Reviews questions that were asked one a minute from noon on, each in a conversation of its own. */
  async function reviewOf(asked: readonly Asked[], limits = { turns: 1000, wordings: 100 }) {
    const clock = { ms: Date.parse('2026-05-01T12:00:00Z') };
    const store = openSqliteConversationStore(temporaryDirectory(), { timeToLiveMs: 1e12, now: () => clock.ms });
    try {
      for (const [index, { question, thumb, found: paragraphs = [], ...answered }] of asked.entries()) {
        const conversationId = `secret-conversation-${index}`;
        const answer: Answer = {
          ...scriptedAnswer('Ответ'),
          id: `secret-answer-${index}`,
          conversationId,
          ...answered,
        };
        await store.keepTurn({ question, about: null, answer: { ...answer, paragraphs } }, { begins: true });
        const feedback = { thumb: thumb ?? null, comment: 'secret comment' };
        if (thumb) await store.keepFeedback({ conversationId }, feedback);
        clock.ms += MINUTE_MS;
      }
      const document = async (id: string) => (id === 'rules' ? DOCUMENT : null);
      return await createQuestionReviewer({ conversations: store, embedder, document, limits })();
    } finally {
      await store.close();
    }
  }

  it('has what was unanswered, nearly answered or disliked, and nothing else, those asked most often first', async () => {
    const { groups, asked, isCut } = await reviewOf([
      { question: 'Где касса?', kind: 'answered', confidence: 0.9 },
      { question: 'Когда открыта касса?', kind: 'answered', confidence: 0.9, thumb: 'down' },
      { question: 'Можно ли с собакой?', confidence: 0.1 },
      { question: 'Сколько стоит билет?', kind: 'related', confidence: 0.4, thumb: 'up' },
      { question: 'Привет!', kind: 'reply' },
      { question: 'Пускают ли с собакой?', confidence: 0.2 },
      { question: 'можно ли  с собакой', confidence: 0.3 },
    ]);
    assert.deepEqual(
      groups.map((group) => [group.question, group.asked.length, group.wordings.map(({ length }) => length)]),
      [
        ['можно ли с собакой', 3, [2, 1]],
        ['Сколько стоит билет?', 1, [1]],
        ['Когда открыта касса?', 1, [1]],
      ],
    );
    assert.deepEqual(
      groups[0]!.asked.map(({ askedAt, kind, confidence }) => [askedAt, kind, confidence]),
      [
        ['2026-05-01T12:06:00.000Z', 'unanswered', 0.3],
        ['2026-05-01T12:05:00.000Z', 'unanswered', 0.2],
        ['2026-05-01T12:02:00.000Z', 'unanswered', 0.1],
      ],
    );
    assert.equal(groups[2]!.asked[0]!.isDisliked, true);
    assert.deepEqual([asked, isCut], [6, false]);
  });

  it('counts all questions to the documents by day and outcome', async () => {
    const night = Array.from({ length: 13 * 60 }, () => ({ question: 'Привет!', kind: 'reply' as const }));
    const { days } = await reviewOf([
      { question: 'Где касса?', kind: 'answered' },
      { question: 'Где вход?' },
      { question: 'Где выход?', kind: 'related' },
      ...night.slice(0, 12 * 60),
      { question: 'Где касса?', kind: 'answered' },
    ]);
    assert.deepEqual(days, [
      { day: '2026-05-01', counts: { answered: 1, related: 1, unanswered: 1 } },
      { day: '2026-05-02', counts: { answered: 1, related: 0, unanswered: 0 } },
    ]);
  });

  it('cites the nearest passages as they stand in the documents, and none that has changed or is gone', async () => {
    const { groups } = await reviewOf([
      {
        question: 'Можно ли с собакой?',
        found: [
          found(1, 'Собакам вход закрыт.'),
          found(2, 'Касса открыта с восьми.'),
          found(3, 'Собакам вход закрыт.'),
          found(1, 'Собакам вход закрыт.', 'gone'),
        ],
      },
    ]);
    assert.deepEqual(groups[0]!.passages, [{ ...found(1, 'Собакам вход закрыт.'), documentTitle: 'Правила' }]);
  });

  it('says nothing of who asked', async () => {
    const review = await reviewOf([{ question: 'Можно ли с собакой?', thumb: 'down' }]);
    assert.doesNotMatch(JSON.stringify(review), /secret/);
  });

  it('compares the newest wordings, reads the newest turns, and says that there are more', async () => {
    const questions = ['Где касса?', 'Кто директор?', 'Где касса?', 'Когда обед?'].map((question) => ({ question }));
    const shown = async (limits: { turns: number; wordings: number }) => {
      const { groups, isCut } = await reviewOf(questions, limits);
      return [groups.map(({ question, asked }) => `${question} ${asked.length}`), isCut];
    };
    assert.deepEqual(await shown({ turns: 9, wordings: 3 }), [
      ['Где касса? 2', 'Когда обед? 1', 'Кто директор? 1'],
      false,
    ]);
    assert.deepEqual(await shown({ turns: 9, wordings: 2 }), [['Где касса? 2', 'Когда обед? 1'], true]);
    assert.deepEqual(await shown({ turns: 2, wordings: 9 }), [['Когда обед? 1', 'Где касса? 1'], true]);
  });
});
