import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** Rules of a reading room in languages that the built-in model does not know; each question is answered by the paragraph of that number. */
const ROOMS: Record<string, { paragraphs: string[]; questions: [question: string, paragraph: number][] }> = {
  chinese: {
    paragraphs: [
      '阅览室每天上午九点开门，晚上六点关门。',
      '图书可以借三个星期，逾期每天罚款五角。',
      '背包须放在大厅的储物柜里。',
    ],
    questions: [
      ['阅览室晚上几点关门？', 1],
      ['图书可以借多久？', 2],
      ['背包放在哪里？', 3],
    ],
  },
  arabic: {
    paragraphs: [
      'تفتح قاعة المطالعة أبوابها في التاسعة صباحا وتغلق في السادسة مساء.',
      'تعار الكتب لمدة ثلاثة أسابيع، والغرامة عن كل يوم تأخير درهم واحد.',
      'توضع الحقائب في خزائن البهو.',
    ],
    questions: [
      ['متى تغلق قاعة المطالعة؟', 1],
      ['كم مدة إعارة الكتب؟', 2],
      ['أين توضع الحقائب؟', 3],
    ],
  },
  thai: {
    paragraphs: ['ห้องอ่านหนังสือเปิดเก้าโมงเช้าและปิดหกโมงเย็น', 'ยืมหนังสือได้สามสัปดาห์', 'กระเป๋าต้องเก็บไว้ในตู้ที่ห้องโถง'],
    questions: [
      ['ห้องอ่านหนังสือปิดกี่โมง', 1],
      ['ยืมหนังสือได้นานเท่าไร', 2],
      ['กระเป๋าเก็บไว้ที่ไหน', 3],
    ],
  },
  german: {
    paragraphs: [
      'Der Lesesaal öffnet um neun Uhr und schließt um achtzehn Uhr.',
      'Bücher werden für drei Wochen ausgeliehen; danach kostet jeder Tag fünfzig Cent.',
      'Taschen bleiben in den Schließfächern der Vorhalle.',
    ],
    questions: [
      ['Wann schließt der Lesesaal?', 1],
      ['Wie lange werden Bücher ausgeliehen?', 2],
      ['Wo bleiben die Taschen?', 3],
    ],
  },
};

describe('documents in languages that the embedding model does not know', () => {
  for (const [name, { paragraphs, questions }] of Object.entries(ROOMS)) {
    it(`are searched by their words (${name})`, async () => {
      const directory = writeFiles(temporaryDirectory(), { 'room.txt': `${paragraphs.join('\n\n')}\n` });
      const assistant = await createAssistant(
        loadConfig({ DOCUMENTS_DIR: directory, INDEX_DIR: temporaryDirectory(), LOG_LEVEL: 'error' }),
      );
      after(() => assistant.close());
      await assistant.buildIndex();
      for (const [question, paragraph] of questions) {
        const [found] = await assistant.search(question, { limit: 1 });
        assert.equal(found?.paragraph, paragraph, question);
      }
    });
  }
});
