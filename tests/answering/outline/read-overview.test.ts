import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOverview } from '../../../src/answering/outline/read-overview.ts';

const kindOf = (question: string) => readOverview(question)?.kind ?? null;

describe('readOverview', () => {
  it('knows what asks for a document as a whole', () => {
    const QUESTIONS = {
      subject: [
        'What is this document about?',
        'what is the charter about',
        'What does the policy cover?',
        'О чём этот документ?',
        'Что это за документ?',
        'Чему посвящён договор?',
        'Расскажи кратко о документе',
        'Tell me about this document',
        'Кратко о договоре',
      ],
      summary: [
        'Summarise the document',
        'Please give me an overview',
        'What are the main points of the contract?',
        'tl;dr',
        'Кратко перескажи документ',
        'Сделай краткое содержание',
        'Какие основные положения договора?',
        'В чём суть документа?',
      ],
      sections: [
        'Какие разделы есть в договоре?',
        'Сколько глав в уставе?',
        'What sections does the policy have?',
        'table of contents',
        'Оглавление',
      ],
    };
    for (const [kind, questions] of Object.entries(QUESTIONS))
      for (const question of questions) assert.equal(kindOf(question), kind, question);
  });

  it('leaves the words that may name a document', () => {
    assert.deepEqual(readOverview('Summarise the lease of the boathouse')?.words, ['lease', 'boathouse']);
    assert.deepEqual(readOverview('О чём договор аренды?')?.words, ['договор', 'аренды']);
    assert.deepEqual(readOverview('Что это за документ — устав хора?')?.words, ['документ', 'устав', 'хора']);
  });

  it('takes no question about something in a document', () => {
    for (const question of [
      'What does the document say about rent?',
      'Give me an overview about the fines',
      'Tell me about the slipway',
      'Расскажи о штрафах',
      'Кратко о штрафах',
      'О чём?',
      'Сколько стоит лодка?',
      'What is the rent?',
    ]) {
      const overview = readOverview(question);
      assert.ok(overview === null || overview.words.length > 0, question);
    }
    assert.equal(readOverview('What does the document say about rent?'), null);
    assert.equal(readOverview('Give me an overview about the fines'), null);
    assert.equal(readOverview('О чём?'), null);
  });
});
