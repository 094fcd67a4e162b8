import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standaloneQuery } from '../../src/answering/standalone-query.ts';
import type { ChatTurn } from '../../src/protocol/requests.ts';

/** Earlier questions, each with an answer. */
const conversation = (...questions: string[]): ChatTurn[] =>
  questions.flatMap((content) => [
    { role: 'user', content },
    { role: 'assistant', content: 'В документе об этом не сказано.' },
  ]);

const understood = (message: string, history: ChatTurn[]) => {
  const { question, context } = standaloneQuery({ message, history });
  return [question, ...context];
};

describe('standaloneQuery', () => {
  it('searches a question without history unchanged, on one line', () => {
    assert.deepEqual(standaloneQuery({ message: ' Где подписана\n декларация? ' }), {
      question: 'Где подписана декларация?',
      context: [],
    });
    assert.deepEqual(standaloneQuery({ message: 'А когда?' }), { question: 'А когда?', context: [] });
  });

  /** The question before, the one that leans on it, and what is searched: the whole question, then its context. */
  const LEANING: [before: string, message: string, question: string, ...context: string[]][] = [
    // Words without a question take the place of those of the same kind.
    [
      'Какой срок уведомления по договору аренды?',
      'а в трудовом договоре?',
      'Какой срок уведомления в трудовом договоре?',
    ],
    [
      'What is the notice period in the lease?',
      'and in the employment contract?',
      'What is the notice period in the employment contract?',
    ],
    ['Сколько стоит вход для взрослых?', 'а для детей?', 'Сколько стоит вход для детей?'],
    ['When is the museum open on weekdays?', 'and on Sundays?', 'When is the museum open on Sundays?'],
    ['Во сколько открывается кафе в будни?', 'А по воскресеньям?', 'Во сколько открывается кафе по воскресеньям?'],
    [
      'Сколько стоит билет в музей?',
      'а в воскресенье?',
      'Сколько стоит билет в музей а в воскресенье?'.replace(' а ', ' '),
    ],
    ['Размер суточных по России?', 'А за границей?', 'Размер суточных за границей?'],
    ['Сколько составляет академическая стипендия?', 'А социальная?', 'Сколько составляет социальная стипендия?'],
    ['Сколько стоит годовой абонемент?', 'А месячный?', 'Сколько стоит месячный абонемент?'],
    ['How much does a boat cost an hour?', 'and a canoe?', 'How much does a canoe cost an hour?'],
    ['How many rooms does apartment 5A have?', 'and 7C?', 'How many rooms does apartment 7C have?'],
    ['Сколько комнат в квартире 12?', 'а в 14?', 'Сколько комнат в квартире 14?'],
    ['Who signed for the Kingdom of Lirren?', 'and for the Tessaly Isles?', 'Who signed for the Tessaly Isles?'],
    ['How much is standard delivery?', 'and express?', 'How much is express?', 'delivery'],
    ['Можно ли продлить аренду?', 'а расторгнуть?', 'Можно ли расторгнуть аренду?'],
    ['Можно ли курить в зале?', 'Какой штраф?', 'Какой штраф?', 'курить в зале'],
    ['Кто директор фирмы «Блеск»?', 'а «Чистый Дом»?', 'Кто директор фирмы «Чистый Дом»?'],
    ['Who is the manager of Northwind?', 'and Southgate?', 'Who is the manager of Southgate?'],
    ['Что сказано в пункте 4.2?', 'а в 4.3?', 'Что сказано в пункте 4.3?'],
    ['Сколько стоит доставка?', 'а в Казань?', 'Сколько стоит доставка в Казань?'],
    ['Сколько возмещают за гостиницу?', 'а директору?', 'Сколько возмещают за гостиницу директору?'],
    ['Кто ректор университета?', 'А проректор по учебной работе?', 'Кто проректор по учебной работе?'],
    ['How much is the deposit?', 'what about the rent?', 'How much is the rent?'],
    // A question without a subject is given that of the question before.
    ['Сколько студентов получают стипендию?', 'А где?', 'где студентов получают стипендию?'],
    ['How much is the deposit?', 'When?', 'When the deposit?'],
    ['Когда прекращается выплата?', 'Почему?', 'Почему прекращается выплата?'],
    // A pronoun, or a verb alone: the subject may be that of the question before.
    ['Какой у Петрова оклад?', 'А когда выплачивают?', 'когда выплачивают?', 'у Петрова оклад'],
    ['Кто директор музея?', 'Сколько ему лет?', 'Сколько ему лет?', 'директор музея'],
    ['How long is the warranty?', 'Who gives it?', 'Who gives it?', 'the warranty'],
    ['What about the boat club?', 'Who pays?', 'Who pays?', 'about the boat club'],
    [
      'Что сказано об операции «Канал»?',
      'Зачем она проводится каждый год?',
      'Зачем она проводится каждый год?',
      'об операции «Канал',
    ],
    [
      'What does it say about Afghanistan?',
      'And what about humanitarian help?',
      'What does it say about Afghanistan humanitarian help?',
    ],
    [
      'What does it say about Afghanistan?',
      'How much money do they need?',
      'How much money do they need?',
      'about Afghanistan',
    ],
    ['Who chaired the CSTO?', 'What does it say about them?', 'What does it say about them?', 'chaired the CSTO'],
  ];
  for (const [before, message, ...expected] of LEANING) {
    it(`understands ${JSON.stringify(message)} after ${JSON.stringify(before)}`, () => {
      assert.deepEqual(understood(message, conversation(before)), expected);
    });
  }

  for (const message of [
    'Где подписана декларация?',
    'Где офис?',
    'Кто директор?',
    'Who pays for repairs?',
    'Where is the office?',
    'Is there a gym?',
    'Какие операции проводятся против наркотиков?',
    'Which country chaired the CSTO?',
    'Что сказано об Афганистане?',
    'Говорится про космос?',
    'What does it say about Afghanistan?',
    'Можно ли вернуть товар, если он вскрыт?',
    'Немедленная помощь Афганистану', // begins with letters that point back as a word
    'Iterative development of institutions',
    'Wie lange dauert die Lieferung?',
  ]) {
    it(`takes nothing from before for ${JSON.stringify(message)}`, () => {
      assert.deepEqual(standaloneQuery({ message, history: conversation('Что сказано о терроризме?') }), {
        question: message,
        context: [],
      });
    });
  }

  it('completes a question by those before it, each completed itself', () => {
    const history = conversation('Сколько стоит вход для взрослых?', 'а для детей?');
    assert.deepEqual(understood('а по воскресеньям?', history), ['Сколько стоит вход для детей по воскресеньям?']);
  });

  it('goes no further back than a question that stands on its own', () => {
    const history = conversation('Что сказано о космосе?', 'Какие операции проводятся против наркотиков?');
    assert.deepEqual(understood('А где?', history), ['где операции проводятся против наркотиков?']);
  });

  it('leans on the last real question: thanks are none, nor is what asks about the answer', () => {
    for (const between of ['Спасибо!', 'ok', 'thanks a lot', 'Подробнее', 'Are you sure?', 'Где это написано?']) {
      const history = conversation('Сколько стоит вход для взрослых?', between);
      assert.deepEqual(understood('а для детей?', history), ['Сколько стоит вход для детей?'], between);
    }
  });

  it('searches the last real question again when its answer is asked about', () => {
    const history = conversation('Сколько стоит вход?', 'а для детей?');
    for (const message of ['ещё', 'More', 'shorter please', 'точно?', 'Where does it say that?', 'Покажи полностью']) {
      assert.deepEqual(understood(message, history), ['Сколько стоит вход для детей?'], message);
    }
  });

  it('takes names of the answer for what a pronoun may mean', () => {
    const answer = '«The sediment ends up in the Dunlow reservoir.» [1]';
    const history: ChatTurn[] = [
      { role: 'user', content: 'Where does the sediment end up?' },
      { role: 'assistant', content: answer },
    ];
    assert.deepEqual(standaloneQuery({ message: 'When was it filled?', history }), {
      question: 'When was it filled?',
      context: ['the sediment end up', 'Dunlow'],
      answered: { quotes: ['The sediment ends up in the Dunlow reservoir.'], newTerms: ['filled'] },
    });
  });

  it('combines a named passage with the questions that follow it, and adds nothing before it', () => {
    const history: ChatTurn[] = [
      ...conversation('Что сказано о космосе?'),
      { role: 'user', content: 'Он проводит операции «Канал»\nи «Нелегал».' },
    ];
    const message = 'Какие меры названы против наркотиков?';
    assert.deepEqual(understood(message, history), [message, 'Он проводит операции «Канал» и «Нелегал».']);
  });

  it('does not search for earlier answers', () => {
    const history: ChatTurn[] = [{ role: 'assistant', content: 'Спросите о декларации' }];
    assert.deepEqual(understood('Почему?', history), ['Почему?']);
  });

  it('puts every earlier question on one line, whatever its line breaks', () => {
    assert.deepEqual(understood('А где?', conversation('Что сказано\nоб Афганистане?')), ['где об Афганистане?']);
  });

  it('does not change the history', () => {
    const history = conversation('Что сказано об Афганистане?');
    const before = structuredClone(history);
    standaloneQuery({ message: 'Почему?', history });
    assert.deepEqual(history, before);
  });
});
