import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  expectedFineAnswerTypes,
  type FineAnswerType,
  fineAnswerTypeNamed,
  fineAnswerTypesIn,
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
  ['Сколько стоит билет?', ['money', 'number']],
  ['цена билета', ['money', 'number']],
  ['Во что обойдётся ремонт?', ['money']],
  ['Какой штраф платит водитель?', ['money', 'number']],
  ['How much does it cost?', ['money', 'number']],
  ['What is the salary of a clerk?', ['money', 'number']],
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
  ['Почему закрыли дорогу?', ['reason']],
  ['Из-за чего спор?', ['reason']],
  ['Why did he leave?', ['reason']],
  // Who acts is told by any noun; what is the matter, by any words.
  ['Кто подписывает протокол?', []],
  ['Кто председательствовал в совете?', []],
  ['Кто владел заводом?', []],
  ['What does the guide say about disks?', []],
  ['Как зовутся такие дома?', []],
  ['Есть ли парковка?', []],
  ['a fineness of touch', []],
];

const TOLD: Record<FineAnswerType, { yes: string[]; no: string[] }> = {
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
  number: { yes: ['39 страниц', 'семь стран'], no: ['много стран'] },
  date: { yes: ['в мае', 'за 45 минут до закрытия', 'within two days'], no: ['45 рублей', 'в последние минуты'] },
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
  for (const [question, facts] of ASKED) {
    it(`finds ${facts.join(' and ') || 'no fact'} asked for in ${JSON.stringify(question)}`, () => {
      assert.deepEqual(expectedFineAnswerTypes(question), facts);
    });
  }
});

describe('fineAnswerTypesIn', () => {
  for (const [fact, { yes, no }] of Object.entries(TOLD) as [FineAnswerType, (typeof TOLD)[FineAnswerType]][]) {
    it(`sees a ${fact} where one is told, and none where none is`, () => {
      assert.deepEqual(
        [
          ...yes.filter((text) => !fineAnswerTypesIn(text).has(fact)),
          ...no.filter((text) => fineAnswerTypesIn(text).has(fact)),
        ],
        [],
      );
    });
  }
});

describe('fineAnswerTypeNamed', () => {
  it('knows the words that name a fact and need not stand where it is told', () => {
    const words = ['стоит', 'зовут', 'году', 'продолжительность', 'улице', 'причина', 'price', 'long', 'located'];
    assert.deepEqual(words.map(fineAnswerTypeNamed), [
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

  it('takes words of the subject for what they are', () => {
    const words = ['стоимостной', 'зарплата', 'годность', 'городить', 'мост', 'longing', 'farmers', 'placebo'];
    assert.deepEqual(
      words.filter((word) => fineAnswerTypeNamed(word) !== null),
      [],
    );
  });
});
