import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standaloneQuery } from '../../src/answering/standalone-query.ts';
import type { ChatTurn } from '../../src/protocol/requests.ts';
import { queryOf } from '../support/query-of.ts';

/** Earlier questions, each with an answer. */
const conversation = (...questions: string[]): ChatTurn[] =>
  questions.flatMap((content) => [
    { role: 'user', content },
    { role: 'assistant', content: 'В документе об этом не сказано.' },
  ]);

describe('standaloneQuery', () => {
  it('searches a question without history unchanged, on one line', () => {
    assert.deepEqual(
      standaloneQuery({ message: ' Где подписана\n декларация? ' }),
      queryOf('Где подписана декларация?'),
    );
    assert.deepEqual(standaloneQuery({ message: 'А когда?' }), queryOf('А когда?'));
  });

  const leaning: [string, string][] = [
    ['Что сказано об операции «Канал»?', 'Зачем она проводится каждый год?'],
    ['Что сказано об операции «Канал»?', 'А какие ещё операции проводятся?'],
    ['Что сказано об операции «Канал»?', 'Почему?'],
    ['Что говорится об Афганистане?', 'Кто окажет ему гуманитарную помощь?'],
    ['What does it say about Afghanistan?', 'Who should send humanitarian help there?'],
    ['What does it say about Afghanistan?', 'And what about humanitarian help?'],
    ['What does it say about Afghanistan?', 'Why?'],
    ['Кто председательствовал в ОДКБ?', 'Что ещё сказано об этом?'],
    ['Что говорится об Афганистане?', 'Какие меры помощи здесь названы?'],
    ['Who chaired the CSTO?', 'What does it say about them?'],
    ['Who chaired the CSTO?', 'And what does it say about Afghanistan?'],
    ['What does it say about Afghanistan?', 'How much money do they need?'],
  ];
  for (const [before, message] of leaning) {
    it(`puts the question before in front of ${JSON.stringify(message)}`, () => {
      assert.deepEqual(standaloneQuery({ message, history: conversation(before) }), queryOf(message, before));
    });
  }

  for (const message of [
    'Где подписана декларация?',
    'Какие операции проводятся против наркотиков?',
    'Which country chaired the CSTO?',
    'Что сказано об Афганистане?',
    'Говорится про космос?',
    'What does it say about Afghanistan?',
    'Немедленная помощь Афганистану', // begins with letters that point back as a word
    'Iterative development of institutions',
  ]) {
    it(`treats ${JSON.stringify(message)} as a change of subject`, () => {
      assert.deepEqual(
        standaloneQuery({ message, history: conversation('Что сказано о терроризме?') }),
        queryOf(message),
      );
    });
  }

  it('adds earlier questions as long as each refers to the one before, oldest first', () => {
    const history = conversation('Что сказано о космическом пространстве?', 'А об оружии в нём?');
    assert.deepEqual(
      standaloneQuery({ message: 'Почему?', history }),
      queryOf('Почему?', 'Что сказано о космическом пространстве?', 'А об оружии в нём?'),
    );
  });

  it('goes no further back than a question that stands on its own', () => {
    const history = conversation('Что сказано о космосе?', 'Какие операции проводятся против наркотиков?');
    const message = 'А зачем?';
    assert.deepEqual(
      standaloneQuery({ message, history }),
      queryOf(message, 'Какие операции проводятся против наркотиков?'),
    );
  });

  it('goes three questions back at most', () => {
    const history = conversation('Почему?', 'Когда?', 'Где?', 'Зачем?');
    assert.deepEqual(standaloneQuery({ message: 'Кто?', history }), queryOf('Кто?', 'Когда?', 'Где?', 'Зачем?'));
  });

  it('combines a named passage with the questions that follow it, and adds nothing before it', () => {
    const history: ChatTurn[] = [
      ...conversation('Что сказано о космосе?'),
      { role: 'user', content: 'Он проводит операции «Канал»\nи «Нелегал».' },
    ];
    const message = 'Какие меры названы против наркотиков?';
    assert.deepEqual(
      standaloneQuery({ message, history }),
      queryOf(message, 'Он проводит операции «Канал» и «Нелегал».'),
    );
  });

  it('does not search for earlier answers', () => {
    const history: ChatTurn[] = [{ role: 'assistant', content: 'Спросите о декларации' }];
    assert.deepEqual(standaloneQuery({ message: 'Почему?', history }), queryOf('Почему?'));
  });

  it('puts every earlier question on one line, whatever its line breaks', () => {
    const history = conversation('Что сказано\nоб Афганистане?');
    assert.deepEqual(
      standaloneQuery({ message: 'Почему?', history }),
      queryOf('Почему?', 'Что сказано об Афганистане?'),
    );
  });

  it('does not change the history', () => {
    const history = conversation('Что сказано об Афганистане?');
    const before = structuredClone(history);
    standaloneQuery({ message: 'Почему?', history });
    assert.deepEqual(history, before);
  });
});
