import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactTermsIn, isExactTerm } from '../../src/text/exact-terms/exact-terms.ts';
import { termsOf, tokenize } from '../../src/text/tokenize.ts';

const termsIn = (text: string) => exactTermsIn(text).map(({ term }) => term);

describe('exactTermsIn', () => {
  for (const text of [
    '4 апреля 2024 г.',
    '4-го апреля 2024 года',
    '4 апреля 2024г.',
    '04.04.2024г.',
    '2024-04-04T10:00',
    '于2024年4月4日开门',
    '04.04.2024',
    '4.4.2024',
    '04.04.24',
    '04/04/2024',
    '2024-04-04',
    '2024.04.04',
    'April 4, 2024',
    'Apr. 4th, 2024',
    '4 April 2024',
    '4th of April, 2024',
    '4. April 2024',
    '4 de abril de 2024',
    '4 avril 2024',
    '4 квітня 2024 року',
    '4 kwietnia 2024',
    '2024年4月4日',
  ]) {
    it(`reads ${text} as one day`, () => assert.deepEqual(termsIn(text), ['2024-04-04']));
  }

  for (const text of [
    'в апреле 2024 года',
    'АПРЕЛЬ 2024',
    'April 2024',
    'abril de 2024',
    '04.2024',
    '2024-04',
    '2024年4月',
  ]) {
    it(`reads ${text} as one month`, () => assert.deepEqual(termsIn(text), ['2024-04']));
  }

  for (const [name, text, terms] of [
    ['a day of any year', 'Кто дежурит 4 мая? Who is on May 4?', ['--05-04', '--05-04']],
    [
      'the days of a span',
      'с 4 по 7 апреля 2024 года; 8–9 April 2024',
      ['2024-04-04', '2024-04-07', '2024-04-08', '2024-04-09'],
    ],
    ['days told by being above 12', '23/06/2023, 6/24/2023', ['2023-06-23', '2023-06-24']],
    ['a date that may be two as it is written', '04/05/2024', ['04/05/2024']],
    ['no date of the verb "may"', 'No one under 18 may enter 2 rooms', []],
    ['no day of a month without it', 'В апреле 10 дней шёл дождь, 45 мая', []],
    ['parts of documents', 'Ст. 4, п. 5.1, ч. 2, гл. 3', ['article 4', 'paragraph 5.1', 'part 2', 'chapter 3']],
    [
      'them in full, in either language',
      'Статьёй 4 и разделом 2; Section 7, art. 9',
      ['article 4', 'section 2', 'section 7', 'article 9'],
    ],
    ['Roman numbers', 'Глава IV, Annex III', ['chapter 4', 'annex 3']],
    ['numbers', '№ 5, no. 6, номер 7', ['number 5', 'number 6', 'number 7']],
    ['no part of a time', 'в 5 ч 30 мин', []],
    [
      'parts one within the other',
      'п. 2 ч. 1 ст. 14; Article 5 paragraph 2; clause 4.2',
      ['paragraph 2', 'part 1', 'article 14', 'article 5', 'paragraph 2', 'paragraph 4.2'],
    ],
    ['codes', 'E-4012, ORA-00942, X200, v2.1.4, 2.1.4', ['e4012', 'ora00942', 'x200', 'v2.1.4', '2.1.4']],
    ['a code in one form for all ways of writing', 'E-4012 e4012 Е-4012 E_4012', ['e4012', 'e4012', 'e4012', 'e4012']],
    ['numbers of laws and contracts', '№ 44-ФЗ, 15/2024', ['44фз', '15/2024']],
    ['a code without the word glued to it', 'MP3-плееров, IPv4-адресом', ['mp3', 'ipv4']],
    ['no code of words with numbers', '20-летие, 5кг, 1990-х, апреля2024, 7-Tage, 10.000.000, 1/2, 5-7', []],
    ['nothing in words', 'Мир и порядок', []],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(termsIn(text), terms));
  }

  it('keeps what each was written as', () => {
    assert.deepEqual(
      exactTermsIn('Приказ от 4 апреля 2024 г., п. 5').map(({ kind, written }) => [kind, written]),
      [
        ['part', 'п. 5'],
        ['date', '4 апреля 2024'],
      ],
    );
  });

  it('takes no longer than the text for signs that repeat', () => {
    const startedAt = performance.now();
    for (const sign of ['1,', '4, 4 ,', 'а1-', '4 апреля ', 'ст ', '1-а']) exactTermsIn(sign.repeat(20_000));
    exactTermsIn('1'.repeat(200_000));
    assert.ok(performance.now() - startedAt < 5000, `${performance.now() - startedAt} ms`);
  });
});

describe('termsOf', () => {
  it('adds a day in one form, with its month, its year and the day of any year, beside the words', () => {
    assert.deepEqual(
      [...termsOf('Дано 04.04.2024').keys()],
      ['дано', '04.04.2024', '2024-04-04', '--04-04', '2024-04', '2024'],
    );
  });

  it('does not count the year of a date twice', () => {
    assert.equal(termsOf('4 апреля 2024').get('2024'), 1);
  });

  it('adds a code that is written with a blank in the form of one with a hyphen', () => {
    assert.ok(termsOf('ГОСТ 12345 и E 4012.').has(termsIn('ГОСТ-12345')[0]!), 'ГОСТ 12345');
    assert.ok(termsOf('ГОСТ 12345 и E 4012.').has('e4012'), 'E 4012');
    assert.deepEqual([...termsOf('В 2024 году').keys()], ['2024', 'году']);
  });
});

describe('isExactTerm', () => {
  it('tells terms of several words or signs from words and numbers', () => {
    assert.ok(['2024-04-04', '--04-04', 'article 4', 'e4012', '15/2024'].every(isExactTerm), 'exact terms');
    assert.ok(!tokenize('мир 2024 7,4 2.1.4 e4012').some(isExactTerm), 'words');
  });
});
