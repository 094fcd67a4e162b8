import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { splitSentences } from '../../src/text/split-sentences.ts';

const sentencesOf = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** Sentences as they should come out; joined with blanks they are the text. */
const RUSSIAN: Record<string, string[]> = {
  'plain sentences': ['Я пришёл.', 'А он нет!', 'Почему?', 'И я ушёл…', 'Вот.'],
  'a year, «г.»': ['Родился в 1870 г. в Симбирске.', 'Умер в 1924 г.', 'Похоронен в Москве.'],
  'a year that opens a sentence': ['Совет собрался.', 'В ноябре 2024 г. Казахстан председательствовал.', 'Всё.'],
  'a city, «г.»': ['В г. Москве прошёл съезд.', 'Он длился 3 ч.', 'Затем все ушли.'],
  '«и т. д.» at the end': ['Это войска, штабы и т. д.', 'Решение принято.'],
  '«и т. д.» in the middle': ['Это войска, штабы и т. д. и другие органы.', 'Решение принято.'],
  '«т. е.» and «в т. ч.» before a name': ['Это все, т. е. Россия, в т. ч. Москва.', 'Да.'],
  '«и др.» and «др.»': ['Есть договор с др. странами.', 'Пришли Иванов и др.', 'Все согласны.'],
  'references, «ст. 5»': ['По п. 1 ст. 5 гл. 2 Устава решение принято.', 'Оно обязательно.', 'См. рис. 7.'],
  'initials before a name': ['Библиотека им. В. И. Ленина велика.', 'Выступил А.С. Пушкин.', 'Его слушали.'],
  'initials after a name': ['Выступил Пушкин А. С.', 'Его слушали.', 'Это Иванов И. И. и его семья.'],
  'an address': ['Он живёт на ул. Ленина, д. 5, кв. 7 в с. Ивановка.', 'Все рады.'],
  'sums of money': ['Цена 5 млн. руб. за штуку.', 'Скидка 3 тыс.', 'Рублей нет.', 'Это 100 долл. США.'],
  'an era': ['До н. э. был Рим.', 'Он был и в V в. н. э.', 'Потом пал.'],
  'short words that are no abbreviations': ['Это сделал я.', 'Помогите им.', 'Они ждут.'],
  'names in quotation marks': ['Операция «Канал» прошла.', '«Нелегал» отложен.', 'ООО «Ромашка».', 'Да.'],
  'direct speech': ['«Мы готовы!» — сказал он.', 'Что? — спросил я.', 'Он сказал: «Нет».', 'Все ушли.'],
  brackets: ['(Это в скобках.)', 'А это нет (и это).', 'Вот.'],
  'questions in a row': ['Что? где? когда?', 'Здесь.'],
  'numbers at an end': ['Указ от 28.11.2024 № 5.', 'Он вступает в силу.', 'Версия 3.14 вышла.'],
  'a number at a beginning': ['Совет собрался.', '28 ноября принята декларация.', '39 абзацев.'],
  'headings with a number': ['Статья 5. Права граждан.', 'Глава II. Обязанности.', '1.2. Стороны договорились.'],
};

const ENGLISH: Record<string, string[]> = {
  'plain sentences': ['He came.', 'She left!', 'Why?', 'Well...', 'Never mind.'],
  titles: ['Dr. Smith met Mr. Jones and Mrs. Grey vs. St. John.', 'They talked.'],
  'initials of a person': ['J. K. Rowling wrote it.', 'It was signed by John F. Kennedy.', 'He agreed.'],
  'initials of a country': [
    'The U.S. Army came.',
    'They met in the U.S. last year.',
    'He left the U.S.',
    'It was late.',
  ],
  '"e.g." and "i.e."': ['Bring a map, e.g. the old one, i.e. Grandpa’s.', 'Then go.'],
  'references, "No. 5"': ['See No. 5, fig. 3 and vol. 2.', 'He said no.', 'Everyone left.'],
  'companies and hours': ['He works at Acme Inc.', 'We met at 5 p.m.', 'Bring tea, milk, etc.', 'Thank you.'],
  'dates with a short month': ['It was signed on Nov. 28, 2024 in Astana.', 'All agreed.'],
  'names with a full stop inside': ['Use node.js 20.10 or example.org now.', 'Yes!'],
  quotations: ['He said “Stop.”', 'Then he left.', '"Really?" she asked.'],
};

describe('splitSentences', () => {
  for (const [language, cases] of Object.entries({ Russian: RUSSIAN, English: ENGLISH })) {
    describe(`in ${language}`, () => {
      for (const [name, sentences] of Object.entries(cases)) {
        it(`handles ${name}`, () => {
          assert.deepEqual(sentencesOf(sentences.join(' ')), sentences);
        });
      }
    });
  }

  it('keeps the marks of notes with the sentence before them', () => {
    const texts = ['Керн подняли с глубины 218 метров.[1]', 'It was cold.[2][^3] We left.[4]'];
    assert.deepEqual(
      texts.map((text) => splitSentences(text).map(({ start, end }) => text.slice(start, end))),
      [['Керн подняли с глубины 218 метров.[1]'], ['It was cold.[2][^3]', 'We left.[4]']],
    );
  });

  it('joins hard-wrapped lines', () => {
    const sentences = ['Развитие отношений с ООН\nи её учреждениями\n– членами важно.', 'Отмечаем\nвклад.'];
    assert.deepEqual(sentencesOf(sentences.join(' ')), sentences);
    assert.deepEqual(sentencesOf(sentences.join('\n')), sentences);
  });

  it('does not end a sentence at a line that ends in an abbreviation', () => {
    assert.deepEqual(sentencesOf('Съезд в г.\nМоскве открыт.'), ['Съезд в г.\nМоскве открыт.']);
    assert.deepEqual(sentencesOf('Согласно ст.\n5 Устава.'), ['Согласно ст.\n5 Устава.']);
  });

  it('separates the items of a list', () => {
    for (const items of [
      ['Следует:', '1. Принять решение.', '2. Назначить Петрова П. П.', '3) Проверить'],
      ['Перечень:', '- первое;', '- второе;', '- третье.'],
      ['Состав:', '- войска', '- штабы и т. д.', '- прочее'],
      ['Стороны:', 'а) первая;', 'б) вторая.'],
      ['1. Общие положения', '1.1. Порядок таков.', '1.2. Он обязателен.'],
    ]) {
      assert.deepEqual(sentencesOf(items.join('\n')), items);
    }
  });

  it('separates a Markdown heading from the text below it', () => {
    assert.deepEqual(sentencesOf('## Часы работы\nМузей открыт. Входите.'), [
      '## Часы работы',
      'Музей открыт.',
      'Входите.',
    ]);
  });

  it('separates sentences without a space between them', () => {
    assert.deepEqual(sentencesOf('в борьбе за мир и свободу.Это особенно актуально. Да.'), [
      'в борьбе за мир и свободу.',
      'Это особенно актуально.',
      'Да.',
    ]);
    assert.deepEqual(sentencesOf('Музей им.Пушкина и ул.Ленина.'), ['Музей им.Пушкина и ул.Ленина.']);
  });

  it('finds no sentence in invisible characters', () => {
    assert.deepEqual(splitSentences(''), []);
    assert.deepEqual(splitSentences(' \n\t\u00a0'), []);
  });

  it('counts offsets in UTF-16 code units and leaves outer blanks out', () => {
    assert.deepEqual(splitSentences('  😀 Да.  Нет.\n'), [
      { start: 2, end: 8 },
      { start: 10, end: 14 },
    ]);
  });

  it('puts every visible character of the declaration and of the worked examples in one sentence, in order', () => {
    const declaration = readFileSync(path.join(PROJECT_DIRECTORY, 'documents/csto-declaration-2024.txt'), 'utf8');
    const examples = [RUSSIAN, ENGLISH].flatMap((cases) => Object.values(cases)).map((all) => all.join('\r\n'));
    for (const text of [declaration, ...examples]) {
      const spans = splitSentences(text);
      const outside = spans.map(({ start }, index) => text.slice(spans[index - 1]?.end ?? 0, start));
      assert.equal([...outside, text.slice(spans.at(-1)!.end)].join('').trim(), '');
      for (const { start, end } of spans) assert.equal(text.slice(start, end), text.slice(start, end).trim());
    }
  });

  it('splits a paragraph of the declaration as a reader would', () => {
    const declaration = readFileSync(path.join(PROJECT_DIRECTORY, 'documents/csto-declaration-2024.txt'), 'utf8');
    const paragraphs = declaration.split('\n\n');
    const counts = paragraphs.slice(0, 33).map((paragraph) => splitSentences(paragraph).length);
    assert.deepEqual(
      counts,
      [1, 1, 1, 1, 1, 1, 3, 1, 2, 1, 2, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 2, 1, 1, 1],
    );
  });
});
