import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AnswerType,
  answerTypesIn,
  expectedAnswerTypes,
  hasAnswerType,
} from '../../src/text/expected-answer-type.ts';

const ASKED: [string, AnswerType[]][] = [
  ['Когда была подписана декларация?', ['date']],
  ['В каком году создан совет', ['date']],
  ['Какого числа?', ['date']],
  ['When was it signed?', ['date']],
  ['What year was it?', ['date']],
  ['Где подписана декларация?', ['place']],
  ['А где?', ['place']],
  ['В каком городе прошёл саммит?', ['place']],
  ['Where did they meet?', ['place']],
  ['Which city hosted it?', ['place']],
  ['Кто подписал?', ['party']],
  ['Чьё имущество?', ['party']],
  ['Какие страны участвовали?', ['party']],
  ['Whose troops?', ['party']],
  ['Which countries took part?', ['party']],
  ['Сколько стран участвует?', ['number']],
  ['Какая численность войск?', ['number']],
  ['How many states are there?', ['number']],
  ['What percentage is it?', ['number']],
  ['Как зовут председателя?', ['person']],
  ['Как его зовут?', ['person']],
  ['Назовите фамилию', ['person']],
  ['What is the name of the president?', ['person']],
  ['Во сколько начало?', ['number', 'date']],
  ['Кто и когда подписал?', ['date', 'party']],
  // Words that only contain an asking word ask for nothing.
  ['Никогда не бывает?', []],
  ['Есть ли несколько мнений?', []],
  ['Что говорится об Афганистане?', []],
  ['What about Afghanistan?', []],
];

const SEEN: Record<AnswerType, { yes: string[]; no: string[] }> = {
  date: {
    yes: [
      '28 ноября 2024 года',
      'в границах 4 июня 1967',
      'подписано 28.11.2024',
      'в мае',
      'к 9 мая',
      'в этом году',
      'в XXI веке',
      'в среду',
      'начало в 18:00',
      'on 28 November',
      'on May 5',
      '5 May',
      'every Monday',
    ],
    no: ['мировое сообщество', 'человек', 'окружающая среда', 'they may come', 'выгода', 'цена 5500 рублей', 'майор'],
  },
  number: {
    yes: [
      '39 абзацев',
      'два государства',
      'шесть стран',
      'сто дней',
      'семь',
      'двадцати',
      'пятьдесят',
      'в трёхэтажном',
      'семьсот',
      'two states',
      'fifteen',
      'millions',
    ],
    no: [
      'свободного государства',
      'опять',
      'внутри страны',
      'семинар',
      'место',
      'часто',
      'money',
      'attention',
      'on behalf of',
      'often',
      'canteen',
    ],
  },
  place: {
    yes: [
      'город Астана,',
      'в Восточном Иерусалиме',
      'В Астане',
      'из «Ромашки»',
      'г.Москва',
      'в зале',
      'in Astana',
      'At Geneva',
      'the hall',
    ],
    no: ['в борьбе', 'он сказал', 'обязал', 'адресат', 'we shall go', 'a mushroom', 'official'],
  },
  person: {
    yes: [
      'В. И. Ленин',
      'К.К. Токаев',
      'Иванов И. И.',
      'Владимир Сидоров принял',
      'Анна Петровна',
      'Mr Smith',
      'met John Smith',
    ],
    no: ['Республика Казахстан', 'Организация Объединённых Наций', 'the Council', 'члены совета'],
  },
  party: {
    yes: ['За Республику Беларусь', 'ОДКБ', 'страны «Большой» семёрки', 'the Council'],
    no: ['Призываем приложить все усилия', 'The rest of us'],
  },
};

describe('expectedAnswerTypes', () => {
  for (const [question, types] of ASKED) {
    it(`expects ${types.join(' and ') || 'nothing particular'} for ${JSON.stringify(question)}`, () => {
      assert.deepEqual(expectedAnswerTypes(question), types);
    });
  }
});

describe('hasAnswerType', () => {
  for (const [type, { yes, no }] of Object.entries(SEEN) as [AnswerType, (typeof SEEN)[AnswerType]][]) {
    it(`sees a ${type} where there is one`, () => {
      assert.deepEqual(
        yes.filter((text) => !hasAnswerType(text, type)),
        [],
      );
    });

    it(`sees no ${type} where there is none`, () => {
      assert.deepEqual(
        no.filter((text) => hasAnswerType(text, type)),
        [],
      );
    });
  }
});

describe('answerTypesIn', () => {
  it('lists every answer type in a text', () => {
    assert.deepEqual(answerTypesIn('Подписано 28 ноября 2024 года в городе Астана'), [
      'date',
      'number',
      'place',
      'party',
    ]);
    assert.deepEqual(answerTypesIn('призываем приложить усилия'), []);
  });
});
