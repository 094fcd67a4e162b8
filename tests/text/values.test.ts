import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasValues } from '../../src/text/values.ts';

const SAME: [string, string][] = [
  ['пять стран', '5 countries'],
  ['двадцать пять лет', '25 лет'],
  ['twenty-five years', '25 years'],
  ['двухсот пятидесяти', '250'],
  ['two hundred and fifty', '200 and 50'],
  ['28 ноября 2024 г.', 'Done on 28 November 2024'],
  ['28.11.2024', '28 ноября 2024 года'],
  ['2024-11-28', 'November 28, 2024'],
  ['on 28 November 2024', '28 ноября (дело было в 2024 году)'],
  ['1 000 рублей', '1,000 roubles'],
  ['1000 рублей', '1\u00a0000 рублей'],
  ['20th anniversary', 'в преддверии 20-летия'],
  ['двадцатилетие', 'в преддверии 20-летия'],
  ['на 18%', '18 процентов'],
  ['11,8 млн тонн', '11.8 million tonnes'],
  ['12 тысяч разрешений', '12 000 разрешений'],
  ['II квартал', 'во втором квартале'],
  ['at 9 p.m.', 'в 21:00'],
  ['по четвергам', 'on Thursdays'],
  ['312 km²', '312 square kilometres'],
  ['одна из стран', 'страны'],
  ['nobody under 18 may work', 'no person under eighteen shall work'],
];

const OTHER: [string, string][] = [
  ['пять стран', 'шесть стран'],
  ['1 000 рублей', '10 000 рублей'],
  ['11,8 млн тонн', '11,8 тысячи тонн'],
  ['1 июня', 'с 1 марта по 30 июня'],
  ['1 января 2026 года', 'с 1 января 2025 года; саммит состоится в 2026 году'],
  ['in May 2024', 'in June 2024'],
  ['по вторникам', 'по четвергам'],
  ['21:00', '20:00'],
  ['20th anniversary', '30-летие'],
  ['7.5 tonnes', '75 tonnes'],
];

describe('hasValues', () => {
  for (const [sentence, source] of SAME) {
    it(`finds "${sentence}" in "${source}"`, () => assert.equal(hasValues(source, sentence), true));
  }

  for (const [sentence, source] of OTHER) {
    it(`does not find "${sentence}" in "${source}"`, () => assert.equal(hasValues(source, sentence), false));
  }

  it('does not read words as numbers that begin like them', () => {
    for (const words of ['семья и пятно', 'сотрудники стола', 'четверть', 'often some tenders', 'they may come']) {
      assert.equal(hasValues('', words), true, words);
    }
  });
});
