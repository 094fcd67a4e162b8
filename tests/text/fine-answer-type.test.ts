import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  expectedFineAnswerTypes,
  type FineAnswerType,
  fineAnswerTypeNamedBy,
  fineAnswerTypesIn,
  fineAnswerTypesInRow,
} from '../../src/text/fine-answer-type.ts';

const ASKED: [string, FineAnswerType[]][] = [
  ['Как зовут председателя?', ['person']],
  ['Как звали кота?', ['person']],
  ['Какая у него фамилия', ['person']],
  ['Кто ректор университета?', ['person']],
  ['Кто новый председатель?', ['person']],
  ['Кто владелец завода?', ['person']],
  ['Кто был капитаном судна?', ['person']],
  ['What is the name of the fire chief?', ['person']],
  ['Who is the treasurer?', ['person']],
  ['Сколько стоит билет?', ['money']],
  ['цена билета', ['money']],
  ['Во что обойдётся ремонт?', ['money']],
  ['Какой штраф платит водитель?', ['money']],
  ['How much does it cost?', ['money']],
  ['What is the salary of a clerk?', ['money']],
  // A sum that is only spoken of is not asked for.
  ['Where is the fee paid?', ['place']],
  ['Is the price fixed?', []],
  ['Сколько овец на лугу?', ['number']],
  ['Какова длина моста?', ['number']],
  ['размер комнаты', ['number']],
  ['What is the height of the tower?', ['number']],
  ['Когда открылся музей?', ['date']],
  ['В каком году основан завод?', ['date']],
  ['Which day is free?', ['date']],
  ['Где находится вход?', ['place']],
  ['На какой улице дом?', ['place']],
  ['Where do they meet?', ['place']],
  ['Who was elected, and when?', ['date']],
  ['Until what hour, or from when?', ['date']],
  ['What do I do when the boat leaks?', []],
  ['Что делать, когда течёт лодка?', []],
  ['Почему закрыли дорогу?', ['reason']],
  ['Из-за чего спор?', ['reason']],
  ['Why did he leave?', ['reason']],
  // Any noun may say who acts; any words, what is the matter.
  ['Кто подписывает протокол?', []],
  ['Кто председательствовал в совете?', []],
  ['Кто владел заводом?', []],
  ['What does the guide say about disks?', []],
  ['Как зовутся такие дома?', []],
  ['Есть ли парковка?', []],
  ['a fineness of touch', []],
];

const FOUND_IN: Record<FineAnswerType, { yes: string[]; no: string[] }> = {
  person: { yes: ['Протокол вёл И. И. Иванов'], no: ['Протокол вёл секретарь'] },
  money: {
    yes: [
      'билет за 350 рублей',
      '5 руб. 20 коп.',
      'стоит 45 евро',
      'вход бесплатный',
      'it costs $5',
      '12 crowns',
      '€ 3',
    ],
    no: ['рубка леса', 'коронация', 'a freezer', 'recent work', '350 человек'],
  },
  number: { yes: ['39 страниц', 'семь стран', 'приказ № 118-П'], no: ['много стран', 'схема НЦ-40'] },
  date: {
    yes: [
      'в мае',
      'за 45 минут до закрытия',
      'within two days',
      'каждые две недели',
      'до десятого числа',
      '14 days before departure',
    ],
    no: ['45 рублей', 'в последние минуты', 'не более 60 часов', '40 minutes long'],
  },
  place: { yes: ['в городе Астана'], no: ['в борьбе'] },
  reason: {
    yes: [
      'отклонили из-за сырости',
      'так как идёт дождь',
      'закрыто: нет воды',
      'because it rained',
      'closed, as it rained',
    ],
    no: ['дождь идёт', 'it rained', 'Часы работы: 10–18', 'asked'],
  },
};

describe('expectedFineAnswerTypes', () => {
  for (const [question, types] of ASKED) {
    it(`expects ${types.join(' and ') || 'no type'} for ${JSON.stringify(question)}`, () => {
      assert.deepEqual(expectedFineAnswerTypes(question), types);
    });
  }
});

describe('fineAnswerTypesIn', () => {
  for (const [type, { yes, no }] of Object.entries(FOUND_IN) as [FineAnswerType, (typeof FOUND_IN)[FineAnswerType]][]) {
    it(`sees words of the type ${type} where there are some, and none elsewhere`, () => {
      assert.deepEqual(
        [
          ...yes.filter((text) => !fineAnswerTypesIn(text).has(type)),
          ...no.filter((text) => fineAnswerTypesIn(text).has(type)),
        ],
        [],
      );
    });
  }
});

describe('fineAnswerTypesInRow', () => {
  it('takes a number that stands alone in a cell for a sum as well: its currency may be said elsewhere', () => {
    assert.ok(fineAnswerTypesInRow('Repairs | 3.9 | 3.1', 'Costs | 2022 | 2023').has('money'), 'a bare number');
    assert.ok(!fineAnswerTypesInRow('Hall 3 | oak', 'Room | Floor').has('money'), 'a number in a name');
  });
});

describe('fineAnswerTypeNamedBy', () => {
  it('knows the words that name an answer type and need not stand in the answer', () => {
    const words = ['стоит', 'зовут', 'году', 'продолжительность', 'улице', 'причина', 'price', 'long', 'located'];
    assert.deepEqual(words.map(fineAnswerTypeNamedBy), [
      'money',
      'person',
      'date',
      'number',
      'place',
      'reason',
      'money',
      'number',
      'place',
    ]);
  });

  it('finds no answer type named by words of the subject', () => {
    const words = ['стоимостной', 'зарплата', 'годность', 'городить', 'мост', 'longing', 'farmers', 'placebo'];
    assert.deepEqual(
      words.filter((word) => fineAnswerTypeNamedBy(word) !== null),
      [],
    );
  });
});
