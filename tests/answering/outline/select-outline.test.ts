import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOutlineSelector } from '../../../src/answering/outline/select-outline.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { askLibrary } from '../structure/ask-library.ts';

const RULES = `# Rules of the reading room

Adopted on 4 May 2021

## Purpose

These rules set out who may use the reading room.

## Seats

The room has forty seats.

Seats cannot be reserved for others.

## Silence

The following is not allowed:

- talking;
- telephones.

Music is allowed with headphones.`;
const CHARTER = `Положение о мастерской

1. Общие положения

1.1. Настоящее положение определяет порядок работы мастерской.

1.2. Мастерская открыта с марта.

2. Инструменты

2.1. Инструменты выдаёт кладовщик.`;
const DIARY = Array.from({ length: 12 }, (_, day) =>
  [`On day ${day + 1} the river rose by ${day + 2} centimetres.`, 'We waited at the camp and repaired the canoe.'].join(
    ' ',
  ),
).join('\n\n');

const PLAN = `# Plan for the harbour

Version 7, valid from 1 March 2026.

## Works

| Work | Month |
|---|---|
| Dredging | May |

## Money

The works are paid by the town and by the owners of the moorings.`;
const LEASE = `Договор аренды лодки

г. Тверь, 3 мая 2026 г.

Ольга Синицына и Пётр Зимин заключили договор о нижеследующем.`;

const quotesOf = ({ citations }: Answer) => citations.map(({ quote }) => quote);

describe('a question about a document as a whole', () => {
  const ask = askLibrary({ 'rules.md': RULES, 'masterskaya.txt': CHARTER, 'river.txt': DIARY }, createOutlineSelector);
  const askOthers = askLibrary({ 'plan.md': PLAN, 'lease.txt': LEASE }, createOutlineSelector);

  it('is answered with what the document is for and the first sentence of each section, under its heading', async () => {
    for (const question of ['Summarise the rules of the reading room', 'What are the reading room rules about?']) {
      const { kind, confidence, text } = await ask(question);
      assert.deepEqual([kind, confidence], ['answered', 1]);
      assert.equal(
        text,
        [
          'Outline of “Rules of the reading room” in its own words:',
          '- Purpose: “These rules set out who may use the reading room.” [1]',
          '- Seats: “The room has forty seats.” [2]',
          '- Silence: “talking;” [3]',
        ].join('\n'),
      );
    }
  });

  it('puts first the sentence that says what a document is for', async () => {
    const { text } = await ask('О чём положение о мастерской?');
    assert.equal(
      text,
      [
        'Обзор документа «Положение о мастерской» его словами:',
        '«1.1. Настоящее положение определяет порядок работы мастерской.» [1]',
        '- 2. Инструменты: «2.1. Инструменты выдаёт кладовщик.» [2]',
      ].join('\n'),
    );
  });

  it('shows sentences from all over a document without sections', async () => {
    const { citations } = await ask('Give me an overview of river');
    assert.deepEqual(new Set(citations.map(({ documentId }) => documentId)), new Set(['river']));
    const places = citations.map(({ paragraph }) => paragraph);
    assert.ok(places[0]! <= 2 && places.at(-1)! >= 11 && places.length >= 5, `from the whole: ${places}`);
  });

  it('says of each of several documents what it is for', async () => {
    const { text, citations } = await ask('О чём эти документы?');
    assert.deepEqual(
      citations.map(({ documentId }) => documentId),
      ['masterskaya', 'river', 'rules'],
    );
    assert.match(text, /^О чём документы, их словами:\n\nПоложение о мастерской:\n«1\.1\. Настоящее положение/u);
  });

  it('takes no line of a date or version for what a document is for, and sets a table below its heading', async () => {
    const asked = askOthers('О чём эти документы?');
    assert.deepEqual(quotesOf(await asked), [
      'Ольга Синицына и Пётр Зимин заключили договор о нижеследующем.',
      'The works are paid by the town and by the owners of the moorings.',
    ]);
    const { text } = await askOthers('Summarise the plan for the harbour');
    assert.match(text, /\n\nWorks:\n“Work \| Month {2}\nDredging \| May” \[\d\]\n\n- Money: “The works/);
  });

  it('outlines the document that the conversation is about', async () => {
    const history = [
      { role: 'user', content: 'Can seats be reserved?' } as const,
      { role: 'assistant', content: '“Seats cannot be reserved for others.” [1]' } as const,
    ];
    assert.match((await ask('Summarise the document', { history })).text, /^Outline of “Rules of the reading room”/);
    assert.match((await ask('summary', { documentIds: ['river'] })).text, /^Outline of “/);
  });

  it('quotes the headings, and counts them', async () => {
    const answer = await ask('Какие разделы есть в положении о мастерской?');
    assert.deepEqual(quotesOf(answer), ['1. Общие положения', '2. Инструменты']);
    const rules = await ask('How many sections do the rules of the reading room have?');
    assert.deepEqual(quotesOf(rules), ['Purpose', 'Seats', 'Silence']);
    assert.match(rules.text, /^Sections of “Rules of the reading room”, 3 in all:/);
  });

  it('stays an ordinary question when it names something else', async () => {
    for (const question of ['Summarise the headphones', 'Расскажи о кладовщике', 'overview of the timetable'])
      assert.ok((await ask(question)).confidence < 1, question);
  });
});
