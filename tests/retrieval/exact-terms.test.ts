import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type IndexedDeclaration, indexDeclaration } from '../answering/indexed-declaration.ts';
import { queryOf } from '../support/query-of.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const JOURNAL_RU = `Журнал дежурств маяка

3 апреля 2024 г. смотритель красил перила, море было спокойно.

4 апреля 2024 г. на маяке сменили лампу и проверили линзу.

14 апреля 2024 г. катер привёз смотрителю уголь и крупу.

04.05.2024 смотритель чинил лодку и сушил паруса.

2024-06-12 приезжали школьники и поднимались на площадку.

24 июня 2023 г. дул штормовой ветер, катер не приходил.`;

const JOURNAL_EN = `Log of the weather station

On June 2, 2023 the observer cleaned the rain gauge and the mast.

On June 3, 2023 the observer replaced the battery of the wind vane.

On June 13, 2023 the observer painted the door of the hut.

On 6 March 2023 the observer counted the geese on the lake.

2023-07-03: the observer mowed the meadow around the mast.

On June 3, 2022 the observer fed the dog of the neighbours.`;

const RULES_RU = `Правила пользования складом

Статья 1. Склад открывают в восемь часов утра.

Статья 4. Вес одного места не должен превышать тридцати килограммов.

Статья 14. Часть 4 настоящих правил не касается хрупких вещей, пункт 4 и приложение 4 касаются.

Глава III. Хранение продуктов допускается три дня.

Глава V. Хранение инструментов допускается тридцать дней.`;

const ERRORS_EN = `Errors of the coffee machine

E-4012: the water tank is empty; fill it up to the mark.

E-4021: the tray is full; empty it and rinse it.

X200 is the small machine; its boiler holds one litre.

X300 is the large machine; its boiler holds four litres.

Firmware 2.1.4 shortens the rinsing; firmware 2.4.1 mutes the grinder.`;

const ERRORS_RU = `Ошибки котла и нормы

Ошибка Е-712 значит, что в котле мало воды: долейте до черты.

Ошибка Е-721 значит, что засорился дымоход: вызовите трубочиста.

ГОСТ 12345 описывает резьбу вентилей котла.

ГОСТ 12354 описывает цвет труб котла.`;

describe('dates, codes and parts of documents', () => {
  const indexing = indexDeclaration(
    writeFiles(temporaryDirectory(), {
      'journal-ru.txt': JOURNAL_RU,
      'journal-en.txt': JOURNAL_EN,
      'rules-ru.txt': RULES_RU,
      'errors-en.txt': ERRORS_EN,
      'errors-ru.txt': ERRORS_RU,
    }),
  );
  let library: IndexedDeclaration;
  before(async () => {
    library = await indexing;
  });
  const select = async (question: string) => {
    const selection = await library.selectQuotes(await library.search(queryOf(question)));
    return { ...selection, text: selection.quotes[0]?.paragraph.text ?? '' };
  };
  const bestOf = async (question: string) =>
    (await library.search(queryOf(question))).paragraphs.map(({ paragraph }) => paragraph.text);

  for (const [question, words] of [
    ['Что делали 04.04.2024?', 'сменили лампу'],
    ['Что было 2024-04-04?', 'сменили лампу'],
    ['Что делал смотритель 4 мая 2024 года?', 'чинил лодку'],
    ['Кто приезжал 12 июня 2024 г.?', 'школьники'],
    ['Кто приезжал 12 июня?', 'школьники'],
    ['What did the observer do on 2023-06-03?', 'replaced the battery'],
    ['What did the observer do on 3rd of June 2023?', 'replaced the battery'],
    ['What did the observer do on 13/06/2023?', 'painted the door'],
    ['What did the observer do on July 3, 2023?', 'mowed the meadow'],
    ['What did the observer do on 3 July?', 'mowed the meadow'],
    ['О чём ст. 4?', 'Вес одного места'],
    ['Что говорит ст. 4 правил?', 'Вес одного места'],
    ['Что сказано в гл. 3 о хранении?', 'Хранение продуктов'],
    ['Что сказано в главе V о хранении?', 'Хранение инструментов'],
    ['What does E-4021 mean?', 'the tray is full'],
    ['What does error E4012 mean?', 'water tank'],
    ['How much does the boiler of the X300 hold?', 'four litres'],
    ['Что значит E-712?', 'мало воды'],
    ['Что описывает ГОСТ-12354?', 'цвет труб'],
  ] as const) {
    it(`finds the one that is meant: ${question}`, async () => {
      const [first] = await bestOf(question);
      assert.ok(first?.includes(words), `${question}: ${first}`);
      const { text } = await select(question);
      assert.ok(text.includes(words), `${question}: quotes ${text}`);
    });
  }

  for (const [question, words] of [
    ['Что было на маяке в апреле 2024?', ['красил перила', 'сменили лампу', 'уголь']],
    ['What did the observer do in June 2023?', ['rain gauge', 'the battery', 'the door']],
    ['Что делал смотритель в мае 2024?', ['чинил лодку']],
    ['What did the observer do in July 2023?', ['mowed']],
  ] as const) {
    it(`finds the days of a month: ${question}`, async () => {
      const first = (await bestOf(question)).slice(0, words.length).join('\n');
      for (const one of words) assert.ok(first.includes(one), `${one} in ${first}`);
    });
  }

  for (const question of [
    'What does E-4013 mean?',
    'What does error E-5012 mean?',
    'How much does the boiler of the X250 hold?',
    'What does firmware 2.4.2 do?',
    'Что значит ошибка Е-713?',
    'Что описывает ГОСТ 12346?',
  ]) {
    it(`does not answer with a neighbour: ${question}`, async () => {
      const { kind, text } = await select(question);
      assert.notEqual(kind, 'answered', text);
    });
  }
});
