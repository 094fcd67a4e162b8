import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createPlaceSelector } from '../../../src/answering/places/select-place.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { askLibrary } from '../structure/ask-library.ts';

const CLAUSES: Record<string, string> = {
  '1.1': '1.1. Мастер шьёт для Заказчика занавес шириной 9 метров.',
  '1.2': '1.2. Ткань выбирает Заказчик. Образец хранится у Мастера.',
  '2.1': '2.1. Цена работы — 84 000 рублей.',
  '2.2': '2.2. Цена не включает:\n\n- доставку;\n- навеску занавеса;\n- чистку.',
  '2.3': '2.3. Аванс равен трети цены.',
  '3.1': '3.1. Мастер обязан:\nа) снять мерки до 4 марта;\nб) сдать работу до 20 мая.',
  '3.2': '3.2. За каждую неделю опоздания Мастер платит 900 рублей.',
  '3.10': '3.10. Спор решает суд города Вологды.',
};
const CONTRACT = [
  '# Договор пошива занавеса',
  'г. Вологда, 11 февраля 2024 года',
  ...['1. Предмет', '2. Цена', '3. Сроки'].flatMap((heading) => [
    `## ${heading}`,
    ...Object.keys(CLAUSES)
      .filter((number) => number.startsWith(`${heading[0]}.`))
      .map((number) => CLAUSES[number]!),
  ]),
  'Подписи: Мастер, Заказчик',
].join('\n\n');
const CHARTER = `Устав хора «Иволга»

Статья 1. Состав

1. В хоре поют тридцать человек.

2. Новых певцов принимает совет хора.

Совет собирается весной.

3. Певец может выйти из хора.

Статья 2. Имущество

Ноты принадлежат хору.

Костюмы принадлежат певцам.

Статья 3. Совет

1. Совет состоит из:
а) старосты;
б) казначея.

Он собирается весной.

2. Решения совета записывает староста.

Приложение 1. Список костюмов

Альты носят синее, басы носят серое.`;
const TABLE = '| Tree | Year |\n|---|---|\n| Plum | 1998 |\n| Pear | 2003 |';
const REPORT = `# Report of the orchard

## Harvest

The trees gave 41 tonnes of plums.

Table 7. Trees

${TABLE}

## Pests

None came.`;

const quotesOf = ({ citations }: Answer) => citations.map(({ quote }) => quote);
const joined = (answer: Answer) => quotesOf(answer).join('\n\n');

describe('a question for a place', () => {
  const ask = askLibrary({ 'zanaves.md': CONTRACT, 'hor.txt': CHARTER, 'orchard.md': REPORT }, createPlaceSelector);

  it('is answered with every clause of a contract, whole and nothing else', async () => {
    for (const [number, clause] of Object.entries(CLAUSES)) {
      const answer = await ask(`п. ${number}`);
      assert.deepEqual([answer.kind, answer.confidence, joined(answer)], ['answered', 1, clause], number);
      assert.equal(answer.citations[0]!.documentId, 'zanaves');
      assert.equal(joined(await ask(`What does clause ${number} of the zanaves say?`)), clause);
    }
  });

  it('is answered with all that stands under a heading, by its number or its words', async () => {
    const section = ['2.1', '2.2', '2.3'].map((number) => CLAUSES[number]).join('\n\n');
    for (const question of [
      'раздел 2 договора',
      'Что сказано в разделе «Цена»?',
      'перескажи второй раздел договора пошива',
      'section 2 of the contract',
    ])
      assert.equal(joined(await ask(question)), section, question);
    assert.deepEqual(quotesOf(await ask('What does the chapter "Harvest" say?')), [
      'The trees gave 41 tonnes of plums.',
      'Table 7. Trees',
      TABLE,
    ]);
  });

  it('finds a part in the part that it is named with', async () => {
    assert.deepEqual(quotesOf(await ask('подпункт б) пункта 3.1')), ['б) сдать работу до 20 мая.']);
    assert.equal(
      joined(await ask('п. 2 ст. 1 устава')),
      '2. Новых певцов принимает совет хора.\n\nСовет собирается весной.',
    );
    assert.deepEqual(quotesOf(await ask('второй абзац статьи 2')), ['Костюмы принадлежат певцам.']);
    assert.deepEqual(quotesOf(await ask('the second to last clause of the zanaves')), [CLAUSES['3.2']]);
    assert.deepEqual(quotesOf(await ask('первый абзац устава')), ['1. В хоре поют тридцать человек.']);
    assert.deepEqual(quotesOf(await ask('статья 3, часть 1')), [
      '1. Совет состоит из:\nа) старосты;\nб) казначея.',
      'Он собирается весной.',
    ]);
    assert.deepEqual(quotesOf(await ask('подпункт «б» пункта 1 статьи 3')), ['б) казначея.']);
    assert.deepEqual(quotesOf(await ask('последний пункт договора')), [CLAUSES['3.10']]);
    assert.deepEqual(quotesOf(await ask('the last paragraph of the orchard report')), ['None came.']);
  });

  it('takes the articles of the document that has articles', async () => {
    assert.deepEqual(quotesOf(await ask('статья 2')), ['Ноты принадлежат хору.', 'Костюмы принадлежат певцам.']);
  });

  it('finds a table by the number of its caption', async () => {
    assert.deepEqual(quotesOf(await ask('table 7')), ['Table 7. Trees', TABLE]);
    assert.deepEqual(quotesOf(await ask('первая таблица')), ['Table 7. Trees', TABLE]);
    assert.match((await ask('table 2 of the orchard report')).text, /no table 2\. It has tables 7\.$/);
  });

  it('is answered from each document that has the place, under its title', async () => {
    const { text, citations } = await ask('¶1');
    assert.deepEqual(new Set(citations.map(({ documentId }) => documentId)), new Set(['zanaves', 'hor', 'orchard']));
    assert.match(text, /^(?:.*:\n)?Report of the orchard:\n“The trees[^”]*” \[\d\]$/mu);
    const { citations: ofOne } = await ask('¶4', { documentIds: ['orchard'] });
    assert.deepEqual(
      ofOne.map(({ quote }) => quote),
      ['None came.'],
    );
  });

  it('is answered from the document that the conversation is about', async () => {
    const answered = { role: 'assistant', content: '“None came.” [1]' } as const;
    const history = [{ role: 'user', content: 'Did pests come?' } as const, answered];
    assert.deepEqual(quotesOf(await ask('¶1', { history })), ['The trees gave 41 tonnes of plums.']);
    assert.match((await ask('¶50', { history })).text, /^“Report of the orchard” has no paragraph 50/);
    const about = [{ role: 'user', content: 'None came.' } as const];
    assert.deepEqual(quotesOf(await ask('last paragraph', { history: about })), ['None came.']);
    assert.deepEqual(quotesOf(await ask('статья 1', { history }))[0], '1. В хоре поют тридцать человек.');
  });

  it('says what there is where the place is not', async () => {
    const missing = await ask('пункт 2.9 договора');
    assert.deepEqual([missing.kind, missing.reason, missing.citations], ['unanswered', 'not-in-document', []]);
    assert.equal(missing.text, 'В документе «Договор пошива занавеса» нет пункта 2.9. Есть пункты 2.1–2.3.');
    assert.match((await ask('статья 8 устава')).text, /нет статьи 8\. Есть статьи 1–3\.$/u);
    assert.match((await ask('paragraph 40 of the orchard report')).text, /no paragraph 40\. It has paragraphs 1–4\.$/u);
    assert.match((await ask('page 3 of the orchard report')).text, /no page 3\. It has paragraphs 1–4\.$/u);
  });

  it('stays an ordinary question when it asks about something there, or names no document', async () => {
    for (const question of [
      'Какой штраф в пункте 3.2?',
      'What does section 2 say about cleaning?',
      'п. 3.2 регламента полётов',
    ]) {
      const { confidence } = await ask(question);
      assert.ok(confidence < 1, `"${question}" is not answered as a place`);
    }
  });
});

describe('a question for a paragraph of the declaration', () => {
  const file = 'csto-declaration-2024.txt';
  const text = readFileSync(path.join(PROJECT_DIRECTORY, 'documents', file), 'utf8');
  const ask = askLibrary({ [file]: text }, createPlaceSelector);

  it('is answered with each of its 39 paragraphs, and nothing else', async () => {
    for (let number = 1; number <= 39; number += 1) {
      const { citations, kind } = await ask(number % 2 === 0 ? `¶${number}` : `абзац ${number}`);
      assert.deepEqual([kind, citations.length, citations[0]?.paragraph], ['answered', 1, number]);
      const { prefix, quote, suffix } = citations[0]!;
      assert.match(prefix.slice(-2), /^(?:\n\n|)$/, 'nothing of the paragraph stands before the quote');
      assert.match(suffix.slice(0, 2), /^(?:\n\n|\n|)$/, 'nothing of it stands behind');
      assert.ok(text.includes(quote), 'the quote is the text');
    }
    const beyond = await ask('¶40');
    assert.deepEqual([beyond.kind, /paragraphs 1–39/.test(beyond.text)], ['unanswered', true]);
  });
});
