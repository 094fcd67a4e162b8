import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRankByBaselines } from '../../../src/evaluation/baselines/rank-by-baselines.ts';
import { parseQuestions } from '../../../src/evaluation/questions.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { createRecordingEmbedder } from '../../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const FILES = {
  'bees.txt': 'Bees\n\nA hive is opened on a warm day without wind, never in the rain.\n\nHoney is taken in August.\n',
  'пчёлы.txt': 'Пчёлы\n\nУлей открывают в тёплый день.\n\nМёд качают в августе, когда соты запечатаны.\n',
  '蜜蜂.txt': '蜜蜂\n\n天气暖和时打开蜂箱。\n\n八月取蜂蜜，那时蜂房已经封好。\n',
};

const question = (given: object) =>
  parseQuestions(JSON.stringify({ id: 'q', kind: 'direct', answer: [['honey']], ...given }), 'q.jsonl')[0]!;

describe('createRankByBaselines', () => {
  it('ranks the paragraphs of all documents, or of the one that is asked, in three languages', async () => {
    const { assistant, discard } = await openIndexedAssistant({
      DOCUMENTS_DIR: writeFiles(temporaryDirectory(), FILES),
    });
    try {
      const embedder = createRecordingEmbedder();
      const rank = createRankByBaselines(assistant, { embedder });
      const ids = (await assistant.documents()).map(({ id }) => id);
      const idOf = (name: string) => ids.find((id) => id.includes(name))!;
      const ofAll = { bm25Words: 1, bm25Grams: 1, gramsAndSimilarity: 1 };
      assert.deepEqual(await rank(question({ question: 'When is honey taken?', paragraphs: [3] })), ofAll);
      assert.deepEqual(await rank(question({ question: 'Мёд в августе', paragraphs: [3] })), ofAll);

      const opened = { question: '打开蜂箱', paragraphs: [2], documentId: idOf('蜜蜂') };
      const inChinese = await rank(question(opened));
      assert.deepEqual([inChinese?.bm25Words, inChinese?.bm25Grams], [2, 1]);
      const elsewhere = await rank(question({ question: 'warm day', paragraphs: [3], documentId: idOf('bees') }));
      assert.deepEqual([elsewhere?.bm25Words, elsewhere?.bm25Grams], [3, 3]);

      const passages = embedder.embedded.filter(({ role }) => role === 'passage').map(({ text }) => text);
      assert.equal(passages.length, 9 + 3 + 3, 'each collection is embedded once');
    } finally {
      await discard();
    }
  });

  it('ranks nothing for a question without a gold paragraph, nor for more paragraphs than it may', async () => {
    const summary = listed(documentOf('One.\n\nTwo.\n\nThree.', { id: 'bees' }));
    const assistant = {
      documents: async () => [summary],
      document: () => assert.fail('no document is read'),
    };
    const rank = createRankByBaselines(assistant, { embedder: createRecordingEmbedder(), maxParagraphs: 2 });
    const unanswerable = { id: 'u', kind: 'unanswerable', question: 'Honey?', distance: 'far' };
    assert.equal(await rank(parseQuestions(JSON.stringify(unanswerable), 'q.jsonl')[0]!), null);
    assert.equal(await rank(question({ question: 'Honey?', paragraphs: [3] })), null);
  });
});
