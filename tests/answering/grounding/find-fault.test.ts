import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createGroundingCheck } from '../../../src/answering/grounding/check-grounding.ts';
import { openBuiltInEmbedder } from '../../support/tiny-model.ts';

const embedder = openBuiltInEmbedder();
after(() => embedder.close());
const checkGrounding = createGroundingCheck({ embedder });

/** By cited text, sentences with what is wrong with them; null for nothing. */
const FAULTS: [cited: string, sentences: Record<string, string | null>][] = [
  [
    'The tram costs 3 euros and runs every ten minutes until midnight; dogs travel free.',
    {
      'The tram costs 3 euros.': null,
      '2. Dogs travel free.': null,
      'The tram costs 4 euros.': 'number',
      'The tram costs 3 dollars.': 'unit',
      'The notice says "the tram never runs on holidays".': 'quote',
      'The tram costs 3 euros, see https://tram.example/pay.': 'address',
      'The tram costs 3 euros and students get a discount.': 'tail',
    },
  ],
  [
    'Взрослый билет стоит не менее 40 рублей, детский — 20 рублей.',
    {
      'Детский билет стоит 20 рублей.': null,
      'Взрослый билет стоит хотя бы 40 рублей.': null,
      'Взрослый билет стоит не более 40 рублей.': 'bound',
      'Детский билет стоит 40 рублей.': 'pairing',
    },
  ],
  [
    'Инженер Лунин предложил снести гараж, а сторож Белкин возразил.',
    {
      'Лунин предложил снести гараж.': null,
      'Белкин предложил снести гараж.': 'pairing',
      'Гараж снесён.': 'modality',
      'Снести гараж предложил Крылов.': 'name',
    },
  ],
  [
    'Most rooms have a balcony, and guests may cook if the kitchen is free.',
    {
      'Most rooms have a balcony.': null,
      'All rooms have a balcony.': 'scope',
      'Guests must cook if the kitchen is free.': 'modality',
      'Guests always cook.': 'hedge',
    },
  ],
  [
    'При нехватке воды полив отменяют; in case of fire the gates are opened.',
    {
      'При нехватке воды отменяют полив.': null,
      'Полив отменяют.': 'condition',
      'The gates are opened.': 'condition',
    },
  ],
  [
    'Письма тяжелее 50 граммов отправляют поездом, остальные — самолётом за 30 рублей.',
    {
      'Отправка остальных писем самолётом стоит 30 рублей.': null,
      'Самолётом отправляют письма тяжелее 50 граммов.': 'pairing',
    },
  ],
  [
    'Рысь тяжелее лисы. All parcels over 5 kilograms travel by rail. The gate is locked after dinner; swimming is not advised.',
    {
      'Лиса легче рыси.': null,
      'Лиса тяжелее рыси.': 'direction',
      'All parcels travel by rail.': 'scope',
      'The gate is not locked before dinner.': null,
      'The gate is locked before dinner.': 'direction',
      'Swimming is forbidden.': 'modality',
    },
  ],
  [
    'The council postponed the vote until 3 May, and the pool is closed until 9:00.',
    { 'The council did not postpone the vote.': 'negation', 'The pool is not open before 9:00.': null },
  ],
  [
    'Договор подписал Остап Левиц.',
    {
      'Договор подписан Левицем.': null,
      'Договор подписал Остап Левиман.': 'name',
    },
  ],
  [
    'The train goes from Lund to Ystad before noon and is slower than the bus.',
    {
      'Before noon the train goes from Lund to Ystad.': null,
      'The bus is faster than the train.': null,
      'The train goes from Ystad to Lund.': 'direction',
      'The train goes from Lund to Ystad after noon.': 'direction',
      'The bus is slower than the train.': 'direction',
    },
  ],
  [
    'Если счёт не оплачен, доступ закрывают.',
    { 'При неоплаченном счёте доступ закрывают.': null, 'Доступ закрывают.': 'condition' },
  ],
  [
    'The museum is closed on Mondays.',
    { 'The museum is not open on Mondays.': null, 'The museum is open on Mondays.': 'negation' },
  ],
];

describe('a grounding check', () => {
  for (const [cited, sentences] of FAULTS) {
    for (const [sentence, fault] of Object.entries(sentences)) {
      it(`${fault === null ? 'supports' : `refuses by ${fault}:`} "${sentence}"`, async () => {
        assert.equal((await checkGrounding(sentence, [cited])).reason, fault);
      });
    }
  }

  it('lets a sentence name what the question names', async () => {
    const cited = ['Оклад бухгалтера составляет 50 000 рублей.'];
    const sentence = 'Оклад бухгалтера Ветровой — 50 000 рублей.';
    assert.equal((await checkGrounding(sentence, cited)).reason, 'name');
    const question = 'Какой оклад у бухгалтера Ветровой?';
    assert.equal((await checkGrounding(sentence, cited, { question })).reason, null);
  });

  it('takes a date from the title, and no number from its day', async () => {
    const cited = ['The rent is 500 euros.'];
    for (const title of ['Lease · 2024-11-28', 'Lease, 28 November 2024']) {
      const reasonOf = async (sentence: string) => (await checkGrounding(sentence, cited, { title })).reason;
      assert.equal(await reasonOf('The rent in the lease of 28 November 2024 is 500 euros.'), null);
      assert.equal(await reasonOf('The rent in the lease of November 2024 is 500 euros.'), null);
      assert.equal(await reasonOf('The rent is 500 euros for 28 days.'), 'number');
    }
  });

  it('takes no sum, percentage or length of time from the title', async () => {
    const title = 'Скидка 30 процентов: правила 2024 года';
    const cited = ['Скидка действует для студентов.'];
    assert.equal((await checkGrounding('Скидка для студентов — 30 процентов.', cited, { title })).reason, 'number');
    assert.equal((await checkGrounding('В 2024 году скидка действует для студентов.', cited, { title })).reason, null);
  });

  it('reads months and small numbers of a source in another language', async () => {
    const cited = ['Le camping est ouvert du 1er mai au 30 septembre, sauf trois jours.'];
    assert.equal((await checkGrounding('The campsite is open from 1 May to 30 September.', cited)).reason, null);
    assert.equal((await checkGrounding('The campsite is open from 1 May to 31 October.', cited)).isSupported, false);
  });
});
