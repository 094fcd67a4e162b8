import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSectionSelector } from '../../../src/answering/sections/select-section.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { askLibrary } from '../structure/ask-library.ts';

const CAMP = `# Положение о лагере «Сосны»

## 1. Обязанности вожатого

Вожатый будит отряд в восемь утра.

Вожатый ведёт дневник отряда.

## 2. Обязанности врача

Врач осматривает детей раз в неделю.

## 3. Виды кружков

В лагере работают следующие кружки:

- шахматный;
- гончарный;
- лодочный.

Кружок ведёт мастер. Взнос за гончарный кружок — 300 рублей.

## 4. Наказания

За ночной шум назначается дежурство по столовой.

За побег назначается дежурство по кухне. Родителям звонит директор.

За порчу лодки назначается дежурство по причалу.`;
const POOL = `# Rules of the pool

## Lockers

There are sixty lockers. The lockers open with a coin.

- blue lockers are for children;
- red lockers are for adults.

## Opening hours

The pool opens at seven on weekdays.

It opens at nine on Sundays.

## What do I do when I lose my wristband?

1. Tell the guard.
2. Wait at the gate.

A new key takes an hour.

## What may I bring?

A towel is welcome.`;

const LIBRARY = `# Terms of the library

Books are returned within three weeks. The hall is quiet.

A lost card is reported at the latest after two days.

The library was founded in 1902.`;

const quotesOf = ({ citations }: Answer) => citations.map(({ quote }) => quote);

describe('a question for all that is said on a subject', () => {
  const ask = askLibrary({ 'camp.md': CAMP, 'pool.md': POOL, 'library.md': LIBRARY }, createSectionSelector);

  it('is answered with what stands under the heading that has its words, whole', async () => {
    const duties = ['Вожатый будит отряд в восемь утра.', 'Вожатый ведёт дневник отряда.'];
    for (const question of [
      'Какие обязанности у вожатого?',
      'Перечисли обязанности вожатых',
      'Что сказано об обязанностях вожатого?',
      'Каковы обязанности вожатого в лагере «Сосны»?',
      'раздел Обязанности вожатого',
      'покажи главу об обязанностях вожатого',
      'В каком разделе говорится об обязанностях вожатого?',
    ]) {
      const answer = await ask(question);
      assert.deepEqual([answer.kind, quotesOf(answer)], ['answered', duties], question);
    }
    assert.deepEqual(quotesOf(await ask('What are the opening hours of the pool?')), [
      'The pool opens at seven on weekdays.',
      'It opens at nine on Sundays.',
    ]);
  });

  it('is answered, where a heading asks it in any form of its words, with the whole answer there', async () => {
    const steps = ['1. Tell the guard.\n2. Wait at the gate.', 'A new key takes an hour.'];
    for (const question of [
      'What do I do at the pool when I lose my wristband?',
      'what do I do when I lose my wristbands??',
    ])
      assert.deepEqual(quotesOf(await ask(question)), steps, question);
    for (const question of [
      'What do I do when I lose my towel?',
      'Do I lose my wristband?',
      'What do I do when I lose my wristband at night?',
    ])
      assert.notEqual((await ask(question)).confidence, 0.9, question);
  });

  it('counts what a list has, and shows it', async () => {
    const answer = await ask('Сколько видов кружков в лагере?');
    assert.match(answer.text, /^В перечне: 3\.\n«В лагере работают следующие кружки:»/u);
    assert.deepEqual(quotesOf(answer).at(-1), '- шахматный;\n- гончарный;\n- лодочный.');
  });

  it('counts nothing where the text says the number', async () => {
    assert.doesNotMatch((await ask('How many lockers are there?')).text, /In the list/);
  });

  it('finds all sentences with the words where no heading has them', async () => {
    const answer = await ask('Перечисли все дежурства в положении о лагере');
    assert.deepEqual(quotesOf(answer), [
      'За ночной шум назначается дежурство по столовой.',
      'За побег назначается дежурство по кухне.',
      'За порчу лодки назначается дежурство по причалу.',
    ]);
  });

  it('finds all values of a kind in one document', async () => {
    assert.deepEqual(quotesOf(await ask('List all deadlines of the library')), [
      'Books are returned within three weeks.',
      'A lost card is reported at the latest after two days.',
    ]);
  });

  it('leaves to others what asks for one thing, or for something that the heading does not say', async () => {
    for (const question of [
      'Какой взнос за гончарный кружок?',
      'Какие обязанности у повара?',
      'When does the pool open on Sundays?',
      'What are the opening hours of the museum?',
    ]) {
      const { confidence, text } = await ask(question);
      assert.ok(confidence !== 0.9 && confidence !== 0.8, `"${question}" → ${text}`);
    }
  });
});
