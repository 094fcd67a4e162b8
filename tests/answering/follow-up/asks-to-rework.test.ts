import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asksToRework } from '../../../src/answering/follow-up/asks-to-rework.ts';
import { standaloneQuery } from '../../../src/answering/standalone-query.ts';

describe('asksToRework', () => {
  it('knows what asks for the last answer in another form', () => {
    for (const message of [
      'переведи на немецкий',
      'Translate that into German, please',
      'объясни простыми словами',
      'as a list',
      'Put that in a table',
      'списком',
      'Теперь в виде таблицы, пожалуйста',
      'сделай таблицу',
      'Summarize it in one sentence.',
      'Подведи итог',
    ])
      assert.equal(asksToRework(message), true, message);
  });

  it('leaves questions about the documents alone', () => {
    for (const message of [
      'Какие документы нужны для списка льготников?',
      'What is in the table of fees?',
      'Кто ведёт список?',
      'Is there a list of members?',
      'What does the summary say?',
      'Кто переводит документы на немецкий?',
    ])
      assert.equal(asksToRework(message), false, message);
  });

  it('is searched as the question that was answered', () => {
    const history = [
      { role: 'user', content: 'Сколько стоит билет?' },
      { role: 'assistant', content: 'Билет стоит пять рублей [1].' },
    ] as const;
    assert.deepEqual(
      standaloneQuery({ message: 'переведи на немецкий', history: [...history] }).question,
      'Сколько стоит билет?',
    );
    const further = [
      ...history,
      { role: 'user', content: 'списком' },
      { role: 'assistant', content: '- Билет' },
    ] as const;
    assert.deepEqual(
      standaloneQuery({ message: 'as a table', history: [...further] }).question,
      'Сколько стоит билет?',
    );
  });
});
