import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quantityFault } from '../../../../src/answering/grounding/quantities/compare-quantities.ts';
import { readQuantities } from '../../../../src/answering/grounding/quantities/read-quantities.ts';

const faultOf = (source: string, sentence: string) => quantityFault(readQuantities(sentence), readQuantities(source));

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
  ['две с половиной тысячи рублей', '2500 рублей'],
  ['полтора часа', '90 минут'],
  ['two weeks', '14 days'],
  ['half of the members', '50 percent of the members'],
  ['3/4 жителей', 'три четверти жителей'],
  ['0,5 %', 'полпроцента'],
  ['не позднее 10.10', 'не позднее 10 октября'],
  ['the 1990s', 'the nineties'],
  ['$1.2bn', '1.2 billion dollars'],
  ['в 11 вечера', 'at 11 pm'],
  ['одна десятая процента', '0,1 %'],
  ['a tenth of a percent', '0.1 %'],
  ['норму сократили вдвое', 'the quota was halved'],
  ['bears sleep in winter', 'медведи зимуют в берлоге'],
  ['20 ml a day in all', '5 ml four times a day'],
  ['for 4 weeks 20 euros', 'for every week of delay 5 euros are due'],
  ['за 4 недели взыщут 20 евро', 'за каждую неделю просрочки взимают 5 евро'],
  ['the fee rises by 3 euros', 'the fee rises from 4 to 7 euros'],
  ['the desk and the shelf cost 70 euros together', 'desk 50 euros, lamp 30 euros, shelf 20 euros'],
  ['круглосуточно (24/7)', 'круглосуточно'],
  ['всего 20 человек', '14 за и 6 против'],
  ['Two things: a hat and a coat', 'a hat and a coat'],
  ['within a week', 'within seven days'],
  ['no more than 5 metres', 'up to 5 metres'],
  ['it may not exceed 40 hours', 'не более 40 часов'],
  ['минимум за 5 дней', 'не позднее чем за пять дней'],
];

/** With what is wrong. */
const OTHER: [sentence: string, source: string, fault: string][] = [
  ['пять стран', 'шесть стран', 'number'],
  ['1 000 рублей', '10 000 рублей', 'number'],
  ['11,8 млн тонн', '11,8 тысячи тонн', 'number'],
  ['1 июня', 'с 1 марта по 30 июня', 'number'],
  ['1 января 2026 года', 'с 1 января 2025 года; саммит состоится в 2026 году', 'number'],
  ['in May 2024', 'in June 2024', 'number'],
  ['по вторникам', 'по четвергам', 'number'],
  ['21:00', '20:00', 'number'],
  ['20th anniversary', '30-летие', 'number'],
  ['7.5 tonnes', '75 tonnes', 'number'],
  ['2500 евро', '2500 рублей', 'unit'],
  ['12 MPa', '12 bar', 'unit'],
  ['шести лет', 'шести месяцев', 'unit'],
  ['$49 a month', '$4.99 a month or $49 a year', 'unit'],
  ['after a month of work', 'after a year of work', 'unit'],
  ['не более 70 процентов', 'не менее 70 процентов', 'bound'],
  ['Windows 10 or earlier', 'Windows 10 or later', 'bound'],
  ['с 18:00 до 10:00', 'с 10:00 до 18:00', 'bound'],
  ['повысить на 900 рублей', 'повысить до 900 рублей', 'bound'],
  ['ниже 5 °C', 'ниже −5 °C', 'sign'],
  ['1 билет', '2 билета', 'number'],
  ['одна десятая процента', '10 %', 'number'],
  ['норму увеличили вдвое', 'the quota was halved', 'number'],
  ['вещи дешевле 700 рублей', 'вещи дороже 700 рублей', 'bound'],
  ['за 4 недели взыщут 24 евро', 'за каждую неделю просрочки взимают 5 евро', 'number'],
  ['за каждую неделю 5 евро', 'за каждый день просрочки взимают 5 евро', 'unit'],
];

describe('quantityFault', () => {
  for (const [sentence, source] of SAME) {
    it(`finds "${sentence}" in "${source}"`, () => assert.equal(faultOf(source, sentence), null));
  }

  for (const [sentence, source, fault] of OTHER) {
    it(`does not find "${sentence}" in "${source}"`, () => assert.equal(faultOf(source, sentence), fault));
  }
});
